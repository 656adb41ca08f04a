package io.symbolon;

/**
 * How far {@link JwtUserSessionManager#revokeEverything} came.
 *
 * @param done in how many of the storage's partitions all sessions were ended
 * @param partitions how many partitions the storage has
 */
public record EverythingRevoked(int done, int partitions) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if more was done than there is
     */
    public EverythingRevoked {
        if (done < 0 || done > partitions) {
            throw new IllegalArgumentException("done is " + done + ": from 0 to " + partitions + " is allowed");
        }
    }

    /**
     * Whether all sessions were ended. If not, call again: that finishes it.
     *
     * @return whether nothing is left
     */
    public boolean isComplete() {
        return done == partitions;
    }
}
