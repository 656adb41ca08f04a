package io.symbolon.testkit.simulation;

import io.symbolon.storage.UserSessionStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs histories of a simulated cluster on a storage, and checks every answer against a model of what must be true.
 *
 * <pre>{@code
 * SimulationResult result = Simulation.of(clock -> new MyStorage(clock))
 *         .firstSeed(1)
 *         .histories(1_000)
 *         .run();
 * }</pre>
 *
 * <p>Several managers and a verifier run in virtual time. A seed decides everything: clocks that differ and step, delays,
 * lost, late and repeated requests, lost answers, crashes, cut-off nodes, fail-over with lost writes, a demoted server, the
 * roll-out of keys, and what clients, thieves and administrators do. A failing seed fails in the same way each time.
 *
 * <p>The storage has to be one that lives in this process and takes all times from the clock that it is given. While a
 * history runs, nothing else may use it, and its calls must not wait.
 *
 * <p>Immutable: each method returns another simulation. Thread-safe; {@link #run} may take long.
 */
public final class Simulation {
    private static final int MOST_SHRINKING_RUNS = 1_000;

    private final Function<Clock, UserSessionStorage> storage;
    private final Hooks hooks;
    private final int histories;
    private final long firstSeed;
    private final Duration atLeast;
    private final int atOnce;

    private Simulation(
            Function<Clock, UserSessionStorage> storage,
            Hooks hooks,
            int histories,
            long firstSeed,
            Duration atLeast,
            int atOnce) {
        this.storage = storage;
        this.hooks = hooks;
        this.histories = histories;
        this.firstSeed = firstSeed;
        this.atLeast = atLeast;
        this.atOnce = atOnce;
    }

    /**
     * A simulation of 1,000 histories, from the seed 1 on.
     *
     * @param storage makes an empty storage, all of whose times come from the clock; called several times for each history,
     *     for the server and its copies
     * @return the simulation
     */
    public static Simulation of(Function<Clock, UserSessionStorage> storage) {
        return new Simulation(Objects.requireNonNull(storage, "storage"), Hooks.NONE, 1_000, 1, Duration.ZERO, 1);
    }

    /**
     * How many histories are run.
     *
     * @param number positive
     * @return a simulation
     */
    public Simulation histories(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("number is " + number + ": it has to be positive");
        }
        return new Simulation(storage, hooks, number, firstSeed, atLeast, atOnce);
    }

    /**
     * The seed of the first history; those that follow have the next ones.
     *
     * @param seed any number
     * @return a simulation
     */
    public Simulation firstSeed(long seed) {
        return new Simulation(storage, hooks, histories, seed, atLeast, atOnce);
    }

    /**
     * For how long histories are run at least, more than their number if need be.
     *
     * @param time by the machine's clock
     * @return a simulation
     */
    public Simulation atLeast(Duration time) {
        return new Simulation(storage, hooks, histories, firstSeed, Objects.requireNonNull(time, "time"), atOnce);
    }

    /**
     * How many histories run at once: one if this is not called. With more, storages are made by several threads at once,
     * and each has one history.
     *
     * @param number positive; more than there are processors makes nothing faster
     * @return a simulation
     */
    public Simulation atOnce(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("number is " + number + ": it has to be positive");
        }
        return new Simulation(storage, hooks, histories, firstSeed, atLeast, number);
    }

    /** A simulation with other parts. */
    Simulation with(Hooks others) {
        return new Simulation(storage, others, histories, firstSeed, atLeast, atOnce);
    }

    /**
     * Runs the histories.
     *
     * @return what was done
     * @throws AssertionError if an answer is wrong: names the seed and the guarantee, and tells the history after it was made
     *     as short as can be
     */
    public SimulationResult run() {
        long start = System.nanoTime();
        Lanes lanes = new Lanes(number -> number < histories || System.nanoTime() - start < atLeast.toNanos());
        List<Tally> tallies = Stream.generate(Tally::new).limit(atOnce).toList();
        try (Machine machine = new Machine()) {
            OptionalLong failed = lanes.run(atOnce, machine.workers, (lane, number) -> {
                Tally tally = tallies.get(lane);
                long seed = firstSeed + number;
                return tally.add(machine.run(seed, Plan.draw(seed), false, tally.delays()));
            });
            if (failed.isPresent()) {
                long seed = firstSeed + failed.getAsLong();
                throw failed(machine, seed, Plan.draw(seed));
            }
        }
        return Tally.sum(tallies);
    }

    /** What happens in the history of a seed, line by line. */
    String trace(long seed) {
        try (Machine machine = new Machine()) {
            return machine.run(seed, Plan.draw(seed), true, new Delays()).trace();
        }
    }

    private FailedHistory failed(Machine machine, long seed, List<Step> plan) {
        Throwable first = Objects.requireNonNull(
                machine.run(seed, plan, false, new Delays()).failure(), "the failure");
        String guarantee = guarantee(first);
        Shrinker shrinker = new Shrinker(
                steps -> {
                    Throwable failure =
                            machine.run(seed, steps, false, new Delays()).failure();
                    return failure != null && guarantee(failure).equals(guarantee);
                },
                MOST_SHRINKING_RUNS);
        List<Step> shortest = shrinker.shrink(plan);
        History.Outcome told = machine.run(seed, shortest, true, new Delays());
        Throwable failure = told.failure() == null ? first : told.failure();
        return new FailedHistory(
                seed,
                guarantee,
                shortest.size(),
                "Seed " + seed + ", " + failure.getMessage() + "\nIts history, shrunk from " + plan.size()
                        + " steps to "
                        + shortest.size() + ":\n"
                        + shortest.stream().map(step -> "  " + step.text()).collect(Collectors.joining("\n"))
                        + "\nWhat was answered, with virtual microseconds:\n" + told.trace(),
                failure);
    }

    private static String guarantee(Throwable failure) {
        return failure instanceof Broken broken
                ? broken.guarantee()
                : failure.getClass().getName();
    }

    /** The threads of the histories, and their silence: what fails in them is meant to fail. */
    private final class Machine implements AutoCloseable {
        final ExecutorService workers = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "symbolon-simulation");
            thread.setDaemon(true);
            return thread;
        });
        private final ClientKeyPairs pairs = new ClientKeyPairs();
        private final Logger logger = Logger.getLogger("io.symbolon");
        private final Level level = logger.getLevel();

        Machine() {
            logger.setLevel(Level.OFF);
        }

        History.Outcome run(long seed, List<Step> plan, boolean isTraced, Delays delays) {
            return History.run(seed, plan, storage, hooks, workers, pairs, isTraced, delays);
        }

        @Override
        public void close() {
            workers.shutdownNow();
            logger.setLevel(level);
        }
    }
}
