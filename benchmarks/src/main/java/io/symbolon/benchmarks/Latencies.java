package io.symbolon.benchmarks;

/** How long calls took, in buckets that are 1/64 wide. Not for use by many threads: give each its own, and merge. */
public final class Latencies {
    private static final int PRECISION_BITS = 6;
    private static final int BUCKETS = Long.SIZE << PRECISION_BITS;

    private final long[] counts = new long[BUCKETS];
    private long total;
    private long longest;

    /**
     * Adds a call.
     *
     * @param nanos not negative
     */
    public void add(long nanos) {
        counts[bucket(nanos)]++;
        total++;
        longest = Math.max(longest, nanos);
    }

    public void merge(Latencies other) {
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
        longest = Math.max(longest, other.longest);
    }

    public long count() {
        return total;
    }

    /**
     * The time that a share of the calls did not exceed.
     *
     * @param share from 0 to 1; 1 is the longest
     * @return nanoseconds; 0 if there was no call
     */
    public double quantile(double share) {
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return Math.min(longest, upperEnd(i));
            }
        }
        return longest;
    }

    private static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - PRECISION_BITS - 1 - Long.numberOfLeadingZeros(nanos | 1));
        return (shift << PRECISION_BITS) + (int) (nanos >>> shift);
    }

    private static long upperEnd(int bucket) {
        int shift = Math.max(0, (bucket >>> PRECISION_BITS) - 1);
        long mantissa = bucket - ((long) shift << PRECISION_BITS);
        return ((mantissa + 1) << shift) - 1;
    }
}
