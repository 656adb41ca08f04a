package io.symbolon.testkit.simulation;

import io.symbolon.storage.UserSessionStorage;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One history: a cluster, and the steps of a plan. */
final class History {
    /**
     * What came of it.
     *
     * @param failure the guarantee that did not hold; null if all did
     */
    record Outcome(@Nullable Throwable failure, String trace, long calls, long verifications) {}

    private static final long SETTLING = 30_000_000;
    private static final long EVENT = 100_000;

    private final Scheduler scheduler;
    private final Servers servers;
    private final Facts facts;
    private final Cluster cluster;
    private final Faults faults;
    private final Actors actors;
    private final Calls calls;
    private final AccessRules access;
    private final Trace trace;

    private History(
            long seed,
            Function<Clock, UserSessionStorage> factory,
            Hooks hooks,
            Executor workers,
            ClientKeyPairs pairs,
            boolean isTraced,
            Delays delays) {
        this.scheduler = new Scheduler(workers);
        this.servers = new Servers(scheduler, factory);
        this.trace = new Trace(scheduler, isTraced);
        this.facts = new Facts(scheduler);
        Settings settings = Settings.draw(Draw.of(seed, 4), servers.anyLog());
        servers.setWeather(settings.weather());
        this.access = new AccessRules(scheduler, servers, facts, settings);
        this.calls = new Calls(scheduler, servers, access, settings, trace);
        Stage stage = new Stage(scheduler, servers, facts, delays, seed);
        LimitRules limits = new LimitRules(facts, access, settings);
        this.cluster = new Cluster(stage, limits, settings, hooks, calls::showAll);
        BindingRules bindings = new BindingRules(scheduler, servers, facts);
        RefreshRules refreshes = new RefreshRules(scheduler, servers, facts, cluster, access, bindings);
        Clients clients = new Clients(scheduler, cluster, calls, refreshes, bindings);
        this.faults = new Faults(scheduler, servers, cluster, facts, seed);
        KeyHolders keyHolders = new KeyHolders(scheduler, calls, clients, refreshes, new ClientKeys(pairs));
        LookupRules lookups = new LookupRules(facts, access);
        Lookups looking = new Lookups(scheduler, calls, clients, lookups);
        this.actors = new Actors(stage, cluster, calls, clients, keyHolders, refreshes, looking);
    }

    /** Runs the steps of a plan in a cluster that a seed decides. */
    static Outcome run(
            long seed,
            List<Step> plan,
            Function<Clock, UserSessionStorage> factory,
            Hooks hooks,
            Executor workers,
            ClientKeyPairs pairs,
            boolean isTraced,
            Delays delays) {
        return new History(seed, factory, hooks, workers, pairs, isTraced, delays).run(plan);
    }

    private Outcome run(List<Step> plan) {
        long end = SETTLING;
        for (Node node : cluster.nodes()) {
            scheduler.start(0, "start of " + node.name, () -> cluster.start(node));
        }
        for (Step step : plan) {
            long at = SETTLING / 30 + step.atMicros();
            end = Math.max(end, at + SETTLING);
            if (step.kind().compareTo(Step.Kind.CUT) >= 0) {
                scheduler.at(at, () -> fault(step));
            } else {
                scheduler.start(at, step.kind().name(), () -> actors.perform(step));
            }
        }
        scheduler.at(end, faults::end);
        scheduler.start(end + SETTLING, "end", this::settle);
        Throwable failure = scheduler.run();
        scheduler.stop();
        cluster.nodes().forEach(cluster::crash);
        servers.close();
        return new Outcome(failure, trace.text(), calls.count(), access.answers());
    }

    private void fault(Step step) {
        trace.add(step::text);
        faults.happen(step);
    }

    private void settle() {
        cluster.nodes().forEach(calls::showAll);
        requireGivenBack();
        requireTold();
        actors.goOn();
        cluster.nodes().forEach(calls::showAll);
        scheduler.end();
    }

    /** What the nodes learned, their listeners were told. */
    @SuppressWarnings("ReferenceEquality") // A node that was started again is another run.
    private void requireTold() {
        for (Node node : cluster.nodes()) {
            Run run = node.run;
            while (run != null && run == node.run && !run.events().isEmpty()) {
                scheduler.sleep(EVENT);
            }
            if (run != null && run == node.run) {
                run.news()
                        .requireComplete(run.dropped().getAsLong(), run.events().refused(), access);
            }
        }
    }

    /** What the servers lost in a fail-over they have again, if a manager that is up knew it. */
    private void requireGivenBack() {
        long oldest = scheduler.now() - servers.anyLog().retention().toMillis() * 1_000 + SETTLING * 2;
        for (End end : facts.ends()) {
            boolean isKnown = end.micros > oldest
                    && cluster.managersUp().stream()
                            .anyMatch(node -> node.known().contains(end));
            if (end.isLost && isKnown) {
                throw facts.broken("G4", "the servers were not given back what they lost");
            }
        }
    }
}
