package io.symbolon.storage;

import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A session as a storage keeps it. It holds nothing from which a token could be made. Times are the storage's, in whole
 * milliseconds.
 *
 * @param id the session
 * @param subject whose
 * @param version access tokens of the session carry it
 * @param generation which refresh token is the current one; 0 at sign-in
 * @param refreshKeyId the id of the key that made the current refresh token
 * @param createdAt time of sign-in
 * @param refreshedAt time of the last rotation; at first that of sign-in
 * @param lifetime idle and absolute time, in whole milliseconds
 * @param accessTokenTtl the life of the session's access tokens, if it has one of its own, in whole milliseconds
 * @param createdFrom context of sign-in
 * @param lastSeenFrom context of the last refresh; at first that of sign-in
 * @param claims the session's claims as the text of a JSON object, to be given back as it was
 */
public record StoredSession(
        SessionId id,
        String subject,
        long version,
        int generation,
        String refreshKeyId,
        Instant createdAt,
        Instant refreshedAt,
        SessionLifetime lifetime,
        Optional<Duration> accessTokenTtl,
        SessionContext createdFrom,
        SessionContext lastSeenFrom,
        String claims) {
    /** Checks for null only. */
    public StoredSession {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(refreshKeyId, "refreshKeyId");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(refreshedAt, "refreshedAt");
        Objects.requireNonNull(lifetime, "lifetime");
        Objects.requireNonNull(accessTokenTtl, "accessTokenTtl");
        Objects.requireNonNull(createdFrom, "createdFrom");
        Objects.requireNonNull(lastSeenFrom, "lastSeenFrom");
        Objects.requireNonNull(claims, "claims");
    }

    /**
     * When the session ends if it is not refreshed.
     *
     * @return the idle end or the absolute end, whichever comes first
     */
    public Instant expiresAt() {
        Instant idleEnd = refreshedAt.plus(lifetime.idle());
        Instant absoluteEnd = createdAt.plus(lifetime.absolute());
        return idleEnd.isBefore(absoluteEnd) ? idleEnd : absoluteEnd;
    }

    /**
     * The session as an update leaves it.
     *
     * @param update the new values
     * @param now the storage's time
     * @return the changed session; its version stays
     */
    public StoredSession with(SessionUpdate update, Instant now) {
        return new StoredSession(
                id,
                subject,
                version,
                update.generation(),
                update.refreshKeyId(),
                createdAt,
                update.refreshes() ? now : refreshedAt,
                lifetime,
                accessTokenTtl,
                createdFrom,
                update.lastSeenFrom(),
                update.claims());
    }

    /**
     * The session with its version raised.
     *
     * @param minimum the least version
     * @return this session if its version is not below the minimum, else one with the minimum as version
     */
    public StoredSession withVersionAtLeast(long minimum) {
        if (version >= minimum) {
            return this;
        }
        return new StoredSession(
                id,
                subject,
                minimum,
                generation,
                refreshKeyId,
                createdAt,
                refreshedAt,
                lifetime,
                accessTokenTtl,
                createdFrom,
                lastSeenFrom,
                claims);
    }

    /** Without the subject, the contexts and the claims. */
    @Override
    public String toString() {
        return "StoredSession[id=" + id + ", version=" + version + ", generation=" + generation + ", createdAt="
                + createdAt + ", refreshedAt=" + refreshedAt + ", expiresAt=" + expiresAt() + "]";
    }
}
