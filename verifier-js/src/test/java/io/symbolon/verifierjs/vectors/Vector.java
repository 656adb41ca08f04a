package io.symbolon.verifierjs.vectors;

import org.jspecify.annotations.Nullable;

/**
 * One token, when it is judged, and what has to come of it.
 *
 * @param name says what is special about it
 * @param settings the name of the verifier's settings
 * @param now milliseconds since 1970
 * @param verdict a code, or ACCEPTED
 * @param cause with REVOKED
 * @param content with ACCEPTED
 */
public record Vector(
        String name,
        String settings,
        long now,
        String token,
        String verdict,
        @Nullable String cause,
        @Nullable Content content) {
    /** The verdict on a good token. */
    public static final String ACCEPTED = "ACCEPTED";

    /** What is asked, without an answer. */
    public Vector question() {
        return new Vector(name, settings, now, token, "", null, null);
    }

    /** Only the name: a whole vector fills a screen. */
    @Override
    public String toString() {
        return settings + ": " + name;
    }
}
