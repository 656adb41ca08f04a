package io.symbolon.testkit.simulation;

/** What fails, and what operators do. */
final class Faults {
    private static final long SECOND = 1_000_000;
    private static final long LONGEST_GIVING_BACK = 120 * SECOND;

    private final Scheduler scheduler;
    private final Servers servers;
    private final Cluster cluster;
    private final Facts facts;
    private final long seed;

    Faults(Scheduler scheduler, Servers servers, Cluster cluster, Facts facts, long seed) {
        this.scheduler = scheduler;
        this.servers = servers;
        this.cluster = cluster;
        this.facts = facts;
        this.seed = seed;
    }

    void happen(Step step) {
        Draw draw = Draw.of(seed, 9, step.number());
        Node node = cluster.nodes().get(step.node() % cluster.nodes().size());
        switch (step.kind()) {
            case CUT -> node.cutUntil = scheduler.now() + draw.between(SECOND / 10, 60 * SECOND);
            case CRASH -> restart(node, draw.between(SECOND / 100, 30 * SECOND));
            case NODE_CLOCK -> {
                node.clock.setAhead(draw.between(-20 * SECOND, 20 * SECOND));
                noteClocks();
            }
            case STORAGE_CLOCK -> {
                servers.stepClock(draw.chance(0.7) ? -draw.between(1, 40 * SECOND) : draw.between(1, 20 * SECOND));
                noteClocks();
            }
            case LAG -> servers.startLagging(scheduler.tick());
            case FAIL_OVER -> failOver(false, draw);
            case DEMOTE -> failOver(true, draw);
            case AWAY -> servers.goAwayUntil(scheduler.now() + draw.between(SECOND / 10, 20 * SECOND));
            case ROLL_KEYS -> {
                if (cluster.rollKeys(node)) {
                    restart(node, draw.between(SECOND / 100, SECOND));
                }
            }
            case SOURCE_FAILS -> cluster.roles.failsUntil = scheduler.now() + draw.between(SECOND / 10, 5 * SECOND);
            default -> throw new IllegalStateException("not a fault: " + step.kind());
        }
    }

    /** Nothing fails any more, and all clocks agree. */
    void end() {
        for (Node node : cluster.nodes()) {
            node.cutUntil = 0;
            node.clock.setAhead(servers.clock().aheadMicros());
        }
        servers.goOn();
        cluster.roles.failsUntil = 0;
    }

    private void restart(Node node, long downMicros) {
        if (node.run != null) {
            cluster.crash(node);
            scheduler.start(scheduler.now() + downMicros, "start of " + node.name, () -> cluster.start(node));
        }
    }

    private void failOver(boolean isDemoted, Draw draw) {
        if (servers.canFailOver()) {
            facts.lostAfter(
                    servers.failOver(isDemoted), micros -> servers.mayHaveForgotten(micros - LONGEST_GIVING_BACK));
            servers.goAwayUntil(scheduler.now() + draw.between(SECOND / 2, 5 * SECOND));
        }
    }

    private void noteClocks() {
        cluster.nodes().forEach(node -> node.clocksWereApart(servers));
    }
}
