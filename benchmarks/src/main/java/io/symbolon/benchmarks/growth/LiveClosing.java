package io.symbolon.benchmarks.growth;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.LiveConnections;
import io.symbolon.SessionTokens;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.storage.UserSessionStorage;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long one revocation takes to close all connections of a subject, half of them on another node. */
final class LiveClosing {
    private static final int CONNECTIONS = 10_000;
    /** Each has many connections, as a user's tabs and tools have. */
    private static final int SESSIONS = 100;

    private static final String SUBJECT = "user-with-connections";
    private static final int LONGEST_SECONDS = 60;

    private LiveClosing() {}

    static List<Figure> measure(Form form, String title, UserSessionStorage storage) throws Exception {
        int connections = form.scaled(CONNECTIONS);
        CountDownLatch closed = new CountDownLatch(connections);
        try (LiveConnections<Integer> here = live(closed);
                LiveConnections<Integer> elsewhere = live(closed);
                JwtUserSessionManager node = Nodes.on(storage, here);
                JwtUserSessionManager nodeElsewhere = Nodes.on(storage, elsewhere)) {
            open(here, node, 0, connections);
            open(elsewhere, nodeElsewhere, 1, connections);
            long start = System.nanoTime();
            node.revokeAll(SUBJECT);
            if (!closed.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not all connections were closed");
            }
            long took = System.nanoTime() - start;
            String row = String.format(Locale.ROOT, "%s, %,d connections", title, connections);
            return List.of(new Figure("connections", row, "all closed after, ms", took / 1e6));
        }
    }

    private static LiveConnections<Integer> live(CountDownLatch closed) {
        return LiveConnections.<Integer>builder((connection, why) -> closed.countDown())
                .build();
    }

    /** Every other connection, from the first. */
    private static void open(LiveConnections<Integer> live, JwtUserSessionManager node, int first, int connections)
            throws Exception {
        List<SessionTokens> sessions = Nodes.signIn(node, SESSIONS, i -> SUBJECT);
        for (int i = first; i < connections; i += 2) {
            live.open(i, sessions.get(i % SESSIONS).accessToken(), node);
        }
    }
}
