package io.symbolon.storage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The answer to an insert.
 *
 * @param session the session as stored; empty if a limit refused it
 * @param refusedAt the maximum of the limit that refused it; empty if none did
 * @param subjectMinimum the greatest minimum version that the storage holds for the subject; 0 if it holds none
 * @param revocations what was logged for sessions that had to give way; also where the insert is repeated
 */
public record InsertResult(
        Optional<StoredSession> session, OptionalInt refusedAt, long subjectMinimum, List<Revocation> revocations) {
    /** Copies the list. */
    public InsertResult {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(refusedAt, "refusedAt");
        revocations = List.copyOf(revocations);
    }

    /**
     * The session is stored.
     *
     * @param session as stored
     * @param subjectMinimum the greatest minimum version of the subject
     * @param revocations what was logged for sessions that had to give way
     * @return the result
     */
    public static InsertResult stored(StoredSession session, long subjectMinimum, List<Revocation> revocations) {
        return new InsertResult(Optional.of(session), OptionalInt.empty(), subjectMinimum, revocations);
    }

    /**
     * A limit refused the session.
     *
     * @param maximum of the limit
     * @param subjectMinimum the greatest minimum version of the subject
     * @return the result
     */
    public static InsertResult refused(int maximum, long subjectMinimum) {
        return new InsertResult(Optional.empty(), OptionalInt.of(maximum), subjectMinimum, List.of());
    }
}
