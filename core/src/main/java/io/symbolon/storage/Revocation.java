package io.symbolon.storage;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An entry of the revocation log: access tokens of a target are dead if their version is below a minimum. Entries of one
 * target and kind are merged by taking the greater minimum, so reading one twice, or two in the wrong order, does no harm.
 *
 * <p>A newer node may write what this one does not know. An unknown cause is {@link RevocationCause#UNKNOWN}; an unknown
 * kind is judged as ENDED, and kept and given back as it came; of an unknown target a node cannot tell whom it concerns.
 *
 * @param target whose access tokens
 * @param kind what became of the sessions
 * @param minimumVersion versions below it are dead; {@link #ALL_VERSIONS} for an ended session
 * @param cause why; empty for outdated access tokens, whose sessions go on
 * @param at when it was logged, by the storage's clock, in whole milliseconds
 */
public record Revocation(Target target, Kind kind, long minimumVersion, Optional<RevocationCause> cause, Instant at) {
    /** The minimum of an ended session: no version reaches it. */
    public static final long ALL_VERSIONS = Long.MAX_VALUE;

    /** Whom a revocation concerns. */
    public sealed interface Target {}

    /**
     * One session.
     *
     * @param id the session
     * @param subject whose, if known
     */
    public record OfSession(SessionId id, Optional<String> subject) implements Target {
        /** Checks for null only. */
        public OfSession {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(subject, "subject");
        }

        /** Without the subject. */
        @Override
        public String toString() {
            return "OfSession[" + id + "]";
        }
    }

    /**
     * All sessions of a subject.
     *
     * @param subject whose
     */
    public record OfSubject(String subject) implements Target {
        /** Checks for null only. */
        public OfSubject {
            Objects.requireNonNull(subject, "subject");
        }

        /** Without the subject. */
        @Override
        public String toString() {
            return "OfSubject";
        }
    }

    /**
     * All sessions of all subjects, in some partitions.
     *
     * @param partitions of the session ids
     */
    public record OfEverything(SessionPartitions partitions) implements Target {
        /** Checks for null only. */
        public OfEverything {
            Objects.requireNonNull(partitions, "partitions");
        }
    }

    /**
     * A target that only a newer node knows.
     *
     * @param type what the log calls it
     */
    public record OfUnknown(String type) implements Target {
        /** Checks for null only. */
        public OfUnknown {
            Objects.requireNonNull(type, "type");
        }
    }

    /**
     * What became of the sessions.
     *
     * @param name what the log calls it
     */
    public record Kind(String name) {
        /** They were ended. */
        public static final Kind ENDED = new Kind("ENDED");

        /** They go on; their clients have to refresh. */
        public static final Kind OUTDATED = new Kind("OUTDATED");

        /** Checks for null only. */
        public Kind {
            Objects.requireNonNull(name, "name");
        }

        /**
         * Whether this node knows the kind.
         *
         * @return true for ENDED and OUTDATED
         */
        public boolean isKnown() {
            return equals(ENDED) || equals(OUTDATED);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the minimum is negative, or everything is outdated, or is ended for ever
     */
    public Revocation {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(at, "at");
        if (minimumVersion < 0) {
            throw new IllegalArgumentException("minimumVersion is " + minimumVersion + ": it cannot be negative");
        }
        if (target instanceof OfEverything && (kind.equals(Kind.OUTDATED) || minimumVersion == ALL_VERSIONS)) {
            throw new IllegalArgumentException("everything can only be ended, and only below a version");
        }
    }

    /**
     * A session was ended.
     *
     * @param subject whose session, if known
     * @param session the session
     * @param cause why
     * @param at when
     * @return the revocation
     */
    public static Revocation sessionEnded(
            Optional<String> subject, SessionId session, RevocationCause cause, Instant at) {
        return new Revocation(new OfSession(session, subject), Kind.ENDED, ALL_VERSIONS, Optional.of(cause), at);
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
        return new Revocation(new OfSubject(subject), Kind.ENDED, minimumVersion, Optional.of(cause), at);
    }

    /**
     * All sessions of some partitions below a version were ended.
     *
     * @param partitions of the session ids
     * @param minimumVersion versions below it are dead
     * @param cause why
     * @param at when
     * @return the revocation
     */
    public static Revocation everythingEnded(
            SessionPartitions partitions, long minimumVersion, RevocationCause cause, Instant at) {
        return new Revocation(new OfEverything(partitions), Kind.ENDED, minimumVersion, Optional.of(cause), at);
    }

    /**
     * Access tokens of a session below a version were outdated.
     *
     * @param subject whose session, if known
     * @param session the session
     * @param minimumVersion versions below it are dead
     * @param at when
     * @return the revocation
     */
    public static Revocation sessionOutdated(
            Optional<String> subject, SessionId session, long minimumVersion, Instant at) {
        return new Revocation(new OfSession(session, subject), Kind.OUTDATED, minimumVersion, Optional.empty(), at);
    }

    /**
     * Access tokens of all sessions of a subject below a version were outdated.
     *
     * @param subject whose sessions
     * @param minimumVersion versions below it are dead
     * @param at when
     * @return the revocation
     */
    public static Revocation subjectOutdated(String subject, long minimumVersion, Instant at) {
        return new Revocation(new OfSubject(subject), Kind.OUTDATED, minimumVersion, Optional.empty(), at);
    }

    /**
     * The session that it concerns.
     *
     * @return empty if the target is not a single session
     */
    public Optional<SessionId> sessionId() {
        return target instanceof OfSession session ? Optional.of(session.id()) : Optional.empty();
    }

    /**
     * The subject that it concerns.
     *
     * @return empty if it is not known, or the target is neither a session nor a subject
     */
    public Optional<String> subject() {
        if (target instanceof OfSession session) {
            return session.subject();
        }
        return target instanceof OfSubject all ? Optional.of(all.subject()) : Optional.empty();
    }

    /**
     * Whether access tokens below the minimum are dead because their session is.
     *
     * @return false only for kind OUTDATED
     */
    public boolean ends() {
        return !kind.equals(Kind.OUTDATED);
    }
}
