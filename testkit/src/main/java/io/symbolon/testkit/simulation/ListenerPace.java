package io.symbolon.testkit.simulation;

/**
 * How a node's listeners are told in a history.
 *
 * @param room how many events may wait
 * @param slowestMicros the longest that they take for one
 */
record ListenerPace(int room, long slowestMicros) {
    private static final ListenerPace QUICK = new ListenerPace(10_000, 2_000);
    private static final ListenerPace SLOW = new ListenerPace(3, 1_500_000);

    static ListenerPace of(Draw draw) {
        return draw.chance(0.8) ? QUICK : SLOW;
    }
}
