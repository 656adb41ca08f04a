package io.symbolon.storage;

import java.time.Instant;
import java.util.Objects;

/**
 * A generation to be made; the storage adds its time.
 *
 * @param number from 0 to {@link Generation#MAXIMUM}
 * @param graceFrom the lowest generation that is still within grace; not above the number
 * @param origin what makes it
 * @param refreshKeyId the id of the key that makes its refresh token
 */
public record NextGeneration(int number, int graceFrom, Generation.Origin origin, String refreshKeyId) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public NextGeneration {
        Generation.requireNumbers(number, graceFrom);
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(refreshKeyId, "refreshKeyId");
    }

    /**
     * The generation once it was made.
     *
     * @param now the storage's time
     * @return the generation
     */
    public Generation madeAt(Instant now) {
        return new Generation(number, graceFrom, origin, refreshKeyId, now);
    }
}
