package io.symbolon.internal.revocation;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Reads of a log for many readers. Those who stand at the same cursor share one, and none looks again before this node's
 * own thread has read something new. Thread-safe.
 */
public final class SharedReads {
    /** For how long a short page is given to those who come later. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int MOST_SHARED = 64;
    private static final int SHORT_PAGE = 256;

    private final RevocationLog log;
    private final LogActivity activity;
    private final LongSupplier nanos;
    private final Map<LogCursor, Reading> readings = new ConcurrentHashMap<>();

    SharedReads(RevocationLog log, LogActivity activity, LongSupplier nanos) {
        this.log = log;
        this.activity = activity;
        this.nanos = nanos;
    }

    /**
     * A page, and when it was asked for.
     *
     * @param activity what this node's thread had read before
     * @param startNanos of the monotonic clock
     */
    private record Read(LogPage page, long activity, long startNanos) {
        LogPage asSeenFrom(long arrivedNanos) {
            Duration age =
                    Duration.ofNanos(Math.max(0, arrivedNanos - startNanos)).plus(page.contactAge());
            return new LogPage(page.revocations(), page.next(), page.now(), page.restarted(), page.atEnd(), age);
        }

        boolean isQuiet() {
            return page.revocations().isEmpty() && !page.restarted() && page.atEnd();
        }
    }

    /** A read on its way, or its page. */
    private record Reading(long activity, long startNanos, CompletableFuture<Read> read) {
        /** What is on its way is good: its page tells how old it is. */
        boolean isGoodFor(long currentActivity, long now) {
            return !read.isDone()
                    || (activity == currentActivity
                            && now - startNanos <= FRESH_NANOS
                            && !read.isCompletedExceptionally());
        }
    }

    /**
     * Reads on from a cursor.
     *
     * @param after of the log itself
     * @param beforeWaiting called once at most; if it throws, this does not wait
     * @throws SessionStorageException if the log cannot be read
     * @throws IllegalStateException if the node was closed
     */
    public LogPage read(LogCursor after, Duration maxWait, Runnable beforeWaiting) throws InterruptedException {
        long arrived = nanos.getAsLong();
        LogCursor from = after;
        boolean waits = false;
        while (true) {
            Read read = read(from);
            long left = maxWait.toNanos() - (nanos.getAsLong() - arrived);
            if (!read.isQuiet() || left <= 0) {
                return read.asSeenFrom(arrived);
            }
            if (!waits) {
                beforeWaiting.run();
                waits = true;
            }
            from = read.page().next();
            if (!activity.await(read.activity(), left)) {
                return read.asSeenFrom(arrived);
            }
        }
    }

    public Duration retention() {
        return log.retention();
    }

    public Duration clockMargin() {
        return log.clockMargin();
    }

    private Read read(LogCursor from) throws InterruptedException {
        while (true) {
            requireOpen();
            Reading own = new Reading(activity.current(), nanos.getAsLong(), new CompletableFuture<>());
            Reading shared = shared(from, own);
            if (shared.read() == own.read()) {
                return readMyself(from, own);
            }
            try {
                return shared.read().get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof SessionStorageException fault) {
                    throw new SessionStorageException(
                            "The revocation log could not be read.", fault.isRetrySafe(), fault);
                }
                // Who read for us was stopped; that says nothing of the log.
            }
        }
    }

    private Reading shared(LogCursor from, Reading own) {
        readings.values().removeIf(reading -> !reading.isGoodFor(own.activity(), own.startNanos()));
        if (readings.size() >= MOST_SHARED) {
            return own;
        }
        return readings.merge(
                from, own, (there, mine) -> there.isGoodFor(mine.activity(), mine.startNanos()) ? there : mine);
    }

    private Read readMyself(LogCursor from, Reading own) throws InterruptedException {
        try {
            LogPage page = log.read(from, Duration.ZERO);
            Read read = new Read(page, own.activity(), own.startNanos());
            own.read().complete(read);
            if (page.revocations().size() > SHORT_PAGE) {
                // Who waited has it; it need not stay in memory.
                readings.remove(from, own);
            }
            return read;
        } catch (RuntimeException | Error | InterruptedException failed) {
            readings.remove(from, own);
            own.read().completeExceptionally(failed);
            throw failed;
        }
    }

    private void requireOpen() {
        if (activity.hasEnded()) {
            throw new IllegalStateException("The session manager is closed.");
        }
    }
}
