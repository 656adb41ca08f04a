package io.symbolon.testkit.simulation;

import java.util.List;

/**
 * How the network between the nodes and the storage is in a history: the probability of each fault of a call.
 *
 * @param slowMicros the longest way of a slow message
 */
record Weather(
        double lostRequests,
        double lostAnswers,
        double lateRequests,
        double repeatedRequests,
        double slow,
        long slowMicros) {
    /** What becomes of a call. */
    enum Fate {
        ARRIVES,
        REQUEST_LOST,
        REQUEST_LATE,
        ANSWER_LOST,
        REPEATED
    }

    static final Weather CALM = new Weather(0, 0, 0, 0, 0, 0);

    static Weather of(Draw draw) {
        return draw.oneOf(List.of(
                CALM,
                new Weather(0.01, 0.02, 0.01, 0.02, 0.1, 50_000),
                new Weather(0.03, 0.08, 0.03, 0.05, 0.2, 500_000),
                new Weather(0.0, 0.15, 0.0, 0.1, 0.05, 2_000_000)));
    }

    long way(Draw draw) {
        return slow > 0 && draw.chance(slow) ? draw.between(1_000, slowMicros) : draw.between(100, 1_500);
    }

    Fate fate(Draw draw, boolean isWrite) {
        if (draw.chance(lostRequests)) {
            return Fate.REQUEST_LOST;
        }
        if (draw.chance(lostAnswers)) {
            return Fate.ANSWER_LOST;
        }
        if (isWrite && draw.chance(lateRequests)) {
            return Fate.REQUEST_LATE;
        }
        return isWrite && draw.chance(repeatedRequests) ? Fate.REPEATED : Fate.ARRIVES;
    }
}
