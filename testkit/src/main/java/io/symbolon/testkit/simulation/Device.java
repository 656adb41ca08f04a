package io.symbolon.testkit.simulation;

import io.symbolon.SessionTokens;
import java.util.ArrayList;
import java.util.List;

/** A client of one session: it keeps the newest refresh token that it got. Somebody may have copied the older ones. */
final class Device {
    /** A refresh token that it had. */
    record Held(String text, int generation) {}

    final SessionFacts session;
    private final List<Held> held = new ArrayList<>();

    Device(SessionFacts session) {
        this.session = session;
    }

    void got(SessionTokens tokens, int generation) {
        if (held.isEmpty() || newest().generation < generation) {
            held.add(new Held(tokens.refreshToken(), generation));
        }
    }

    Held newest() {
        return held.get(held.size() - 1);
    }

    /** One of those that it had before, or the newest if there is only one. */
    Held older(long choice) {
        return held.size() == 1 ? newest() : held.get((int) (choice % (held.size() - 1)));
    }

    /** The one before the newest, or the newest if there is only one. */
    Held previous() {
        return held.get(Math.max(0, held.size() - 2));
    }
}
