package io.symbolon.testkit.history;

import static java.util.Objects.requireNonNull;

import io.symbolon.testkit.Closer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Three nodes, each in a process of its own and with a clock of its own, work on one real storage: they are asked at random,
 * with refresh tokens that are presented twice at once and old ones, while nodes are killed and the server suffers faults.
 * Afterwards each answer is judged. A node is killed once in each history.
 *
 * <p>A builder and what it builds are for one thread.
 */
public final class ProcessHistory {
    private static final int THREADS_OF_EACH_NODE = 3;
    private static final List<Duration> CLOCK_OFFSETS =
            List.of(Duration.ofSeconds(-4), Duration.ZERO, Duration.ofSeconds(7));
    private static final Duration LONGEST_OVERTIME = Duration.ofMinutes(3);
    private static final int FEWEST_CALLS = 600;
    private static final int MOST_ASKED_ABOUT = 1_500;
    private static final Set<String> ENOUGH = Set.of(
            "VERIFY OK", "VERIFY REVOKED", "VERIFY OUTDATED", "REFRESH OK", "REVOKE_OTHERS OK", "FIND OK", "LIST OK");

    /** Milliseconds, when the machine is free. */
    private static final Duration PROPAGATION = Duration.ofSeconds(3);

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final Builder settings;
    private final Calls calls;
    private final List<Outage> outages = new ArrayList<>();

    private ProcessHistory(Builder settings) {
        this.settings = settings;
        this.calls = new Calls();
    }

    /**
     * Begins to describe a history.
     *
     * @param storage opens the storage in each node's process
     * @param arguments what it is told, in each process alike
     * @return a builder for a history of ten seconds without faults of the server
     */
    public static Builder nodesOn(Class<? extends NodeStorage> storage, String... arguments) {
        return new Builder(requireNonNull(storage, "storage"), List.of(arguments));
    }

    private ProcessHistoryResult run() {
        // What is started late is stopped too: a node that lives on gives its revocations to the tests after this one.
        try (Closer closer = new Closer()) {
            AtomicReferenceArray<NodeProcess> nodes = startAll(closer);
            ExecutorService threads = Executors.newCachedThreadPool();
            closer.add(threads::shutdownNow);
            long latest =
                    System.nanoTime() + settings.duration.plus(LONGEST_OVERTIME).toNanos();
            AtomicBoolean inflicted = new AtomicBoolean();
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < CLOCK_OFFSETS.size() * THREADS_OF_EACH_NODE; i++) {
                Asking asking =
                        new Asking(nodes, i % CLOCK_OFFSETS.size(), new Random(settings.seed + i), calls, threads);
                running.add(CompletableFuture.runAsync(
                        () -> {
                            while ((!inflicted.get() || isTooShort()) && System.nanoTime() < latest) {
                                asking.step();
                            }
                        },
                        threads));
            }
            try {
                inflict(nodes, closer);
            } finally {
                inflicted.set(true);
            }
            running.forEach(CompletableFuture::join);
            askAboutLosses(nodes);
        }
        List<Operation> operations = calls.operations();
        HistoryRules rules = new HistoryRules(operations, outages, NodeProgram.SESSION_LIMIT, PROPAGATION, RECOVERY);
        return new ProcessHistoryResult(settings.seed, rules.contradictions(), calls.counts(), rules.outages());
    }

    /** On a busy machine it takes longer until there is enough to judge. */
    private boolean isTooShort() {
        return calls.size() < FEWEST_CALLS || !calls.counts().keySet().containsAll(ENOUGH);
    }

    private AtomicReferenceArray<NodeProcess> startAll(Closer closer) {
        List<CompletableFuture<NodeProcess>> starting = CLOCK_OFFSETS.stream()
                .map(offset -> CompletableFuture.supplyAsync(() -> start(offset, closer)))
                .toList();
        return new AtomicReferenceArray<>(
                starting.stream().map(CompletableFuture::join).toArray(NodeProcess[]::new));
    }

    private NodeProcess start(Duration clockOffset, Closer closer) {
        return closer.add(NodeProcess.start(settings.storage, clockOffset, settings.arguments));
    }

    /**
     * One fault after the other, with as much time before, between and after them; in the middle a node is killed. What a fault
     * has lost is back before the next one: a node that is started then knows of it only from the storage.
     */
    private void inflict(AtomicReferenceArray<NodeProcess> nodes, Closer closer) {
        Random random = new Random(settings.seed);
        List<Fault> faults = new ArrayList<>(settings.faults);
        int last = CLOCK_OFFSETS.size() - 1;
        faults.add(
                (faults.size() + 1) / 2,
                new Fault(
                        "a node is killed",
                        () -> nodes.get(last).kill(),
                        () -> nodes.set(last, start(CLOCK_OFFSETS.get(last), closer))));
        Duration between = settings.duration.dividedBy(faults.size() + 1L);
        for (Fault fault : faults) {
            pause(between);
            long start = System.nanoTime();
            fault.begin().run();
            pause(Duration.ofMillis(random.nextInt(800)));
            fault.end().run();
            outages.add(new Outage(fault.name(), fault.losesWrites(), start, System.nanoTime()));
            if (fault.losesWrites()) {
                pause(RECOVERY);
            }
        }
        pause(between);
    }

    /** Asks each node about what writes were about while they could be lost: about a part of it, where it is very much. */
    private void askAboutLosses(AtomicReferenceArray<NodeProcess> nodes) {
        Set<IssuedTokens> concerned = new LinkedHashSet<>();
        for (Operation call : calls.operations()) {
            if (outages.stream().anyMatch(outage -> outage.losesWrites() && outage.touches(call.start(), call.end()))) {
                call.about().ifPresent(concerned::add);
                call.result().ifPresent(concerned::add);
            }
        }
        List<IssuedTokens> asked = new ArrayList<>(concerned);
        Collections.shuffle(asked, new Random(settings.seed));
        for (IssuedTokens tokens : asked.subList(0, Math.min(MOST_ASKED_ABOUT, asked.size()))) {
            for (int node = 0; node < nodes.length(); node++) {
                Optional<IssuedTokens> about = Optional.of(tokens);
                calls.ask(nodes.get(node), node, Command.FIND, tokens.subject(), about, tokens.session());
                calls.ask(nodes.get(node), node, Command.VERIFY, tokens.subject(), about, tokens.access());
            }
        }
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the history was interrupted", interrupted);
        }
    }

    /** Describes a history. */
    public static final class Builder {
        private final Class<? extends NodeStorage> storage;
        private final List<String> arguments;
        private final List<Fault> faults = new ArrayList<>();
        private Duration duration = Duration.ofSeconds(10);
        private long seed = System.nanoTime();

        private Builder(Class<? extends NodeStorage> storage, List<String> arguments) {
            this.storage = storage;
            this.arguments = arguments;
        }

        /**
         * Sets how long the nodes are asked, beside the time that faults take. It takes longer on a machine that is too busy
         * for enough calls.
         *
         * @param newDuration more than zero
         * @return this builder
         */
        public Builder duration(Duration newDuration) {
            this.duration = requireNonNull(newDuration, "newDuration");
            return this;
        }

        /**
         * Adds faults of the server. They happen in this order, one at a time, each for less than a second beside what its
         * end takes.
         *
         * @param times how often it happens; 0 or more
         * @param fault what happens
         * @return this builder
         */
        public Builder fault(int times, Fault fault) {
            requireNonNull(fault, "fault");
            for (int i = 0; i < times; i++) {
                faults.add(fault);
            }
            return this;
        }

        /**
         * Sets the seed, to ask the same again.
         *
         * @param newSeed any
         * @return this builder
         */
        public Builder seed(long newSeed) {
            this.seed = newSeed;
            return this;
        }

        /**
         * Starts the nodes, runs the history, stops them and judges it.
         *
         * @return what came of it
         */
        public ProcessHistoryResult run() {
            return new ProcessHistory(this).run();
        }
    }
}
