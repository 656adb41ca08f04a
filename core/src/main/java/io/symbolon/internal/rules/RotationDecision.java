package io.symbolon.internal.rules;

import io.symbolon.RefreshRotation;
import io.symbolon.storage.Generation;
import io.symbolon.storage.NextGeneration;
import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of an authentic refresh token (RFC 9700 section 4.14.2). Presented is generation {@code p}, current is
 * {@code g}, made {@code age} ago; the grace is {@code d}, at most a quarter of the session's idle time:
 *
 * <pre>
 * p                    policy                         decision
 * p &lt; g                none, g is a step-up's or      as in the last rows: within d retry, then reuse; d is 30 s
 *                      binding's
 * any other            none                           keep the generation
 * p &gt; g                any other                      rotate to p + 1: the MAC proves that it is ours, the storage lost
 *                                                     its last writes; while age &lt;= d, graceFrom stays, so that a
 *                                                     fail-over signs nobody out
 * p = g                grace, 0 &lt;= age &lt;= d           repeat g
 * p = g                until successor used, the same repeat g, d being 30 s
 * p = g                any other, and strict          rotate to g + 1
 * graceFrom &lt;= p &lt; g   grace, age &lt;= d                repeat g
 * p = g - 1            until successor used           repeat g
 * the last two         g is a step-up's or binding's, retry: an older token never buys what it did not have
 *                      age &lt;= d
 * any other                                           reuse
 * </pre>
 *
 * <p>A step-up and a binding always rotate, and leave in grace what was in grace; but one that is repeated within
 * {@code d}, as after a lost answer, repeats its generation.
 *
 * <p>With a proof of the session's key, what would be reuse is a repeat: nobody but the session's own client can send it.
 */
public sealed interface RotationDecision {
    /** The session gets a new generation. */
    record Rotate(int number, int graceFrom) implements RotationDecision {
        /** What is stored of the new generation. */
        public NextGeneration generation(Generation.Origin origin, String refreshKeyId) {
            return new NextGeneration(number, graceFrom, origin, refreshKeyId);
        }
    }

    /** The client gets the current generation's token once more; nothing has to be stored. */
    record Repeat() implements RotationDecision {}

    /** The session goes on with the generation that it has. */
    record Keep() implements RotationDecision {}

    /** No tokens: the client has a newer token, or is about to get it. Nothing is lost. */
    record Retry() implements RotationDecision {}

    /** The token was replaced too long ago: the session ends. */
    record Reuse() implements RotationDecision {}

    /** How often a generation may rotate at most where an older token is repeated without a limit of time. */
    Duration LEAST_PERIOD = Duration.ofSeconds(30);

    /**
     * Decides.
     *
     * @param presented generation of the token
     * @param current generation of the session
     * @param idle the session's idle time
     * @param now the storage's time
     */
    static RotationDecision decide(
            RefreshRotation policy, int presented, Generation current, Duration idle, Instant now) {
        if (presented == Generation.MAXIMUM) {
            return new Keep();
        }
        Duration age = Duration.between(current.rotatedAt(), now);
        boolean isWithinGrace = age.compareTo(period(policy, idle)) <= 0;
        if (policy instanceof RefreshRotation.None) {
            boolean isBeforeStepUp = presented < current.number() && givesMore(current);
            return isBeforeStepUp ? olderThanStepUp(isWithinGrace) : new Keep();
        }
        if (presented > current.number()) {
            // What was within grace stays so: a fail-over signs nobody out.
            return new Rotate(presented + 1, graceFrom(current, isWithinGrace));
        }
        if (presented == current.number()) {
            return current(policy, current, idle, age);
        }
        if (!isRepeatable(policy, presented, current, idle, age)) {
            return new Reuse();
        }
        return givesMore(current) ? olderThanStepUp(isWithinGrace) : new Repeat();
    }

    /**
     * Decides about a token that came with a proof of the session's key.
     *
     * @param presented generation of the token
     * @param current generation of the session
     * @param idle the session's idle time
     * @param now the storage's time
     */
    static RotationDecision decideProved(
            RefreshRotation policy, int presented, Generation current, Duration idle, Instant now) {
        RotationDecision decision = decide(policy, presented, current, idle, now);
        return decision instanceof Reuse ? new Repeat() : decision;
    }

    /**
     * Decides what a step-up does.
     *
     * @param current generation of the session
     * @param idle the session's idle time
     * @param now the storage's time
     * @param isSame whether the current generation may have been made by the same step-up
     */
    static RotationDecision decideStepUp(
            RefreshRotation policy, Generation current, Duration idle, Instant now, boolean isSame) {
        return decideGiving(policy, current, idle, now, isSame && current.origin() == Generation.Origin.STEP_UP);
    }

    /**
     * Decides what a binding does.
     *
     * @param current generation of the session
     * @param idle the session's idle time
     * @param now the storage's time
     * @param isSame whether the current generation may have been made by the same binding
     */
    static RotationDecision decideBinding(
            RefreshRotation policy, Generation current, Duration idle, Instant now, boolean isSame) {
        return decideGiving(policy, current, idle, now, isSame && current.origin() == Generation.Origin.BINDING);
    }

    private static RotationDecision decideGiving(
            RefreshRotation policy, Generation current, Duration idle, Instant now, boolean isSame) {
        Duration age = Duration.between(current.rotatedAt(), now);
        boolean isWithinGrace = age.compareTo(period(policy, idle)) <= 0;
        if (isSame && isWithinGrace && !age.isNegative()) {
            return new Repeat();
        }
        if (current.number() == Generation.MAXIMUM) {
            return new Keep();
        }
        return new Rotate(current.number() + 1, isWithinGrace ? current.graceFrom() : current.number());
    }

    /** Whether the generation brought what the one before it does not have. */
    private static boolean givesMore(Generation generation) {
        return switch (generation.origin()) {
            case SIGN_IN, REFRESH -> false;
            case STEP_UP, BINDING, UNKNOWN -> true;
        };
    }

    /** A refresh's generation is repeated for every token in grace, so none from before a step-up or binding stays there. */
    private static int graceFrom(Generation current, boolean stays) {
        return stays && !givesMore(current) ? current.graceFrom() : current.number();
    }

    private static RotationDecision olderThanStepUp(boolean isWithinGrace) {
        return isWithinGrace ? new Retry() : new Reuse();
    }

    private static RotationDecision current(RefreshRotation policy, Generation current, Duration idle, Duration age) {
        boolean isYoung = !age.isNegative() && age.compareTo(period(policy, idle)) <= 0;
        if (isYoung && !(policy instanceof RefreshRotation.Strict)) {
            return new Repeat();
        }
        // A clock that stepped back must not end the grace of the tokens before.
        return new Rotate(current.number() + 1, graceFrom(current, age.isNegative()));
    }

    private static boolean isRepeatable(
            RefreshRotation policy, int presented, Generation current, Duration idle, Duration age) {
        if (policy instanceof RefreshRotation.Grace) {
            return presented >= current.graceFrom() && age.compareTo(period(policy, idle)) <= 0;
        }
        return policy instanceof RefreshRotation.UntilSuccessorUsed && presented == current.number() - 1;
    }

    private static Duration period(RefreshRotation policy, Duration idle) {
        Duration period = policy instanceof RefreshRotation.Grace grace ? grace.period() : LEAST_PERIOD;
        Duration quarter = idle.dividedBy(4);
        return period.compareTo(quarter) < 0 ? period : quarter;
    }
}
