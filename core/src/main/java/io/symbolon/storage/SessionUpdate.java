package io.symbolon.storage;

import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import java.util.Objects;

/**
 * New values for a session, to be written only if nobody changed it meanwhile. An update never writes a version.
 *
 * @param id the session
 * @param expectedGeneration the generation that the session has to have
 * @param expectedVersion the version that the session has to have
 * @param generation the new generation
 * @param refreshKeyId the id of the key that makes the new generation's refresh token
 * @param refreshes whether {@link StoredSession#refreshedAt()} becomes the storage's time
 * @param lastSeenFrom from where the refresh comes
 * @param claims the text of a JSON object
 */
public record SessionUpdate(
        SessionId id,
        int expectedGeneration,
        long expectedVersion,
        int generation,
        String refreshKeyId,
        boolean refreshes,
        SessionContext lastSeenFrom,
        String claims) {
    /** Checks for null only. */
    public SessionUpdate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(refreshKeyId, "refreshKeyId");
        Objects.requireNonNull(lastSeenFrom, "lastSeenFrom");
        Objects.requireNonNull(claims, "claims");
    }

    /** Without the context and the claims. */
    @Override
    public String toString() {
        return "SessionUpdate[id=" + id + ", expectedGeneration=" + expectedGeneration + ", expectedVersion="
                + expectedVersion + ", generation=" + generation + "]";
    }
}
