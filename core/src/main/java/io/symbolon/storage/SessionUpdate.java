package io.symbolon.storage;

import io.symbolon.SessionId;
import java.util.Objects;
import java.util.Optional;

/**
 * A write of a session's record, to be done only if nobody wrote it meanwhile.
 *
 * @param id the session
 * @param expectedRevision the revision that the record has to have
 * @param generation the generation that is made; empty if the current one stays
 * @param refreshes whether {@link StoredSession#refreshedAt()} becomes the storage's time
 * @param outdates whether the version is raised to {@link StoredSession#nextVersion} and
 *     {@link Revocation#sessionOutdated} is logged with it, in the same step
 * @param parts take the place of all parts
 */
public record SessionUpdate(
        SessionId id,
        long expectedRevision,
        Optional<NextGeneration> generation,
        boolean refreshes,
        boolean outdates,
        SessionParts parts) {
    /** Checks for null only. */
    public SessionUpdate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(generation, "generation");
        Objects.requireNonNull(parts, "parts");
    }
}
