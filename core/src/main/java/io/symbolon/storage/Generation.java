package io.symbolon.storage;

import java.time.Instant;
import java.util.Objects;

/**
 * The current generation of a session's refresh token.
 *
 * @param number 0 at sign-in, up to {@link #MAXIMUM}
 * @param graceFrom the lowest generation that was still within grace when this one was made; not above the number
 * @param origin what made it
 * @param refreshKeyId the id of the key that makes its refresh token
 * @param rotatedAt when it was made, by the storage's clock, in whole milliseconds
 */
public record Generation(int number, int graceFrom, Origin origin, String refreshKeyId, Instant rotatedAt) {
    /** The highest generation; one more could not be counted. */
    public static final int MAXIMUM = Integer.MAX_VALUE - 1;

    /** What made a generation. */
    public enum Origin {
        /** A sign-in. */
        SIGN_IN,
        /** A refresh. */
        REFRESH,
        /** A step-up: the user authenticated again. */
        STEP_UP,
        /** The session was bound to a key. */
        BINDING,
        /** Something that only a newer node knows. An older token never buys what it gave. */
        UNKNOWN;

        /**
         * The origin of a name, as a storage keeps it.
         *
         * @param name such as {@code REFRESH}
         * @return the origin, or {@link #UNKNOWN}
         */
        public static Origin named(String name) {
            for (Origin origin : values()) {
                if (origin.name().equals(name)) {
                    return origin;
                }
            }
            return UNKNOWN;
        }
    }

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public Generation {
        requireNumbers(number, graceFrom);
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(refreshKeyId, "refreshKeyId");
        Objects.requireNonNull(rotatedAt, "rotatedAt");
    }

    static void requireNumbers(int number, int graceFrom) {
        if (number < 0 || number > MAXIMUM) {
            throw new IllegalArgumentException("generation is " + number + ": from 0 to " + MAXIMUM + " is allowed");
        }
        if (graceFrom < 0 || graceFrom > number) {
            throw new IllegalArgumentException("graceFrom is " + graceFrom + ": from 0 to " + number + " is allowed");
        }
    }
}
