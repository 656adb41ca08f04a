package io.symbolon.internal.rules;

import io.symbolon.RefreshRotation;
import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of an authentic refresh token (RFC 9700 section 4.14.2). Presented is generation {@code p}, current is
 * {@code g}:
 *
 * <pre>
 * p     policy                        decision
 * any   none                          keep the generation
 * p = g any other                     rotate to g + 1
 * p &gt; g any other                     rotate to p + 1: the MAC proves that it is ours, the storage lost its last writes
 * g - 1 grace, within the period      repeat g
 * g - 1 until successor used          repeat g
 * g - 1 grace is over, or strict      reuse
 * older any other                     reuse
 * </pre>
 */
public sealed interface RotationDecision {
    /** The session gets a new generation. */
    record Rotate(int generation) implements RotationDecision {}

    /** The client gets the current generation's token once more; nothing has to be stored. */
    record Repeat() implements RotationDecision {}

    /** The session goes on with the generation that it has. */
    record Keep() implements RotationDecision {}

    /** The token was replaced too long ago: the session ends. */
    record Reuse() implements RotationDecision {}

    /**
     * Decides.
     *
     * @param presented generation of the token
     * @param current generation of the session
     * @param rotatedAt when the current generation was made
     * @param now the storage's time
     */
    static RotationDecision decide(RefreshRotation policy, int presented, int current, Instant rotatedAt, Instant now) {
        if (policy instanceof RefreshRotation.None) {
            return new Keep();
        }
        if (presented >= current) {
            return new Rotate(Math.incrementExact(presented));
        }
        boolean repeatable = presented == current - 1 && allowsRepeat(policy, Duration.between(rotatedAt, now));
        return repeatable ? new Repeat() : new Reuse();
    }

    private static boolean allowsRepeat(RefreshRotation policy, Duration sinceRotation) {
        if (policy instanceof RefreshRotation.Grace grace) {
            return sinceRotation.compareTo(grace.period()) <= 0;
        }
        return policy instanceof RefreshRotation.UntilSuccessorUsed;
    }
}
