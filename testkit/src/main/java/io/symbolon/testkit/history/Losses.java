package io.symbolon.testkit.history;

import java.util.List;

/**
 * What fail-overs may have lost. A sign-in stays lost. What ended or outdated sessions is known to the node that did it, which
 * gives it back: until then the storage and the other nodes need not know of it.
 */
final class Losses {
    static final long NEVER = Long.MAX_VALUE;

    private final List<Outage> outages;
    private final long lag;
    private final long recovery;

    /**
     * @param outages all of the history
     * @param lag by how much a copy may be behind when it is cut off, in nanoseconds
     * @param recovery how long it may take until what was lost is given back
     */
    Losses(List<Outage> outages, long lag, long recovery) {
        this.outages = outages;
        this.lag = lag;
        this.recovery = recovery;
    }

    /** Whether what took effect between these two moments may be lost. */
    boolean mayHave(long start, long end) {
        return outages.stream().anyMatch(outage -> isLosing(outage, start, end));
    }

    boolean mayHave(Operation call) {
        return mayHave(call.start(), call.end());
    }

    boolean mayHave(IssuedTokens tokens) {
        return mayHave(tokens.start(), tokens.end());
    }

    /**
     * From when on what a call did holds for all nodes: from its end on where nothing was lost; never for certain where
     * another fault follows before it was given back.
     */
    long settled(Operation call) {
        long settled = call.end();
        for (Outage outage : outages) {
            // A node may read from the server that was left, until it has noticed.
            if (outage.losesWrites() && outage.touches(call.start() - recovery, lateEnd(call))) {
                settled = Math.max(settled, isFollowed(outage) ? NEVER : outage.end() + recovery);
            }
        }
        return settled;
    }

    /** From when on it holds for one node: for the one that did it, at once, unless it may have been started again since. */
    long settled(Operation call, int node) {
        long settled = settled(call);
        return call.node() == node && settled != NEVER ? call.end() : settled;
    }

    private boolean isLosing(Outage outage, long start, long end) {
        return outage.losesWrites() && outage.touches(start, end > NEVER - lag ? NEVER : end + lag);
    }

    private long lateEnd(Operation call) {
        return call.end() > NEVER - lag ? NEVER : call.end() + lag;
    }

    private boolean isFollowed(Outage outage) {
        return outages.stream().anyMatch(next -> next.start() > outage.end() && next.start() < outage.end() + recovery);
    }
}
