package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symbolon.redis.HistoryCheck.Outage;
import io.symbolon.redis.HistoryEvent.Kind;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes whose clocks are seconds apart work on one server, which is killed now and then. What they saw is
 * checked afterwards. Takes 15 seconds, or with {@code -Dsymbolon.long=true} 2 minutes.
 */
final class HistoryTest {
    private static final boolean LONG = Boolean.getBoolean("symbolon.long");
    private static final Duration DURATION = Duration.ofSeconds(LONG ? 120 : 12);
    private static final int KILLS = LONG ? 12 : 2;
    private static final long[] CLOCK_OFFSETS = {-4_000, 0, 7_000};

    /** Well above what it takes on an idle machine, which is a millisecond: tests share the machine with others. */
    private static final Duration ALLOWED_DELAY = Duration.ofSeconds(2);

    private static final Duration ALLOWED_RECOVERY = Duration.ofSeconds(8);

    @TempDir
    private Path directory;

    @Test
    void theHistoryOfThreeProcessesIsSound() throws Exception {
        long seed = System.nanoTime();
        List<Outage> outages = new ArrayList<>();
        try (RedisProcess server = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");
                RedisProcess blackboard = RedisProcess.start()) {
            List<Process> nodes = new ArrayList<>();
            for (int number = 0; number < CLOCK_OFFSETS.length; number++) {
                nodes.add(startNode(number, server, blackboard));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> blackboard.ask("GET " + HistoryNode.STARTED).contains("\n" + HistoryNode.NODES));
            outages.addAll(killNowAndThen(server, new Random(seed)));
            for (Process node : nodes) {
                boolean ended = node.waitFor(DURATION.toSeconds() + 60, TimeUnit.SECONDS);
                node.destroyForcibly();
                assertThat(ended).as("a node ends in time").isTrue();
                assertThat(node.exitValue()).isZero();
            }
        }

        List<HistoryEvent> events = new ArrayList<>();
        for (int number = 0; number < CLOCK_OFFSETS.length; number++) {
            Files.readAllLines(file(number)).forEach(line -> events.add(HistoryEvent.parse(line)));
        }
        report(events, outages);
        assertThat(new HistoryCheck(events, outages, ALLOWED_DELAY, ALLOWED_RECOVERY).violations())
                .as("seed %s, outages %s", seed, outages)
                .isEmpty();
        for (Kind kind : Kind.values()) {
            assertThat(events).as("some %s", kind).anyMatch(event -> event.kind() == kind && event.succeeded());
        }
        assertThat(events)
                .as("revoked tokens were presented")
                .anyMatch(
                        event -> event.kind() == Kind.VERIFY && event.outcome().startsWith("REVOKED"));
    }

    private Process startNode(int number, RedisProcess server, RedisProcess blackboard) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx256m",
                        HistoryNode.class.getName(),
                        Integer.toString(number),
                        server.uri(),
                        blackboard.uri(),
                        Long.toString(CLOCK_OFFSETS[number]),
                        Long.toString(DURATION.toSeconds()),
                        file(number).toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "node-" + number + ".log"))
                .start();
    }

    private static List<Outage> killNowAndThen(RedisProcess server, Random random) {
        List<Outage> outages = new ArrayList<>();
        long between = DURATION.toNanos() / (KILLS + 1);
        for (int kill = 0; kill < KILLS; kill++) {
            LockSupport.parkNanos(between);
            long start = System.nanoTime();
            server.kill();
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(800)).toNanos());
            server.restart();
            outages.add(new Outage(start, System.nanoTime()));
        }
        return outages;
    }

    private static void report(List<HistoryEvent> events, List<Outage> outages) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        events.forEach(event -> counts.merge(event.kind(), 1, Integer::sum));
        long unknown = events.stream()
                .filter(event -> event.outcome().equals(HistoryEvent.UNKNOWN))
                .count();
        System.out.println("history of " + CLOCK_OFFSETS.length + " processes: " + counts + ", " + unknown
                + " calls failed by " + outages.size() + " kills of the server");
    }

    private Path file(int number) {
        return directory.resolve("node-" + number + ".tsv");
    }
}
