package io.symbolon.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing plan shorter (delta debugging): leaves parts out, as long as it fails all the same. */
final class Shrinker {
    private final Predicate<List<Step>> fails;
    private int runs;

    /** @param mostRuns how many plans to try at most */
    Shrinker(Predicate<List<Step>> fails, int mostRuns) {
        this.fails = fails;
        this.runs = mostRuns;
    }

    /** A plan that fails, of which no part can be left out, unless there was no time to find it. */
    List<Step> shrink(List<Step> plan) {
        List<Step> shortest = plan;
        int part = Math.max(1, plan.size() / 2);
        while (true) {
            List<Step> shorter = without(shortest, part);
            if (shorter.size() < shortest.size()) {
                shortest = shorter;
                part = Math.min(part, Math.max(1, shortest.size() / 2));
            } else if (part == 1 || runs <= 0) {
                return shortest;
            } else {
                part = Math.max(1, part / 2);
            }
        }
    }

    /** Leaves out every part of a size without which the plan fails too. */
    private List<Step> without(List<Step> plan, int part) {
        List<Step> shortest = plan;
        for (int from = plan.size() - part; from > -part && runs > 0; from -= part) {
            List<Step> shorter = new ArrayList<>(shortest);
            shorter.subList(Math.max(0, from), Math.min(shorter.size(), from + part))
                    .clear();
            runs--;
            if (!shorter.isEmpty() && fails.test(shorter)) {
                shortest = shorter;
            }
        }
        return shortest;
    }
}
