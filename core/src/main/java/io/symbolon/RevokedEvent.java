package io.symbolon;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A session, or all sessions that a subject had, were ended; this node has just learned of it, whichever node did it.
 *
 * @param subject whose sessions; empty if only the session's id is known
 * @param sessionId the session; empty for all that the subject had
 * @param minimumVersion access tokens with a lower {@link AccessToken#version()} are dead
 * @param cause why
 * @param at when, by the storage's clock
 */
public record RevokedEvent(
        Optional<String> subject,
        Optional<SessionId> sessionId,
        long minimumVersion,
        RevocationCause cause,
        Instant at) {
    /** Checks for null only. */
    public RevokedEvent {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(at, "at");
    }

    /**
     * Whether a token is dead by this: then close the connection that it opened. To guard a connection without a gap,
     * register it first, then verify its token once more.
     *
     * @param token the token that opened the connection
     * @return true if it is dead; a newer session of the same subject is not affected
     */
    public boolean affects(AccessToken token) {
        return AffectedTokens.includes(token, subject, sessionId, minimumVersion);
    }

    /** Without the subject. */
    @Override
    public String toString() {
        return "RevokedEvent[sessionId=" + sessionId + ", minimumVersion=" + minimumVersion + ", cause=" + cause
                + ", at=" + at + "]";
    }
}
