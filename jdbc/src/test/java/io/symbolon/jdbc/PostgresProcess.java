package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;

import io.symbolon.testkit.Patience;
import io.symbolon.testkit.ProcessSignals;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A PostgreSQL server that a test kills, pauses and starts again. */
final class PostgresProcess implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;

    /** @param data a folder that is not there yet */
    PostgresProcess(Path data) {
        this.data = data;
        this.server = start(data, Optional.empty());
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /** The path of the server's program. */
    String program() {
        return postmaster().info().command().orElseThrow();
    }

    /** Ends it at once, as a crash does. */
    void kill() {
        ProcessHandle postmaster = postmaster();
        postmaster.destroyForcibly();
        await().until(() -> !postmaster.isAlive());
    }

    /** Starts it again on its port. The killed server's children take a moment to notice. */
    void restart() {
        int port = server.getPort();
        // Nothing is left to stop, but the folder's lock.
        close();
        server = await().pollInterval(Duration.ofMillis(200))
                .until(() -> start(data, Optional.of(port)), started -> true);
    }

    /** Stops it and its children in the middle of what they do; they go on at {@link #resume()}. */
    void pause() {
        forAll(ProcessSignals::pause);
    }

    void resume() {
        forAll(ProcessSignals::resume);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void forAll(Consumer<ProcessHandle> signal) {
        ProcessHandle postmaster = postmaster();
        signal.accept(postmaster);
        postmaster.descendants().forEach(signal);
    }

    private ProcessHandle postmaster() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static EmbeddedPostgres start(Path data, Optional<Integer> port) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPGStartupWait(Patience.PATIENCE)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("synchronous_commit", "on");
        port.ifPresent(builder::setPort);
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
