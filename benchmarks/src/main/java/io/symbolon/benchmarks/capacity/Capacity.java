package io.symbolon.benchmarks.capacity;

import java.time.Duration;
import java.util.Locale;

/**
 * What a number of sessions needs: a calculation. One file without dependencies, so that anybody can run it: {@code java
 * Capacity.java}, or with other numbers {@code java Capacity.java sessions refreshesADay signOutsADay retentionMinutes}.
 */
final class Capacity {
    /** RESULTS.md, "Redis": refresh, 16 threads; clients and server share two cores. */
    static final double REFRESHES_A_SECOND = 21_500;

    /** RESULTS.md, "Redis": revoke, 16 threads. */
    static final double REVOCATIONS_A_SECOND = 26_500;

    /** RESULTS.md, "Redis": memory of a session, by used_memory. */
    static final double SESSION_BYTES = 432;

    /** RESULTS.md, "Revocations": heap of a node for one. */
    static final double VIEW_BYTES = 67.8;

    /** docs/redis.md: an entry of the log, which is also about what a reader of the log or the feed receives. */
    static final double LOG_BYTES = 100;

    /** A server is planned to do half of what was measured. */
    static final double LOAD = 0.5;

    /** And to hold this much, so that a copy for a snapshot fits beside it. */
    static final double SHARD_BYTES = 16e9;

    /** A session id has eight bits for its partition. */
    static final int MOST_PARTITIONS = 256;

    /** The busiest hour of a day is so many times the mean. */
    static final double PEAK = 3;

    private static final double SECONDS_A_DAY = 86_400;

    private Capacity() {}

    /**
     * What is assumed of an application.
     *
     * @param sessions that live
     * @param refreshesADay of a session: 8 are two hours of use, with access tokens of 15 minutes
     * @param signOutsADay of a session: each writes a revocation; sessions that expire write none
     * @param retention of revocations
     */
    record Use(double sessions, double refreshesADay, double signOutsADay, Duration retention) {}

    /**
     * What it needs.
     *
     * @param refreshes a second at the peak
     * @param revocations a second at the peak
     * @param storageBytes of all sessions and the log, without replicas
     * @param shards Redis primaries
     * @param viewEntries in each node's view, at the peak
     * @param viewBytes heap of each node
     * @param feedBytes a second that each node and each verifier receives at the peak
     */
    record Need(
            double refreshes,
            double revocations,
            double storageBytes,
            long shards,
            double viewEntries,
            double viewBytes,
            double feedBytes) {
        /** Whether the shards are no more than partitions can be. */
        boolean isOneStorage() {
            return shards <= MOST_PARTITIONS;
        }
    }

    static Need of(Use use) {
        double refreshes = PEAK * use.sessions() * use.refreshesADay() / SECONDS_A_DAY;
        double revocations = PEAK * use.sessions() * use.signOutsADay() / SECONDS_A_DAY;
        double entries = revocations * use.retention().toSeconds();
        double storage = use.sessions() * SESSION_BYTES + entries * LOG_BYTES;
        double load = refreshes / REFRESHES_A_SECOND + revocations / REVOCATIONS_A_SECOND;
        long shards = (long) Math.max(1, Math.ceil(Math.max(load / LOAD, storage / SHARD_BYTES)));
        return new Need(
                refreshes, revocations, storage, shards, entries, entries * VIEW_BYTES, revocations * LOG_BYTES);
    }

    static String row(Use use) {
        Need need = of(use);
        return String.format(
                Locale.ROOT,
                "| %s | %d min | %s | %s | %s | %d%s | %s | %s | %s/s |",
                round(use.sessions()),
                use.retention().toMinutes(),
                round(need.refreshes()),
                round(need.revocations()),
                bytes(need.storageBytes()),
                need.shards(),
                need.isOneStorage() ? "" : " (too many)",
                round(need.viewEntries()),
                bytes(need.viewBytes()),
                bytes(need.feedBytes()));
    }

    /** Two digits, with k, M, G or T. */
    static String round(double number) {
        String[] units = {"", " k", " M", " G", " T"};
        int unit = 0;
        double rest = number;
        while (rest >= 999.5 && unit < units.length - 1) {
            rest /= 1000;
            unit++;
        }
        String digits = rest >= 99.5
                ? String.valueOf(Math.round(rest / 10) * 10)
                : rest >= 9.95 ? String.valueOf(Math.round(rest)) : String.format(Locale.ROOT, "%.1f", rest);
        return digits + units[unit];
    }

    static String bytes(double number) {
        String rounded = round(number);
        return rounded + (rounded.contains(" ") ? "B" : " B");
    }

    static String table(Use... uses) {
        StringBuilder table = new StringBuilder(
                "| sessions | retention | refreshes/s | revocations/s | storage | shards"
                        + " | view | heap of a node for it | log to each reader |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (Use use : uses) {
            table.append(row(use)).append('\n');
        }
        return table.toString();
    }

    /** The cases of docs/capacity.md. */
    static String cases() {
        Duration usual = Duration.ofHours(2);
        Duration shorter = Duration.ofMinutes(20);
        return table(
                new Use(1e6, 8, 0.2, usual),
                new Use(1e8, 8, 0.2, usual),
                new Use(1e8, 8, 0.2, shorter),
                new Use(1e10, 8, 0.2, usual),
                new Use(1e10, 8, 0.2, shorter));
    }

    /**
     * Prints the table.
     *
     * @param arguments none for the cases of docs/capacity.md; or sessions, refreshes and sign-outs of a session a day, and the
     *     retention in minutes
     */
    public static void main(String[] arguments) {
        System.out.print(
                arguments.length == 4
                        ? table(new Use(
                                Double.parseDouble(arguments[0]),
                                Double.parseDouble(arguments[1]),
                                Double.parseDouble(arguments[2]),
                                Duration.ofMinutes(Long.parseLong(arguments[3]))))
                        : cases());
    }
}
