package io.symbolon.benchmarks.growth;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionTokens;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.storage.UserSessionStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What each call costs for a subject that has more and more sessions. */
final class SubjectGrowth {
    private static final String SUBJECT = "alice";
    private static final int PAGE = 100;
    private static final int CALLS = 400;
    /** Of whole lists, which take long. */
    private static final int SESSIONS_LISTED = 400_000;

    private static final List<Integer> SIZES = List.of(100, 1_000, 10_000, 100_000);

    private final JwtUserSessionManager node;
    private final Calls calls;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<SessionTokens> sessions = new ArrayList<>();

    private SubjectGrowth(JwtUserSessionManager node, Calls calls) {
        this.node = node;
        this.calls = calls;
    }

    /**
     * Measures.
     *
     * @param storage an empty one
     */
    static List<Figure> measure(Form form, String title, UserSessionStorage storage) throws Exception {
        try (JwtUserSessionManager node = Nodes.on(storage)) {
            Calls calls = new Calls("subject-growth", title, form.scaled(CALLS), Calls.Unit.MILLIS);
            SubjectGrowth growth = new SubjectGrowth(node, calls);
            growth.growTo(SIZES.get(0));
            calls.warmUp(form.warmUpMillis(), () -> growth.measureAll(SIZES.get(0)));
            int largest = form.scaled(SIZES.get(SIZES.size() - 1));
            for (int size : SIZES) {
                if (size <= Math.max(largest, SIZES.get(0))) {
                    growth.growTo(size);
                    growth.measureAll(size);
                }
            }
            return calls.figures();
        }
    }

    private void growTo(int size) throws Exception {
        sessions.addAll(Nodes.signIn(node, size - sessions.size(), i -> SUBJECT));
    }

    private void measureAll(int size) {
        int lists = Math.max(1, Math.min(calls.count(), SESSIONS_LISTED / size));
        calls.measure("page of " + PAGE, size, () -> node.list(SUBJECT, PAGE, any().sessionId()));
        calls.measure("whole list", size, lists, () -> node.list(SUBJECT));
        calls.measure("create", size, () -> sessions.add(node.create(SUBJECT, Nodes.CONTEXT)));
        calls.measure("refresh", size, this::refresh);
        calls.measure("revoke", size, this::revokeNewest);
    }

    private void revokeNewest() {
        node.revoke(sessions.remove(sessions.size() - 1).sessionId());
    }

    private void refresh() {
        int number = random.nextInt(sessions.size());
        sessions.set(number, node.refresh(sessions.get(number).refreshToken(), Nodes.CONTEXT));
    }

    private SessionTokens any() {
        return sessions.get(random.nextInt(sessions.size()));
    }
}
