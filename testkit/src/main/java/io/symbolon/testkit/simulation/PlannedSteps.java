package io.symbolon.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/** Steps while they are collected. */
final class PlannedSteps {
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> signIns = new ArrayList<>();
    private final boolean isCrowded;
    private long at;
    private int chosen;

    /** @param isCrowded whether all sessions are one subject's */
    PlannedSteps(boolean isCrowded) {
        this.isCrowded = isCrowded;
    }

    int size() {
        return steps.size();
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    List<Step> toList() {
        return List.copyOf(steps);
    }

    void pause(long micros) {
        at += micros;
    }

    /** Chooses a session; most of what happens concerns those that are new. */
    void choose(Draw draw) {
        chosen = draw.chance(0.6) ? signIns.size() - 1 : draw.below(signIns.size());
    }

    void add(Step.Kind kind, Draw draw) {
        if (!signIns.isEmpty()) {
            choose(draw);
        }
        boolean isOfSame = isCrowded && kind == Step.Kind.SIGN_IN && !signIns.isEmpty();
        add(kind, draw.below(1 << 16), isOfSame ? sameSubject(draw) : draw.next() >>> 1);
    }

    /** A step about the chosen session, or a sign-in of its subject. */
    void addAboutSame(Step.Kind kind, Draw draw) {
        long amount = kind == Step.Kind.SIGN_IN ? sameSubject(draw) : draw.next() >>> 1;
        add(kind, draw.below(1 << 16), amount);
    }

    /** An amount of another sign-in of the chosen session's subject, from any client. */
    private long sameSubject(Draw draw) {
        return signIns.get(chosen).amount() % Actors.SUBJECTS + Actors.SUBJECTS * (draw.next() >>> 3);
    }

    private void add(Step.Kind kind, int node, long amount) {
        int session = signIns.isEmpty() ? 0 : signIns.get(chosen).number();
        Step step = new Step(steps.size(), at, kind, session, node, amount);
        steps.add(step);
        if (kind == Step.Kind.SIGN_IN) {
            signIns.add(step);
        }
    }
}
