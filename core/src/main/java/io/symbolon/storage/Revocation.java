package io.symbolon.storage;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An entry of the revocation log: access tokens of a session, or of all sessions of a subject, are dead if their version
 * is below a minimum. Entries of one target and kind are merged by taking the greater minimum, so reading one twice, or
 * two in the wrong order, does no harm.
 *
 * @param subject whose sessions; empty only for a session that the storage does not know
 * @param sessionId the session; empty for all of the subject
 * @param kind what became of the sessions
 * @param minimumVersion versions below it are dead; {@link #ALL_VERSIONS} for an ended session
 * @param cause why
 * @param at when it was logged, by the storage's clock, in whole milliseconds
 */
public record Revocation(
        Optional<String> subject,
        Optional<SessionId> sessionId,
        Kind kind,
        long minimumVersion,
        RevocationCause cause,
        Instant at) {
    /** The minimum of an ended session: no version reaches it. */
    public static final long ALL_VERSIONS = Long.MAX_VALUE;

    /** What became of the sessions. */
    public enum Kind {
        /** They were ended. */
        ENDED,
        /** They go on; their clients have to refresh. */
        OUTDATED
    }

    /**
     * Checks that the parts fit.
     *
     * @throws IllegalArgumentException if it names neither a session nor a subject, or the minimum is negative
     */
    public Revocation {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(at, "at");
        if (subject.isEmpty() && sessionId.isEmpty()) {
            throw new IllegalArgumentException("a revocation names a session, a subject, or both");
        }
        if (minimumVersion < 0) {
            throw new IllegalArgumentException("minimumVersion is negative");
        }
    }

    /**
     * A session was ended.
     *
     * @param subject whose session, if known
     * @param sessionId the session
     * @param cause why
     * @param at when
     * @return the revocation
     */
    public static Revocation sessionEnded(
            Optional<String> subject, SessionId sessionId, RevocationCause cause, Instant at) {
        return new Revocation(subject, Optional.of(sessionId), Kind.ENDED, ALL_VERSIONS, cause, at);
    }

    /**
     * All sessions of a subject below a version were ended.
     *
     * @param subject whose sessions
     * @param minimumVersion versions below it are dead
     * @param cause why
     * @param at when
     * @return the revocation
     */
    public static Revocation subjectEnded(String subject, long minimumVersion, RevocationCause cause, Instant at) {
        return new Revocation(Optional.of(subject), Optional.empty(), Kind.ENDED, minimumVersion, cause, at);
    }

    /**
     * Access tokens of a session below a version were expired.
     *
     * @param subject whose session, if known
     * @param sessionId the session
     * @param minimumVersion versions below it are dead
     * @param at when
     * @return the revocation
     */
    public static Revocation sessionOutdated(
            Optional<String> subject, SessionId sessionId, long minimumVersion, Instant at) {
        return new Revocation(
                subject,
                Optional.of(sessionId),
                Kind.OUTDATED,
                minimumVersion,
                RevocationCause.ACCESS_TOKENS_EXPIRED,
                at);
    }

    /**
     * Access tokens of all sessions of a subject below a version were expired.
     *
     * @param subject whose sessions
     * @param minimumVersion versions below it are dead
     * @param at when
     * @return the revocation
     */
    public static Revocation subjectOutdated(String subject, long minimumVersion, Instant at) {
        return new Revocation(
                Optional.of(subject),
                Optional.empty(),
                Kind.OUTDATED,
                minimumVersion,
                RevocationCause.ACCESS_TOKENS_EXPIRED,
                at);
    }

    /** Without the subject. */
    @Override
    public String toString() {
        return "Revocation[sessionId=" + sessionId + ", kind=" + kind + ", minimumVersion=" + minimumVersion
                + ", cause=" + cause + ", at=" + at + "]";
    }
}
