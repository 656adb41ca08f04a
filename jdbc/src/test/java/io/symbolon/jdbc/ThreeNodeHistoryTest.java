package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.testkit.Closer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Three managers in three processes on one database, asked at random, while one of them is killed and started again: no
 * answer contradicts another. Ten seconds; five minutes with {@code -Dsymbolon.long=true}.
 */
@Timeout(600)
final class ThreeNodeHistoryTest {
    private static final int NODES = 3;
    private static final int THREADS_OF_EACH = 3;
    private static final int SUBJECTS = 5;
    private static final Set<String> TRUTHS = Set.of("find", "expire");
    private static final Duration RUN =
            Boolean.getBoolean("symbolon.long") ? Duration.ofMinutes(5) : Duration.ofSeconds(10);

    private static final Duration LONGEST_OVERTIME = Duration.ofMinutes(2);
    private static final int FEWEST_OPERATIONS = 500;
    private static final Set<String> ANSWERS =
            Set.of("verify OK", "verify REVOKED", "verify OUTDATED", "refresh OK", "find true", "find false");

    /** Milliseconds, when the machine is free. */
    private static final Duration PROPAGATION = Duration.ofSeconds(3);

    private final History history = new History(PROPAGATION);
    private final Map<String, List<History.Issued>> issued = new ConcurrentHashMap<>();

    @Test
    void onPostgresNoAnswerContradictsAnother() throws Exception {
        run(PostgresDatabase.shared(), RUN);
    }

    @Test
    void onMariaDbNoAnswerContradictsAnother() throws Exception {
        run(MariaDatabase.shared(), RUN.dividedBy(2));
    }

    private void run(TestDatabase database, Duration duration) throws Exception {
        database.reset();
        // What is started late is stopped too: a node that lives on gives its revocations to the tests after this one.
        try (Closer closer = new Closer()) {
            ExecutorService threads = Executors.newFixedThreadPool(NODES * THREADS_OF_EACH);
            closer.add(threads::shutdownNow);
            AtomicReferenceArray<NodeProcess> nodes = new AtomicReferenceArray<>(startAll(database, closer));
            long deadline = System.nanoTime() + duration.toNanos();
            long latest = deadline + LONGEST_OVERTIME.toNanos();
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < NODES * THREADS_OF_EACH; i++) {
                int node = i % NODES;
                Random random = new Random(i);
                running.add(CompletableFuture.runAsync(
                        () -> {
                            while (System.nanoTime() < deadline || (isTooShort() && System.nanoTime() < latest)) {
                                step(nodes, node, random);
                            }
                        },
                        threads));
            }
            running.add(CompletableFuture.runAsync(
                    () -> {
                        nodes.get(NODES - 1).kill();
                        nodes.set(NODES - 1, start(database, closer));
                    },
                    CompletableFuture.delayedExecutor(duration.toMillis() / 3, TimeUnit.MILLISECONDS)));
            running.forEach(CompletableFuture::join);
        }

        assertThat(history.contradictions()).isEmpty();
        assertThat(history.size()).isGreaterThanOrEqualTo(FEWEST_OPERATIONS);
        assertThat(history.counts().keySet()).containsAll(ANSWERS);
    }

    /** On a busy machine it takes longer until there is enough to judge. */
    private boolean isTooShort() {
        return history.size() < FEWEST_OPERATIONS || !history.counts().keySet().containsAll(ANSWERS);
    }

    private void step(AtomicReferenceArray<NodeProcess> nodes, int node, Random random) {
        String subject = "subject-" + random.nextInt(SUBJECTS);
        List<History.Issued> known = tokensOf(subject);
        int choice = random.nextInt(100);
        if (known.isEmpty() || choice < 8) {
            ask(nodes, node, "create", subject, Optional.empty(), subject);
            return;
        }
        // Mostly of what was issued lately: the rest is dead already.
        History.Issued about = known.get(Math.max(0, known.size() - 1 - random.nextInt(6)));
        if (choice < 50) {
            ask(nodes, node, "verify", subject, Optional.of(about), about.access());
        } else if (choice < 75) {
            ask(nodes, node, "refresh", subject, Optional.of(about), about.refresh());
        } else if (choice < 87) {
            ask(nodes, node, "find", subject, Optional.of(about), about.session());
        } else if (choice < 92) {
            ask(nodes, node, "revoke", subject, Optional.of(about), about.session());
        } else if (choice < 95) {
            ask(nodes, node, "expire", subject, Optional.of(about), about.session());
        } else if (choice < 98) {
            ask(nodes, node, "expireAll", subject, Optional.empty(), subject);
        } else {
            ask(nodes, node, "revokeAll", subject, Optional.empty(), subject);
        }
    }

    private void ask(
            AtomicReferenceArray<NodeProcess> nodes,
            int node,
            String command,
            String subject,
            Optional<History.Issued> about,
            String argument) {
        long start = System.nanoTime();
        Optional<String[]> words;
        try {
            words = nodes.get(node).ask(command, argument);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        long end = words.isPresent() ? System.nanoTime() : Long.MAX_VALUE;
        Optional<History.Issued> result = words.filter(answer -> answer.length == 5)
                .map(answer -> new History.Issued(subject, answer[2], answer[3], answer[4], start, end));
        history.add(new History.Operation(
                node,
                command,
                subject,
                about.map(History.Issued::session),
                about,
                words.map(answer -> TRUTHS.contains(command) && answer[1].equals("OK") ? answer[2] : answer[1]),
                result,
                start,
                end));
        result.ifPresent(tokens -> tokensOf(subject).add(tokens));
    }

    private List<History.Issued> tokensOf(String subject) {
        return issued.computeIfAbsent(subject, absent -> new CopyOnWriteArrayList<>());
    }

    private static NodeProcess[] startAll(TestDatabase database, Closer closer) {
        List<CompletableFuture<NodeProcess>> starting = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            starting.add(CompletableFuture.supplyAsync(() -> start(database, closer)));
        }
        return starting.stream().map(CompletableFuture::join).toArray(NodeProcess[]::new);
    }

    private static NodeProcess start(TestDatabase database, Closer closer) {
        try {
            return closer.add(NodeProcess.start(database));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
