package io.symbolon.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often each caller may read from the log's start: as often as it may in a minute at once, then one after the other.
 * Thread-safe.
 */
final class RestartLimit {
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_CALLERS = 10_000;

    private final long costNanos;
    private final LongSupplier nanos;

    /** By caller, when it has nothing to make up for any more. */
    private final Cache<String, Long> paidAt;

    RestartLimit(int aMinute, LongSupplier nanos) {
        this.costNanos = MINUTE_NANOS / aMinute;
        this.nanos = nanos;
        this.paidAt = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterWrite(Duration.ofMinutes(2))
                .build();
    }

    /**
     * Counts a read from the start, if it is allowed.
     *
     * @return 0 if it is, else how many seconds to wait
     */
    long take(String caller) {
        long now = nanos.getAsLong();
        long[] missing = new long[1];
        paidAt.asMap().merge(caller, now + costNanos, (paid, fresh) -> {
            long next = later(paid, now) + costNanos;
            missing[0] = next - now - MINUTE_NANOS;
            return missing[0] > 0 ? paid : next;
        });
        return missing[0] > 0 ? TimeUnit.NANOSECONDS.toSeconds(missing[0] - 1) + 1 : 0;
    }

    /** Counts a read from the start that the log itself has asked for. */
    void count(String caller) {
        long now = nanos.getAsLong();
        paidAt.asMap().merge(caller, now + costNanos, (paid, fresh) -> later(paid, now) + costNanos);
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
