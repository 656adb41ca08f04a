package io.symbolon.storage;

import java.time.Instant;

/**
 * The versions that a storage remembers of a subject, and the arithmetic of versions: the specification of what each
 * storage computes, in whatever language.
 *
 * @param endedMinimum the greatest minimum of kind {@link Revocation.Kind#ENDED} that was logged; 0 if none
 * @param outdatedMinimum the greatest minimum of kind {@link Revocation.Kind#OUTDATED} that was logged; 0 if none
 * @param highest the highest version that any of its sessions was ever given; 0 if none
 */
public record SubjectVersions(long endedMinimum, long outdatedMinimum, long highest) {
    /** A subject of which nothing is remembered. */
    public static final SubjectVersions NONE = new SubjectVersions(0, 0, 0);

    /**
     * The version below which the subject's access tokens are dead.
     *
     * @return the greater of both minimums
     */
    public long minimum() {
        return Math.max(endedMinimum, outdatedMinimum);
    }

    /**
     * The version of a new session: no revocation of the past concerns it.
     *
     * @param floor the greatest minimum that was ever logged in the partition
     * @param known the minimum that the inserting node knows
     * @param now the storage's time
     * @return the greatest of minimum, floor, what is known, and the time in milliseconds
     */
    public long ofNewSession(long floor, long known, Instant now) {
        return Math.max(Math.max(minimum(), floor), Math.max(known, now.toEpochMilli()));
    }

    /**
     * The next minimum: no access token of now has a version that reaches it.
     *
     * @param atLeast a lower bound that a node brings, for sessions that the storage lost; 0 for none
     * @param now the storage's time
     * @return the greatest of highest + 1, minimum + 1, the lower bound, and the time in milliseconds
     */
    public long nextMinimum(long atLeast, Instant now) {
        return Math.max(Math.max(highest, minimum()) + 1, Math.max(atLeast, now.toEpochMilli()));
    }

    /**
     * With a logged minimum of kind ENDED.
     *
     * @param minimum the minimum
     * @return these versions, raised
     */
    public SubjectVersions ended(long minimum) {
        return new SubjectVersions(Math.max(endedMinimum, minimum), outdatedMinimum, highest);
    }

    /**
     * With a logged minimum of kind OUTDATED.
     *
     * @param minimum the minimum
     * @return these versions, raised
     */
    public SubjectVersions outdated(long minimum) {
        return new SubjectVersions(endedMinimum, Math.max(outdatedMinimum, minimum), highest);
    }

    /**
     * With a version that a session was given.
     *
     * @param version the version
     * @return these versions, raised
     */
    public SubjectVersions gave(long version) {
        return new SubjectVersions(endedMinimum, outdatedMinimum, Math.max(highest, version));
    }
}
