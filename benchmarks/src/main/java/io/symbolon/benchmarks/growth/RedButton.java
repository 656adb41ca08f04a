package io.symbolon.benchmarks.growth;

import io.symbolon.EverythingRevoked;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.benchmarks.storage.SignIns;
import io.symbolon.storage.UserSessionStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The end of everything: how long the call takes, and for how long a server does nothing else, while users sign in. */
final class RedButton {
    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    private static final int SMALLEST = 100;
    private static final int SIGN_INS_A_SECOND = 400;
    private static final int MILLIS_AFTERWARDS = 5_000;

    private RedButton() {}

    /**
     * Measures.
     *
     * @param largest how many sessions at most
     * @param notes of the server, if it makes some
     */
    static List<Figure> measure(
            Form form, String title, UserSessionStorage storage, int largest, Optional<RedisNotes> notes)
            throws Exception {
        List<Figure> figures = new ArrayList<>();
        try (JwtUserSessionManager node = Nodes.on(storage)) {
            for (int size : SIZES) {
                if (size <= largest && size <= form.scaled(SIZES.get(SIZES.size() - 1))) {
                    figures.addAll(measure(form, title, node, size, notes));
                }
            }
            if (figures.isEmpty()) {
                figures.addAll(measure(form, title, node, SMALLEST, notes));
            }
        }
        return figures;
    }

    private static List<Figure> measure(
            Form form, String title, JwtUserSessionManager node, int size, Optional<RedisNotes> notes)
            throws Exception {
        Nodes.signIn(node, size, i -> "user-" + i);
        try (SignIns busy = new SignIns(node, SIGN_INS_A_SECOND)) {
            notes.ifPresent(RedisNotes::start);
            long start = System.nanoTime();
            EverythingRevoked revoked = node.revokeEverything(RevocationCause.ADMINISTRATOR);
            long took = System.nanoTime() - start;
            if (revoked.done() != revoked.partitions()) {
                throw new IllegalStateException("not everything was revoked");
            }
            TimeUnit.MILLISECONDS.sleep(form.scaled(MILLIS_AFTERWARDS));
            busy.requireRunning();
            String row = String.format(Locale.ROOT, "%s, %,d sessions", title, size);
            List<Figure> figures = new ArrayList<>();
            figures.add(new Figure("red-button", row, "the call, ms", took / 1e6));
            notes.map(RedisNotes::longestStepMillis)
                    .map(millis -> new Figure("red-button", row, "the server's longest step, ms", millis))
                    .ifPresent(figures::add);
            return figures;
        }
    }
}
