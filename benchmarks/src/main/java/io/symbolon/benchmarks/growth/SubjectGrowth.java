package io.symbolon.benchmarks.growth;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionTokens;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.Latencies;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.storage.UserSessionStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What each call costs for a subject that has more and more sessions. */
final class SubjectGrowth {
    private static final String SUBJECT = "alice";
    private static final int PAGE = 100;
    private static final int CALLS = 400;
    /** Of whole lists, which take long. */
    private static final int SESSIONS_LISTED = 400_000;

    private static final List<Integer> SIZES = List.of(100, 1_000, 10_000, 100_000);

    private final String storage;
    private final JwtUserSessionManager node;
    private final int calls;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<SessionTokens> sessions = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();

    private SubjectGrowth(Form form, String storage, JwtUserSessionManager node) {
        this.storage = storage;
        this.node = node;
        this.calls = form.scaled(CALLS);
    }

    /**
     * Measures.
     *
     * @param storage an empty one
     */
    static List<Figure> measure(Form form, String title, UserSessionStorage storage) throws Exception {
        try (JwtUserSessionManager node = Nodes.on(storage)) {
            SubjectGrowth growth = new SubjectGrowth(form, title, node);
            int largest = form.scaled(SIZES.get(SIZES.size() - 1));
            for (int size : SIZES) {
                if (size <= Math.max(largest, SIZES.get(0))) {
                    growth.growTo(size);
                    growth.measureAll(size);
                }
            }
            return growth.figures;
        }
    }

    private void growTo(int size) throws Exception {
        sessions.addAll(Nodes.signIn(node, size - sessions.size(), i -> SUBJECT));
    }

    private void measureAll(int size) {
        int lists = Math.max(1, Math.min(calls, SESSIONS_LISTED / size));
        add(size, "page of " + PAGE, calls, () -> node.list(SUBJECT, PAGE, any().sessionId()));
        add(size, "whole list", lists, () -> node.list(SUBJECT));
        add(size, "create", calls, () -> sessions.add(node.create(SUBJECT, Nodes.CONTEXT)));
        add(size, "refresh", calls, this::refresh);
        add(size, "revoke", calls, this::revokeNewest);
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

    private void add(int size, String verb, int count, Runnable call) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            call.run();
            latencies.add(System.nanoTime() - start);
        }
        figures.add(new Figure(
                "subject-growth",
                verb + ", " + storage,
                String.format(Locale.ROOT, "%,d sessions", size),
                latencies.quantile(0.5) / 1e6));
    }
}
