package io.symbolon.storage;

import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import java.time.Instant;
import java.util.Objects;

/**
 * A session to insert. The storage adds its times and its version.
 *
 * @param id a new id; its partition is the subject's
 * @param subject whose
 * @param clientId the client that it is started from
 * @param refreshKeyId the id of the key that makes the first refresh token
 * @param lifetime idle and absolute time
 * @param parts all else
 * @param limits how many live sessions there may be, this one included
 * @param minimumVersion a version below which the node knows the subject's tokens to be dead; the storage may have
 *     forgotten it in a fail-over
 */
public record SessionInsert(
        SessionId id,
        String subject,
        String clientId,
        String refreshKeyId,
        SessionLifetime lifetime,
        SessionParts parts,
        SessionLimits limits,
        long minimumVersion) {
    /** Checks for null only. */
    public SessionInsert {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(refreshKeyId, "refreshKeyId");
        Objects.requireNonNull(lifetime, "lifetime");
        Objects.requireNonNull(parts, "parts");
        Objects.requireNonNull(limits, "limits");
    }

    /**
     * The session to store.
     *
     * @param version the version that the storage gives
     * @param now the storage's time
     * @return revision 0 and generation 0, created now
     */
    public StoredSession toSession(long version, Instant now) {
        Generation first = new Generation(0, 0, Generation.Origin.SIGN_IN, refreshKeyId, now);
        return new StoredSession(id, subject, clientId, version, 0, first, now, now, lifetime, parts);
    }

    /**
     * With a minimum version that is not below another one.
     *
     * @param least the other one
     * @return this insert, or one with the other minimum
     */
    public SessionInsert withMinimumVersionAtLeast(long least) {
        return minimumVersion >= least
                ? this
                : new SessionInsert(id, subject, clientId, refreshKeyId, lifetime, parts, limits, least);
    }

    /** Without the subject and the parts' values. */
    @Override
    public String toString() {
        return "SessionInsert[id=" + id + ", clientId=" + clientId + ", lifetime=" + lifetime + ", limits=" + limits
                + "]";
    }
}
