package io.symbolon.storage;

import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import java.time.Instant;
import java.util.Objects;

/**
 * A session as a storage keeps it. It holds nothing from which a token could be made. Times are the storage's, in whole
 * milliseconds.
 *
 * @param id the session
 * @param subject whose
 * @param clientId the client that it was started from
 * @param version access tokens of the session carry it
 * @param revision counts the writes of this record: 0 when it was inserted, one more with each write
 * @param generation the current generation of its refresh token
 * @param createdAt time of sign-in
 * @param refreshedAt time from which the idle time runs: that of the last refresh; at first that of sign-in
 * @param lifetime idle and absolute time, in whole milliseconds
 * @param parts all else, to be given back as it was
 */
public record StoredSession(
        SessionId id,
        String subject,
        String clientId,
        long version,
        long revision,
        Generation generation,
        Instant createdAt,
        Instant refreshedAt,
        SessionLifetime lifetime,
        SessionParts parts) {
    /** Checks for null only. */
    public StoredSession {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(generation, "generation");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(refreshedAt, "refreshedAt");
        Objects.requireNonNull(lifetime, "lifetime");
        Objects.requireNonNull(parts, "parts");
    }

    /**
     * When the session ends if it is not refreshed.
     *
     * @return the idle end or the absolute end, whichever comes first
     */
    public Instant expiresAt() {
        Instant idleEnd = idleEnd();
        Instant absoluteEnd = absoluteEnd();
        return idleEnd.isBefore(absoluteEnd) ? idleEnd : absoluteEnd;
    }

    /**
     * When the idle time is over if the session is not refreshed.
     *
     * @return time of the last refresh + idle time
     */
    public Instant idleEnd() {
        return refreshedAt.plus(lifetime.idle());
    }

    /**
     * When the session ends in any case.
     *
     * @return time of sign-in + absolute time
     */
    public Instant absoluteEnd() {
        return createdAt.plus(lifetime.absolute());
    }

    /**
     * The session as an update leaves it.
     *
     * @param update the new values
     * @param now the storage's time
     * @return the changed session, with the next revision. An update that outdates has the version of {@link
     *     #nextVersion}
     */
    public StoredSession with(SessionUpdate update, Instant now) {
        return new StoredSession(
                id,
                subject,
                clientId,
                update.outdates() ? nextVersion(now) : version,
                revision + 1,
                update.generation().map(next -> next.madeAt(now)).orElse(generation),
                createdAt,
                update.refreshes() ? now : refreshedAt,
                lifetime,
                update.parts());
    }

    /**
     * The version that no access token of now has.
     *
     * @param now the storage's time
     * @return the version + 1, or the time in milliseconds if that is greater
     */
    public long nextVersion(Instant now) {
        return Math.max(version + 1, now.toEpochMilli());
    }

    /**
     * The session with its version raised.
     *
     * @param minimum the least version
     * @return this session if its version is not below the minimum, else one with the minimum as version and the next
     *     revision
     */
    public StoredSession withVersionAtLeast(long minimum) {
        if (version >= minimum) {
            return this;
        }
        return new StoredSession(
                id, subject, clientId, minimum, revision + 1, generation, createdAt, refreshedAt, lifetime, parts);
    }

    /** Without the subject and the parts' values. */
    @Override
    public String toString() {
        return "StoredSession[id=" + id + ", clientId=" + clientId + ", version=" + version + ", revision=" + revision
                + ", generation=" + generation + ", createdAt=" + createdAt + ", refreshedAt=" + refreshedAt
                + ", expiresAt=" + expiresAt() + ", parts=" + parts + "]";
    }
}
