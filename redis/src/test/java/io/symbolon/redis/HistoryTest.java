package io.symbolon.redis;

import static io.symbolon.testkit.Patience.PATIENCE;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.redis.HistoryCheck.Outage;
import io.symbolon.redis.HistoryEvent.Kind;
import io.symbolon.testkit.Closer;
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
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Three processes whose clocks are seconds apart work on one server, which is killed now and then. What they saw is
 * checked afterwards. Takes 15 seconds, or with {@code -Dsymbolon.long=true} 2 minutes.
 */
@Isolated("measures time")
final class HistoryTest {
    private static final boolean LONG = Boolean.getBoolean("symbolon.long");
    private static final Duration DURATION = Duration.ofSeconds(LONG ? 120 : 12);
    private static final int KILLS = LONG ? 12 : 2;
    private static final long[] CLOCK_OFFSETS = {-4_000, 0, 7_000};

    /** Well above what it takes on an idle machine, which is a millisecond. */
    private static final Duration ALLOWED_DELAY = Duration.ofSeconds(2);

    private static final Duration ALLOWED_RECOVERY = Duration.ofSeconds(8);

    @TempDir
    private Path directory;

    @Test
    void theHistoryOfThreeProcessesIsSound() throws Exception {
        long seed = System.nanoTime();
        List<Outage> outages = new ArrayList<>();
        try (RedisProcess server = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");
                RedisProcess blackboard = RedisProcess.start();
                Closer closer = new Closer()) {
            List<Process> nodes = new ArrayList<>();
            for (int number = 0; number < CLOCK_OFFSETS.length; number++) {
                Process node = startNode(number, server, blackboard);
                closer.add(node::destroyForcibly);
                nodes.add(node);
            }
            await().until(() -> blackboard.ask("GET " + HistoryNode.STARTED).contains("\n" + HistoryNode.NODES));
            outages.addAll(killNowAndThen(server, new Random(seed)));
            for (Process node : nodes) {
                boolean ended = node.waitFor(
                        DURATION.plus(HistoryNode.LONGEST).plus(PATIENCE).toSeconds(), TimeUnit.SECONDS);
                assertThat(ended).as("a node ends in time").isTrue();
                assertThat(node.exitValue()).isZero();
            }
        }

        List<HistoryEvent> events = new ArrayList<>();
        for (int number = 0; number < CLOCK_OFFSETS.length; number++) {
            Files.readAllLines(file(number)).forEach(line -> events.add(HistoryEvent.parse(line)));
        }
        report(events, outages);
        Duration slowness = slowness(events, outages);
        assertThat(new HistoryCheck(events, outages, ALLOWED_DELAY.plus(slowness), ALLOWED_RECOVERY.plus(slowness))
                        .violations())
                .as("seed %s, outages %s, slowness %s", seed, outages, slowness)
                .isEmpty();
        for (Kind kind : Kind.values()) {
            assertThat(events).as("some %s", kind).anyMatch(event -> event.kind() == kind && event.succeeded());
        }
        assertThat(events)
                .as("revoked tokens were presented")
                .anyMatch(
                        event -> event.kind() == Kind.VERIFY && event.outcome().startsWith("REVOKED"));
    }

    /**
     * Twice as long as the slowest call took that no outage held up: what else the machine has to do keeps the news of a
     * call back as it does the call.
     */
    private static Duration slowness(List<HistoryEvent> events, List<Outage> outages) {
        long slowest = events.stream()
                .filter(HistoryEvent::succeeded)
                .filter(event -> outages.stream()
                        .noneMatch(outage -> event.start() < outage.end() + ALLOWED_RECOVERY.toNanos()
                                && event.end() > outage.start()))
                .mapToLong(event -> event.end() - event.start())
                .max()
                .orElse(0);
        return Duration.ofNanos(2 * slowest);
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
