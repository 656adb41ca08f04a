package io.symbolon.redis;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.testkit.BoundedDisk;
import io.symbolon.testkit.history.Fault;
import io.symbolon.testkit.history.ProcessHistory;
import io.symbolon.testkit.history.ProcessHistoryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Three processes work on a server that has no space left for its file now and then: what it refuses can be tried again, and
 * nothing that it has answered is lost.
 */
@Isolated("measures time")
@EnabledIf(
        value = "io.symbolon.testkit.BoundedDisk#isSupported",
        disabledReason = "this machine does not let this user mount a file system of its own")
final class FullDiskTest {
    private static final boolean LONG = Boolean.getBoolean("symbolon.long");

    /** Two blocks of the disk: the server takes a part of it that fills no whole block. */
    private static final String LARGE = "x".repeat(8_192);

    @TempDir
    Path folder;

    /** The server tries again by itself. */
    @Test
    void noAnswerContradictsAnotherWhenTheServersDiskWasFull() throws IOException {
        assertSound("everysec", server -> {});
    }

    /** A server that has to write before it answers ends itself, and somebody starts it again. */
    @Test
    void norWhenTheServerGaveUp() throws IOException {
        assertSound("always", server -> {
            await().until(() -> server.ask("PING").isEmpty());
            server.restart();
        });
    }

    private void assertSound(String fsync, Consumer<RedisProcess> restart) throws IOException {
        try (BoundedDisk disk = BoundedDisk.over(Files.createDirectory(folder.resolve(fsync)), 64);
                RedisProcess server =
                        RedisProcess.startIn(disk.path(), "--appendonly", "yes", "--appendfsync", fsync)) {
            Fault full = new Fault("the disk is full", () -> fill(disk, server), () -> {
                disk.free();
                restart.accept(server);
                await().until(() -> server.ask("SET large small").startsWith("+OK"));
            });
            ProcessHistoryResult result = ProcessHistory.nodesOn(RedisNode.class, server.uri())
                    .duration(Duration.ofSeconds(LONG ? 120 : 8))
                    .fault(LONG ? 10 : 1, full)
                    .run();

            System.out.println("history of three processes on Redis, appendfsync " + fsync + ": " + result.counts());
            assertThat(result.contradictions()).as("%s", result).isEmpty();
        }
    }

    /** It notices when it writes. */
    private static void fill(BoundedDisk disk, RedisProcess server) {
        disk.fill();
        await().until(() -> !server.ask("SET large " + LARGE).startsWith("+OK"));
    }
}
