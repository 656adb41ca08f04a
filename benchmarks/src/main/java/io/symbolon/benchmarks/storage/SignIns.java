package io.symbolon.benchmarks.storage;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Users who sign in at a steady rate, until closed. */
public final class SignIns implements AutoCloseable {
    private static final int THREADS = 2;
    private static final long LONGEST_SECONDS = 10;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(THREADS);
    private final ScheduledFuture<?> running;

    /** Starts at once. */
    public SignIns(JwtUserSessionManager node, int aSecond) {
        AtomicLong number = new AtomicLong();
        SessionContext context = SessionContext.of(Content.IP);
        running = executor.scheduleAtFixedRate(
                () -> node.create("busy-" + number.getAndIncrement(), context),
                0,
                TimeUnit.SECONDS.toMicros(1) / aSecond,
                TimeUnit.MICROSECONDS);
    }

    /** Makes sure that users do sign in. */
    public void requireRunning() {
        if (running.isDone()) {
            throw new IllegalStateException("a sign-in has failed");
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
