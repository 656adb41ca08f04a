package io.symbolon.testkit.simulation;

/** The access tokens of a session were outdated, at the moment when a server did it. */
final class Outdating {
    final long tick;

    /** The subject's role that it made known; zero if it was not for a role. */
    final long role;

    boolean isLost;

    Outdating(long tick, long role) {
        this.tick = tick;
        this.role = role;
    }
}
