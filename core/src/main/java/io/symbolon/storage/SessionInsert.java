package io.symbolon.storage;

import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A session to insert. The storage adds its times and its version.
 *
 * @param id a new id; its partition is the subject's
 * @param subject whose
 * @param refreshKeyId the id of the key that makes the first refresh token
 * @param lifetime idle and absolute time
 * @param accessTokenTtl the life of the session's access tokens, if it has one of its own
 * @param context from where the sign-in comes
 * @param claims the text of a JSON object
 * @param limit how many live sessions the subject may have, this one included
 * @param minimumVersion a version below which the node knows the subject's tokens to be dead; the storage may have
 *     forgotten it in a fail-over
 */
public record SessionInsert(
        SessionId id,
        String subject,
        String refreshKeyId,
        SessionLifetime lifetime,
        Optional<Duration> accessTokenTtl,
        SessionContext context,
        String claims,
        SessionLimit limit,
        long minimumVersion) {
    /** Checks for null only. */
    public SessionInsert {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(refreshKeyId, "refreshKeyId");
        Objects.requireNonNull(lifetime, "lifetime");
        Objects.requireNonNull(accessTokenTtl, "accessTokenTtl");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(claims, "claims");
        Objects.requireNonNull(limit, "limit");
    }

    /**
     * The session to store.
     *
     * @param version the version that the storage gives
     * @param now the storage's time
     * @return generation 0, created now
     */
    public StoredSession toSession(long version, Instant now) {
        return new StoredSession(
                id, subject, version, 0, refreshKeyId, now, now, lifetime, accessTokenTtl, context, context, claims);
    }

    /** Without the subject, the context and the claims. */
    @Override
    public String toString() {
        return "SessionInsert[id=" + id + ", lifetime=" + lifetime + ", limit=" + limit + "]";
    }
}
