package io.symbolon.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RefreshRotation;
import io.symbolon.internal.rules.RotationDecision.Keep;
import io.symbolon.internal.rules.RotationDecision.Repeat;
import io.symbolon.internal.rules.RotationDecision.Retry;
import io.symbolon.internal.rules.RotationDecision.Reuse;
import io.symbolon.internal.rules.RotationDecision.Rotate;
import io.symbolon.storage.Generation;
import io.symbolon.storage.Generation.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every policy, offset, age, origin and start of the grace, against a table that is written out here once more. */
class RotationDecisionTest {
    private static final Instant ROTATED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration IDLE = Duration.ofDays(14);
    private static final long GRACE_MILLIS = 10_000;

    /** How long a generation is kept at least where an older token is repeated without a limit of time. */
    private static final long PERIOD_MILLIS = 30_000;

    /** Times since the rotation: a clock that stepped back, at once, around the end of both periods, much later. */
    private static final List<Duration> AGES = List.of(
            Duration.ofDays(-365),
            Duration.ofHours(-1),
            Duration.ofMillis(-1),
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofMillis(GRACE_MILLIS - 1),
            Duration.ofMillis(GRACE_MILLIS),
            Duration.ofMillis(GRACE_MILLIS + 1),
            Duration.ofMillis(PERIOD_MILLIS),
            Duration.ofMillis(PERIOD_MILLIS + 1),
            Duration.ofDays(365));

    private static final int DEEPEST = 4;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, DEEPEST, 1000, Generation.MAXIMUM - 2, Generation.MAXIMUM - 1, Generation.MAXIMUM})
    void everyPolicyOffsetAgeOriginAndStartOfTheGraceIsDecidedAsTheTableSays(int current) {
        int decided = 0;
        for (int presented = Math.max(0, current - DEEPEST);
                presented <= Math.min((long) current + DEEPEST, Generation.MAXIMUM);
                presented++) {
            for (int graceFrom = Math.max(0, current - DEEPEST); graceFrom <= current; graceFrom++) {
                for (Origin origin : Origin.values()) {
                    for (Duration age : AGES) {
                        Generation generation = new Generation(current, graceFrom, origin, "key", ROTATED);
                        assertDecided(presented, generation, age);
                        decided++;
                    }
                }
            }
        }
        assertThat(decided).isGreaterThanOrEqualTo(Origin.values().length * AGES.size());
    }

    private static void assertDecided(int presented, Generation current, Duration age) {
        long millis = age.toMillis();
        assertThat(decide(RefreshRotation.grace(Duration.ofMillis(GRACE_MILLIS)), presented, current, age))
                .as("grace: %d of %s after %s", presented, current, age)
                .isEqualTo(graceTable(presented, current, millis));
        assertThat(decide(RefreshRotation.untilSuccessorUsed(), presented, current, age))
                .as("until successor used: %d of %s after %s", presented, current, age)
                .isEqualTo(untilSuccessorUsedTable(presented, current, millis));
        assertThat(decide(RefreshRotation.strict(), presented, current, age))
                .as("strict: %d of %s after %s", presented, current, age)
                .isEqualTo(strictTable(presented, current, millis));
        assertThat(decide(RefreshRotation.none(), presented, current, age))
                .as("none: %d of %s after %s", presented, current, age)
                .isEqualTo(noneTable(presented, current, millis));
    }

    private static RotationDecision graceTable(int presented, Generation current, long age) {
        if (presented == Generation.MAXIMUM) {
            return new Keep();
        }
        if (presented > current.number()) {
            return afterAFailOver(presented, current, age <= GRACE_MILLIS);
        }
        if (presented == current.number()) {
            return age >= 0 && age <= GRACE_MILLIS ? new Repeat() : next(current, age);
        }
        return presented >= current.graceFrom() && age <= GRACE_MILLIS ? older(current, true) : new Reuse();
    }

    private static RotationDecision untilSuccessorUsedTable(int presented, Generation current, long age) {
        if (presented == Generation.MAXIMUM) {
            return new Keep();
        }
        if (presented > current.number()) {
            return afterAFailOver(presented, current, age <= PERIOD_MILLIS);
        }
        if (presented == current.number()) {
            return age >= 0 && age <= PERIOD_MILLIS ? new Repeat() : next(current, age);
        }
        return presented == current.number() - 1 ? older(current, age <= PERIOD_MILLIS) : new Reuse();
    }

    private static RotationDecision strictTable(int presented, Generation current, long age) {
        if (presented == Generation.MAXIMUM) {
            return new Keep();
        }
        if (presented > current.number()) {
            return afterAFailOver(presented, current, age <= PERIOD_MILLIS);
        }
        return presented == current.number() ? next(current, age) : new Reuse();
    }

    private static RotationDecision next(Generation current, long age) {
        return new Rotate(current.number() + 1, age < 0 ? inGraceOf(current) : current.number());
    }

    /** The storage lost its last writes; what it had within grace stays within it. */
    private static RotationDecision afterAFailOver(int presented, Generation current, boolean isYoung) {
        return new Rotate(presented + 1, isYoung ? inGraceOf(current) : current.number());
    }

    /** What the next generation of a refresh leaves in grace: nothing from before a step-up or a binding. */
    private static int inGraceOf(Generation current) {
        boolean gaveNothing = current.origin() == Origin.SIGN_IN || current.origin() == Origin.REFRESH;
        return gaveNothing ? current.graceFrom() : current.number();
    }

    /** An older token never buys what it did not have; and it is not told to retry for ever. */
    private static RotationDecision older(Generation current, boolean isYoung) {
        if (current.origin() == Origin.SIGN_IN || current.origin() == Origin.REFRESH) {
            return new Repeat();
        }
        return isYoung ? new Retry() : new Reuse();
    }

    private static RotationDecision noneTable(int presented, Generation current, long age) {
        boolean isBefore = presented < current.number() && presented != Generation.MAXIMUM;
        boolean givesMore = current.origin() != Origin.SIGN_IN && current.origin() != Origin.REFRESH;
        return isBefore && givesMore ? older(current, age <= PERIOD_MILLIS) : new Keep();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, Generation.MAXIMUM - 1, Generation.MAXIMUM})
    void aStepUpRotatesAndLeavesInGraceWhatWasInGraceAndIsRepeatedOnlyAsItself(int current) {
        for (Origin origin : Origin.values()) {
            for (Duration age : AGES) {
                for (boolean same : new boolean[] {true, false}) {
                    Generation generation = new Generation(current, current / 2, origin, "key", ROTATED);
                    boolean isYoung = age.toMillis() <= GRACE_MILLIS;
                    boolean isRepeat = same && isYoung && !age.isNegative() && origin == Origin.STEP_UP;
                    RotationDecision rotation = current == Generation.MAXIMUM
                            ? new Keep()
                            : new Rotate(current + 1, isYoung ? current / 2 : current);

                    assertThat(RotationDecision.decideStepUp(
                                    RefreshRotation.grace(Duration.ofMillis(GRACE_MILLIS)),
                                    generation,
                                    IDLE,
                                    ROTATED.plus(age),
                                    same))
                            .as("%s after %s, the same: %s", generation, age, same)
                            .isEqualTo(isRepeat ? new Repeat() : rotation);
                }
            }
        }
    }

    @Test
    void aBindingRotatesUnlessItIsARepeatOfItself() {
        Duration young = Duration.ofMillis(GRACE_MILLIS);
        for (Origin origin : Origin.values()) {
            for (int number : new int[] {0, 3, Generation.MAXIMUM}) {
                for (boolean same : new boolean[] {true, false}) {
                    Generation current = new Generation(number, number / 2, origin, "key", ROTATED);
                    RotationDecision rotation =
                            number == Generation.MAXIMUM ? new Keep() : new Rotate(number + 1, number / 2);

                    assertThat(RotationDecision.decideBinding(
                                    RefreshRotation.grace(young), current, IDLE, ROTATED.plus(young), same))
                            .isEqualTo(same && origin == Origin.BINDING ? new Repeat() : rotation);
                }
            }
        }
    }

    @Test
    void withAProofWhatWouldBeReuseIsARepeatAndAllElseStaysAsItIs() {
        for (RefreshRotation policy : List.of(
                RefreshRotation.grace(Duration.ofMillis(GRACE_MILLIS)),
                RefreshRotation.strict(),
                RefreshRotation.untilSuccessorUsed(),
                RefreshRotation.none())) {
            for (Origin origin : Origin.values()) {
                for (int presented = 0; presented < 9; presented++) {
                    for (long age : new long[] {-1, 0, GRACE_MILLIS, GRACE_MILLIS + 1, 1_000_000}) {
                        Generation current = new Generation(6, 4, origin, "key", ROTATED);
                        RotationDecision unproved = decide(policy, presented, current, Duration.ofMillis(age));

                        assertThat(RotationDecision.decideProved(
                                        policy, presented, current, IDLE, ROTATED.plusMillis(age)))
                                .isEqualTo(unproved instanceof Reuse ? new Repeat() : unproved);
                    }
                }
            }
        }
    }

    @Test
    void aRotationAfterTheClockSteppedBackKeepsTheGraceOfTheTokensBefore() {
        Generation current = new Generation(7, 5, Origin.REFRESH, "key", ROTATED);
        RefreshRotation grace = RefreshRotation.grace(Duration.ofMillis(GRACE_MILLIS));

        assertThat(decide(grace, 7, current, Duration.ofHours(-1))).isEqualTo(new Rotate(8, 5));
        assertThat(decide(grace, 4, current, Duration.ofHours(-1)))
                .as("the thief of an older one is caught all the same")
                .isEqualTo(new Reuse());
    }

    @Test
    void aGraceOfZeroAllowsARepeatInTheSameMillisecondOnly() {
        Generation current = new Generation(5, 4, Origin.REFRESH, "key", ROTATED);
        RefreshRotation zero = RefreshRotation.grace(Duration.ZERO);

        assertThat(decide(zero, 5, current, Duration.ZERO)).isEqualTo(new Repeat());
        assertThat(decide(zero, 4, current, Duration.ZERO)).isEqualTo(new Repeat());
        assertThat(decide(zero, 5, current, Duration.ofMillis(1))).isEqualTo(new Rotate(6, 5));
        assertThat(decide(zero, 4, current, Duration.ofMillis(1))).isEqualTo(new Reuse());
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 1000, 40_000, 119_999, 120_000, 1_000_000})
    void theGraceIsAtMostAQuarterOfTheIdleTime(long idleMillis) {
        Generation current = new Generation(5, 4, Origin.REFRESH, "key", ROTATED);
        Duration idle = Duration.ofMillis(idleMillis);
        for (RefreshRotation policy :
                List.of(RefreshRotation.grace(Duration.ofSeconds(30)), RefreshRotation.untilSuccessorUsed())) {
            Instant end = ROTATED.plusMillis(Math.min(30_000, idleMillis / 4));

            assertThat(RotationDecision.decide(policy, 5, current, idle, end)).isEqualTo(new Repeat());
            assertThat(RotationDecision.decide(policy, 5, current, idle, end.plusMillis(1)))
                    .isEqualTo(new Rotate(6, 5));
        }
        assertThat(RotationDecision.decide(
                        RefreshRotation.grace(Duration.ofSeconds(30)),
                        4,
                        current,
                        idle,
                        ROTATED.plusMillis(Math.min(30_000, idleMillis / 4) + 1)))
                .isEqualTo(new Reuse());
    }

    private static RotationDecision decide(RefreshRotation policy, int presented, Generation current, Duration age) {
        return RotationDecision.decide(policy, presented, current, IDLE, ROTATED.plus(age));
    }
}
