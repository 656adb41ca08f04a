package io.symbolon.testkit.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What a history does: drawn from its seed before it runs, so that parts can be left out. */
final class Plan {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 60;
    private static final long LONG_PAUSE = 300_000_000;

    /** Signatures are what costs most: the other histories are many more for it. */
    private static final double SHARE_OF_BINDING = 0.35;

    private static final double SHARE_OF_CROWDS = 0.25;
    private static final int CROWDED_FACTOR = 3;
    private static final Set<Step.Kind> CROWDED = Set.of(Step.Kind.SIGN_IN, Step.Kind.LIST_PAGES);
    private static final Set<Step.Kind> BINDING = Set.of(Step.Kind.BIND, Step.Kind.KEY_THIEF);

    private static final List<List<Step.Kind>> PATTERNS = List.of(
            List.of(Step.Kind.REVOKE_ALL, Step.Kind.SIGN_IN),
            List.of(Step.Kind.REVOKE_ALL, Step.Kind.REVOKE_ALL, Step.Kind.SIGN_IN),
            List.of(Step.Kind.REVOKE_ALL, Step.Kind.STORAGE_CLOCK, Step.Kind.SIGN_IN),
            List.of(Step.Kind.REVOKE_EVERYTHING, Step.Kind.STORAGE_CLOCK, Step.Kind.SIGN_IN),
            List.of(Step.Kind.LAG, Step.Kind.REVOKE, Step.Kind.FAIL_OVER, Step.Kind.CRASH, Step.Kind.REFRESH),
            List.of(
                    Step.Kind.LAG,
                    Step.Kind.REVOKE_ALL,
                    Step.Kind.FAIL_OVER,
                    Step.Kind.STORAGE_CLOCK,
                    Step.Kind.SIGN_IN),
            List.of(Step.Kind.LAG, Step.Kind.REVOKE_ALL, Step.Kind.DEMOTE, Step.Kind.CRASH, Step.Kind.REFRESH),
            List.of(
                    Step.Kind.LAG,
                    Step.Kind.REFRESH,
                    Step.Kind.FAIL_OVER,
                    Step.Kind.REFRESH,
                    Step.Kind.OLD_AFTER_ANSWER),
            List.of(Step.Kind.LAG, Step.Kind.STEP_UP, Step.Kind.FAIL_OVER, Step.Kind.REFRESH, Step.Kind.STEP_UP),
            List.of(Step.Kind.LAG, Step.Kind.REVOKE_ALL, Step.Kind.FAIL_OVER, Step.Kind.EXPIRE_ALL, Step.Kind.REFRESH),
            List.of(Step.Kind.LAG, Step.Kind.REVOKE_ALL, Step.Kind.DEMOTE, Step.Kind.EXPIRE, Step.Kind.REFRESH),
            List.of(
                    Step.Kind.LAG,
                    Step.Kind.REVOKE_EVERYTHING,
                    Step.Kind.FAIL_OVER,
                    Step.Kind.SET_CLAIMS,
                    Step.Kind.REFRESH),
            List.of(Step.Kind.CUT, Step.Kind.REVOKE, Step.Kind.REFRESH),
            List.of(Step.Kind.DESCRIBE, Step.Kind.STEP_UP, Step.Kind.SET_CLAIMS, Step.Kind.REFRESH, Step.Kind.FIND),
            List.of(Step.Kind.SIGN_IN, Step.Kind.BIND, Step.Kind.REFRESH, Step.Kind.KEY_THIEF),
            List.of(Step.Kind.STEP_UP, Step.Kind.BIND, Step.Kind.KEY_THIEF, Step.Kind.OLD_AFTER_ANSWER),
            List.of(
                    Step.Kind.STEP_UP,
                    Step.Kind.LAG,
                    Step.Kind.BIND,
                    Step.Kind.FAIL_OVER,
                    Step.Kind.KEY_THIEF,
                    Step.Kind.REFRESH),
            List.of(Step.Kind.BIND, Step.Kind.LAG, Step.Kind.REFRESH, Step.Kind.FAIL_OVER, Step.Kind.REFRESH),
            List.of(Step.Kind.BIND, Step.Kind.ROLL_KEYS, Step.Kind.REFRESH, Step.Kind.KEY_THIEF),
            List.of(Step.Kind.SIGN_IN, Step.Kind.SIGN_IN, Step.Kind.SIGN_IN, Step.Kind.REFRESH, Step.Kind.SIGN_IN),
            List.of(Step.Kind.SIGN_IN, Step.Kind.LAG, Step.Kind.SIGN_IN, Step.Kind.FAIL_OVER, Step.Kind.SIGN_IN),
            List.of(
                    Step.Kind.SIGN_IN,
                    Step.Kind.SIGN_IN,
                    Step.Kind.LIST_PAGES,
                    Step.Kind.REVOKE,
                    Step.Kind.SIGN_IN,
                    Step.Kind.LIST_PAGES),
            List.of(Step.Kind.TABS, Step.Kind.EXPIRE_ALL, Step.Kind.SET_CLAIMS, Step.Kind.FIND));

    private Plan() {}

    static List<Step> draw(long seed) {
        Draw draw = Draw.of(seed, 1);
        boolean isCalm = draw.chance(0.3);
        boolean binds = draw.chance(SHARE_OF_BINDING);
        boolean isCrowded = draw.chance(SHARE_OF_CROWDS);
        List<Step.Kind> kinds = weighted(isCalm, binds, isCrowded);
        List<List<Step.Kind>> patterns = patterns(binds);
        int length = (int) draw.between(SHORTEST, LONGEST);
        PlannedSteps steps = new PlannedSteps(isCrowded);
        while (steps.size() < length) {
            steps.pause(pause(draw));
            if (steps.isEmpty()) {
                steps.add(Step.Kind.SIGN_IN, draw);
            } else if (!isCalm && draw.chance(0.1)) {
                pattern(steps, draw.oneOf(patterns), draw);
            } else {
                steps.add(draw.oneOf(kinds), draw);
            }
        }
        return steps.toList();
    }

    /** What is rare by chance, and where faults like to hide. */
    private static void pattern(PlannedSteps steps, List<Step.Kind> kinds, Draw draw) {
        steps.choose(draw);
        for (Step.Kind kind : kinds) {
            steps.pause(draw.chance(0.5) ? draw.between(0, 3_000) : draw.between(0, 6_000_000));
            steps.addAboutSame(kind, draw);
        }
    }

    private static long pause(Draw draw) {
        int kind = draw.below(20);
        if (kind < 4) {
            return draw.between(0, 2_000);
        }
        if (kind < 11) {
            return draw.between(0, 500_000);
        }
        if (kind < 17) {
            return draw.between(0, 15_000_000);
        }
        return kind < 19 ? draw.between(0, 60_000_000) : draw.between(0, LONG_PAUSE);
    }

    private static List<List<Step.Kind>> patterns(boolean binds) {
        return PATTERNS.stream()
                .filter(pattern -> binds || Collections.disjoint(pattern, BINDING))
                .toList();
    }

    /**
     * @param isCalm whether nothing fails
     * @param binds whether sessions are bound to keys
     * @param isCrowded whether there are many sessions of one subject
     */
    private static List<Step.Kind> weighted(boolean isCalm, boolean binds, boolean isCrowded) {
        List<Step.Kind> kinds = new ArrayList<>();
        for (Step.Kind kind : Step.Kind.values()) {
            if ((!isCalm || kind.compareTo(Step.Kind.CUT) < 0) && (binds || !BINDING.contains(kind))) {
                int weight = isCrowded && CROWDED.contains(kind) ? kind.weight * CROWDED_FACTOR : kind.weight;
                for (int i = 0; i < weight; i++) {
                    kinds.add(kind);
                }
            }
        }
        return kinds;
    }
}
