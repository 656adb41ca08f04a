package io.symbolon;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The access tokens of a session, or of all sessions of a subject, were expired early; the sessions go on. This node has
 * just learned of it, whichever node did it.
 *
 * @param subject whose sessions; empty if only the session's id is known
 * @param sessionId the session; empty for all of the subject
 * @param minimumVersion access tokens with a lower {@link AccessToken#version()} are refused as outdated
 * @param at when, by the storage's clock
 */
public record AccessTokensExpiredEvent(
        Optional<String> subject, Optional<SessionId> sessionId, long minimumVersion, Instant at) {
    /** Checks for null only. */
    public AccessTokensExpiredEvent {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(at, "at");
    }

    /**
     * Whether a token is outdated by this: then tell the connection that it opened to come back with a new one.
     *
     * @param token the token that opened the connection
     * @return true if it is outdated
     */
    public boolean affects(AccessToken token) {
        return AffectedTokens.includes(token, subject, sessionId, minimumVersion);
    }

    /** Without the subject. */
    @Override
    public String toString() {
        return "AccessTokensExpiredEvent[sessionId=" + sessionId + ", minimumVersion=" + minimumVersion + ", at=" + at
                + "]";
    }
}
