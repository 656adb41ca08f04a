package io.symbolon.storage;

import java.time.Instant;

/**
 * The versions that a storage remembers of a partition, for ever, and the arithmetic of a revocation of everything: the
 * specification of what each storage computes, in whatever language.
 *
 * @param floor the greatest minimum that was ever logged in it for a subject, for a session that goes on, or for
 *     everything; 0 if none
 * @param highest a version that none which was ever given to a session of it is above; 0 if none was given
 * @param everythingMinimum the version below which no session of it exists; 0 if everything was never revoked
 */
public record PartitionVersions(long floor, long highest, long everythingMinimum) {
    /** A partition of which nothing is remembered. */
    public static final PartitionVersions NONE = new PartitionVersions(0, 0, 0);

    /**
     * The next minimum of everything: no access token of now has a version that reaches it.
     *
     * @param atLeast a lower bound that a node brings, for sessions that the storage lost; 0 for none
     * @param now the storage's time
     * @return the greatest of highest + 1, floor + 1, the lower bound, and the time in milliseconds
     */
    public long nextMinimum(long atLeast, Instant now) {
        return Math.max(Math.max(highest, floor) + 1, Math.max(atLeast, now.toEpochMilli()));
    }

    /**
     * With a version that a session was given.
     *
     * @param version the version
     * @return these versions, raised
     */
    public PartitionVersions gave(long version) {
        return new PartitionVersions(floor, Math.max(highest, version), everythingMinimum);
    }

    /**
     * With a logged minimum.
     *
     * @param minimum of a subject, or of a session that goes on
     * @return these versions, raised
     */
    public PartitionVersions logged(long minimum) {
        return new PartitionVersions(Math.max(floor, minimum), highest, everythingMinimum);
    }

    /**
     * With a logged minimum of everything.
     *
     * @param minimum the minimum
     * @return these versions, raised
     */
    public PartitionVersions everythingEnded(long minimum) {
        return new PartitionVersions(Math.max(floor, minimum), highest, Math.max(everythingMinimum, minimum));
    }
}
