package io.symbolon;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A session, all sessions that a subject had, or all sessions of some partitions, were ended; this node has just learned of
 * it, whichever node did it.
 *
 * @param subject whose sessions; empty if only the session's id is known, and for those of all subjects
 * @param sessionId the session; empty for more than one
 * @param partitions the partitions in which everything was ended ({@link JwtUserSessionManager#revokeEverything} is told
 *     in one event or more); else empty
 * @param minimumVersion access tokens with a lower {@link AccessToken#version()} are dead
 * @param cause why
 * @param at when, by the storage's clock
 */
public record RevokedEvent(
        Optional<String> subject,
        Optional<SessionId> sessionId,
        Optional<SessionPartitions> partitions,
        long minimumVersion,
        RevocationCause cause,
        Instant at) {
    /** Checks for null only. */
    public RevokedEvent {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(partitions, "partitions");
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
        if (partitions.isPresent()) {
            return partitions.get().contains(token.sessionId().partition()) && token.version() < minimumVersion;
        }
        return AffectedTokens.includes(token, subject, sessionId, minimumVersion);
    }

    /** Without the subject. */
    @Override
    public String toString() {
        return "RevokedEvent[sessionId=" + sessionId + ", partitions=" + partitions + ", minimumVersion="
                + minimumVersion + ", cause=" + cause + ", at=" + at + "]";
    }
}
