package io.symbolon.storage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an insert did.
 *
 * @param session the session as stored; empty if the limit refused it
 * @param subjectMinimum the greatest minimum version that the storage holds for the subject; 0 if it holds none
 * @param revocations what was logged for sessions that had to give way
 */
public record InsertResult(Optional<StoredSession> session, long subjectMinimum, List<Revocation> revocations) {
    /** Copies the list. */
    public InsertResult {
        Objects.requireNonNull(session, "session");
        revocations = List.copyOf(revocations);
    }
}
