package io.symbolon.benchmarks.memory;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Ends sessions that a storage has never seen: each leaves an entry in its log. */
public final class EndedSessions {
    private static final int THREADS = 16;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private EndedSessions() {}

    /** Writes so many entries at least. */
    public static void write(UserSessionStorage storage, int count) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(System.nanoTime() + i);
            executor.execute(() -> {
                for (int done = 0; done < (count + THREADS - 1) / THREADS; done++) {
                    storage.end(
                            SessionId.of(
                                    System.currentTimeMillis() << Short.SIZE | random.nextInt(1 << Short.SIZE),
                                    random.nextLong()),
                            RevocationCause.SIGNED_OUT);
                }
            });
        }
        executor.shutdown();
        if (!executor.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("not written within " + LONGEST);
        }
    }
}
