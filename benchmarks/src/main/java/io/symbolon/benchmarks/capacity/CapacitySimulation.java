package io.symbolon.benchmarks.capacity;

import io.symbolon.benchmarks.capacity.Capacity.Need;
import io.symbolon.benchmarks.capacity.Capacity.Use;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A day of an application in virtual time: sessions that refresh and sign out, each by chance, on shards that serve one call
 * after another, with a revocation log that every node reads. A simulated session stands for many, and what it asks of a shard
 * costs as many times as much. It finds by events what {@link Capacity} computes, and how unevenly the shards are used.
 *
 * <p>The same seed gives the same day. Not thread-safe.
 */
final class CapacitySimulation {
    private static final int SIMULATED = 100_000;
    private static final int HOURS = 24;
    private static final double HOUR = 3600;
    /** Long enough for a view to fill with what the busiest time revokes. */
    private static final int BUSY_FROM = 17;

    private static final int BUSY_UNTIL = 21;
    private static final double QUIET =
            (HOURS - Capacity.PEAK * (BUSY_UNTIL - BUSY_FROM)) / (HOURS - BUSY_UNTIL + BUSY_FROM);

    /**
     * What is simulated.
     *
     * @param use of the application
     * @param simulated sessions, each of which stands for {@code use.sessions() / simulated}
     * @param nodes that read the log
     * @param seed of all that happens by chance
     */
    record Settings(Use use, int simulated, int nodes, long seed) {
        double weight() {
            return use.sessions() / simulated;
        }
    }

    /**
     * What was seen in the busy hours.
     *
     * @param refreshes a second
     * @param revocations a second
     * @param viewEntries the most in the view of any node
     * @param feedBytes a second to each node
     * @param allFeedBytes a second to all nodes
     * @param meanLoad of the shards: the share of the time in which they work
     * @param greatestLoad of the busiest shard
     */
    record Seen(
            double refreshes,
            double revocations,
            double viewEntries,
            double feedBytes,
            double allFeedBytes,
            double meanLoad,
            double greatestLoad) {}

    private enum Kind {
        REFRESH,
        SIGN_OUT,
        ARRIVAL
    }

    /** A session's next refresh or sign-out, or the arrival of a revocation at a node. */
    private record Event(double at, Kind kind, int who, int life) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return Double.compare(at, other.at);
        }
    }

    private final Settings settings;
    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final int[] lives;
    private final int[] partitions;
    private final double[] freeAt;
    private final double[] worked;
    private final View[] views;

    private long refreshes;
    private long revocations;
    private long deliveries;

    private CapacitySimulation(Settings settings, int shards) {
        this.settings = settings;
        this.random = new Random(settings.seed());
        this.lives = new int[settings.simulated()];
        this.partitions =
                random.ints(settings.simulated(), 0, Capacity.MOST_PARTITIONS).toArray();
        this.freeAt = new double[shards];
        this.worked = new double[shards];
        this.views = new View[settings.nodes()];
        Arrays.setAll(views, node -> new View(settings.use().retention()));
    }

    /**
     * Simulates a day.
     *
     * @param settings of it
     * @return what was seen in its busy hours
     */
    static Seen run(Settings settings) {
        int shards = (int) Math.min(Capacity.of(settings.use()).shards(), Capacity.MOST_PARTITIONS);
        return new CapacitySimulation(settings, shards).day();
    }

    private Seen day() {
        for (int session = 0; session < lives.length; session++) {
            start(session, 0);
        }
        for (Event next = events.poll(); next != null && next.at() < HOURS * HOUR; next = events.poll()) {
            happen(next);
        }
        double seconds = (BUSY_UNTIL - BUSY_FROM) * HOUR;
        double weight = settings.weight();
        double delivered = deliveries * weight * Capacity.LOG_BYTES / seconds;
        return new Seen(
                refreshes * weight / seconds,
                revocations * weight / seconds,
                Arrays.stream(views).mapToInt(View::most).max().orElse(0) * weight,
                delivered / settings.nodes(),
                delivered,
                Arrays.stream(worked).average().orElse(0) / seconds,
                Arrays.stream(worked).max().orElse(0) / seconds);
    }

    private void happen(Event event) {
        if (event.kind() == Kind.ARRIVAL) {
            views[event.who()].add(event.at());
            deliveries += isBusy(event.at()) ? 1 : 0;
        } else if (event.life() == lives[event.who()]) {
            use(event);
        }
    }

    private void use(Event event) {
        boolean isRefresh = event.kind() == Kind.REFRESH;
        double rate = isRefresh ? Capacity.REFRESHES_A_SECOND : Capacity.REVOCATIONS_A_SECOND;
        double done = serve(event.who(), event.at(), settings.weight() / rate);
        if (isRefresh) {
            refreshes += isBusy(event.at()) ? 1 : 0;
            plan(Kind.REFRESH, event.who(), event.at(), settings.use().refreshesADay());
        } else {
            revocations += isBusy(event.at()) ? 1 : 0;
            for (int node = 0; node < views.length; node++) {
                events.add(new Event(done + delay(), Kind.ARRIVAL, node, 0));
            }
            // Another user's sign-in takes its place, so that as many sessions live.
            lives[event.who()]++;
            partitions[event.who()] = random.nextInt(Capacity.MOST_PARTITIONS);
            start(event.who(), event.at());
        }
    }

    private void start(int session, double at) {
        plan(Kind.REFRESH, session, at, settings.use().refreshesADay());
        plan(Kind.SIGN_OUT, session, at, settings.use().signOutsADay());
    }

    /** At the rate of the hour in which it falls: drawn at the greatest rate, and kept with the hour's share of it. */
    private void plan(Kind kind, int session, double from, double timesADay) {
        double greatest = Capacity.PEAK * timesADay / (HOURS * HOUR);
        double at = from;
        do {
            at += -StrictMath.log(1 - random.nextDouble()) / greatest;
        } while (at < HOURS * HOUR && random.nextDouble() * Capacity.PEAK > rate(at));
        events.add(new Event(at, kind, session, lives[session]));
    }

    /** One call after another; what is left of the work at the end of the busy hours counts for them. */
    private double serve(int session, double at, double seconds) {
        int shard = partitions[session] * freeAt.length / Capacity.MOST_PARTITIONS;
        freeAt[shard] = Math.max(freeAt[shard], at) + seconds;
        worked[shard] += isBusy(at) ? seconds : 0;
        return freeAt[shard];
    }

    /** A millisecond on average. */
    private double delay() {
        return -StrictMath.log(1 - random.nextDouble()) / 1000;
    }

    private static boolean isBusy(double at) {
        return at >= BUSY_FROM * HOUR && at < BUSY_UNTIL * HOUR;
    }

    private static double rate(double at) {
        return isBusy(at) ? Capacity.PEAK : QUIET;
    }

    /** Of one node: when its entries arrived, as it forgets them after the retention. */
    private static final class View {
        private final double retention;
        private final Deque<Double> arrivals = new ArrayDeque<>();
        private int most;

        View(Duration retention) {
            this.retention = retention.toSeconds();
        }

        void add(double at) {
            while (!arrivals.isEmpty() && arrivals.getFirst() < at - retention) {
                arrivals.removeFirst();
            }
            arrivals.addLast(at);
            most = Math.max(most, arrivals.size());
        }

        int most() {
            return most;
        }
    }

    static String compared(Use use, Need need, Seen seen) {
        return String.format(
                Locale.ROOT,
                "| %s | %d min | %s, %s | %s, %s | %s, %s | %s/s, %s/s | %.0f %%, %.0f %% |%n",
                Capacity.round(use.sessions()),
                use.retention().toMinutes(),
                Capacity.round(need.refreshes()),
                Capacity.round(seen.refreshes()),
                Capacity.round(need.revocations()),
                Capacity.round(seen.revocations()),
                Capacity.round(need.viewEntries()),
                Capacity.round(seen.viewEntries()),
                Capacity.bytes(need.feedBytes()),
                Capacity.bytes(seen.feedBytes()),
                100 * seen.meanLoad(),
                100 * seen.greatestLoad());
    }

    /** The cases of docs/capacity.md. */
    static String cases() {
        StringBuilder table =
                new StringBuilder("| sessions | retention | refreshes/s | revocations/s | view | log to each reader"
                        + " | load of a shard: mean, greatest |\n|---:|---:|---:|---:|---:|---:|---:|\n");
        for (Use use : new Use[] {
            new Use(1e6, 8, 0.2, Duration.ofHours(2)),
            new Use(1e8, 8, 0.2, Duration.ofHours(2)),
            new Use(1e8, 8, 0.2, Duration.ofMinutes(20))
        }) {
            table.append(compared(use, Capacity.of(use), run(new Settings(use, SIMULATED, 4, 1))));
        }
        return table.toString();
    }

    /**
     * Prints what the calculation says and what the simulation saw.
     *
     * @param arguments none for the cases of docs/capacity.md; or sessions, refreshes and sign-outs of a session a day, the
     *     retention in minutes, nodes and a seed
     */
    public static void main(String[] arguments) {
        if (arguments.length < 6) {
            System.out.print(cases());
            return;
        }
        Use use = new Use(
                Double.parseDouble(arguments[0]),
                Double.parseDouble(arguments[1]),
                Double.parseDouble(arguments[2]),
                Duration.ofMinutes(Long.parseLong(arguments[3])));
        Settings settings = new Settings(use, SIMULATED, Integer.parseInt(arguments[4]), Long.parseLong(arguments[5]));
        System.out.print(compared(use, Capacity.of(use), run(settings)));
    }
}
