package io.symbolon.benchmarks.storage;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.Latencies;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What a page of a subject with a hundred thousand sessions costs, and what it costs to end everything. */
final class LargeSubject {
    private static final String SUBJECT = "robot";
    private static final int SESSIONS = 100_000;
    private static final int PAGE = 20;
    private static final int PAGES = 2_000;
    private static final int THREADS = 16;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double NANOS_A_MILLI = 1e6;

    private LargeSubject() {}

    /** @param storage without sessions of other subjects */
    static List<Figure> measure(Form form, String title, UserSessionStorage storage) throws InterruptedException {
        List<SessionId> ids = new ArrayList<>(signIn(storage, form.scaled(SESSIONS)));
        SplittableRandom random = new SplittableRandom(1);
        Latencies pages = new Latencies();
        for (int i = 0; i < form.scaled(PAGES); i++) {
            Optional<SessionId> after = Optional.of(ids.get(random.nextInt(ids.size())));
            long start = System.nanoTime();
            storage.findPage(SUBJECT, PAGE, after);
            pages.add(System.nanoTime() - start);
        }
        long start = System.nanoTime();
        for (int partition = 0; partition < storage.partitions(); partition++) {
            storage.endEverything(partition, RevocationCause.ADMINISTRATOR, 0);
        }
        double end = (System.nanoTime() - start) / NANOS_A_MILLI;
        return List.of(
                new Figure("large-subject", title, "sessions", ids.size()),
                new Figure("large-subject", title, "a page of 20, median ms", pages.quantile(0.5) / NANOS_A_MILLI),
                new Figure("large-subject", title, "p99 ms", pages.quantile(0.99) / NANOS_A_MILLI),
                new Figure("large-subject", title, "end everything, ms", end));
    }

    private static ConcurrentLinkedQueue<SessionId> signIn(UserSessionStorage storage, int count)
            throws InterruptedException {
        ConcurrentLinkedQueue<SessionId> ids = new ConcurrentLinkedQueue<>();
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            executor.execute(() -> {
                for (int done = 0; done < Math.max(1, count / THREADS); done++) {
                    SessionInsert insert = insert(random);
                    storage.insert(insert);
                    ids.add(insert.id());
                }
            });
        }
        executor.shutdown();
        if (!executor.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("not signed in within " + LONGEST);
        }
        return ids;
    }

    private static SessionInsert insert(SplittableRandom random) {
        long partition = SessionId.partitionOf(SUBJECT);
        long first = System.currentTimeMillis() << Short.SIZE | partition << Byte.SIZE | random.nextInt(1 << Byte.SIZE);
        return new SessionInsert(
                SessionId.of(first, random.nextLong()),
                SUBJECT,
                "web",
                "key-1",
                SessionLifetime.defaults(),
                SessionParts.none(),
                SessionLimits.ofSubject(SessionLimit.unlimited()),
                0);
    }
}
