package io.symbolon.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RefreshRotation;
import io.symbolon.internal.rules.RotationDecision.Keep;
import io.symbolon.internal.rules.RotationDecision.Repeat;
import io.symbolon.internal.rules.RotationDecision.Reuse;
import io.symbolon.internal.rules.RotationDecision.Rotate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationDecisionTest {
    private static final Instant ROTATED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration MILLI = Duration.ofMillis(1);

    /** Times since the rotation: a clock that stepped back, at once, around the end of the grace period, much later. */
    private static final List<Duration> TIMES = List.of(
            Duration.ofHours(-1),
            MILLI.negated(),
            Duration.ZERO,
            MILLI,
            GRACE.minus(MILLI),
            GRACE,
            GRACE.plus(MILLI),
            GRACE.plus(Duration.ofSeconds(1)),
            Duration.ofDays(365));

    private static final String GRACE_POLICY = "grace";
    private static final Map<String, RefreshRotation> POLICIES = Map.of(
            GRACE_POLICY,
            RefreshRotation.grace(GRACE),
            "strict",
            RefreshRotation.strict(),
            "untilSuccessorUsed",
            RefreshRotation.untilSuccessorUsed(),
            "none",
            RefreshRotation.none());

    /**
     * One line a policy: what becomes of g-3, g-2, g-1, g, g+1, g+2, g+3. K keep, R rotate, P repeat, X reuse; w is P
     * within the grace period and X after it.
     */
    private static final Map<String, String> TABLE =
            Map.of(GRACE_POLICY, "XXwRRRR", "strict", "XXXRRRR", "untilSuccessorUsed", "XXPRRRR", "none", "KKKKKKK");

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 1000, Integer.MAX_VALUE - 4})
    void everyPolicyGenerationAndTimeIsDecidedAsTheTableSays(int current) {
        TABLE.forEach((name, line) -> {
            for (int offset = -3; offset <= 3; offset++) {
                for (Duration since : TIMES) {
                    int presented = current + offset;
                    char cell = line.charAt(offset + 3);
                    assertThat(decide(name, presented, current, since))
                            .as("%s, g%+d, %s after the rotation", name, offset, since)
                            .isEqualTo(expected(cell, presented, since));
                }
            }
        });
    }

    @Test
    void theFirstGenerationHasNoAncestors() {
        for (String name : POLICIES.keySet()) {
            RotationDecision expected = name.equals("none") ? new Keep() : new Rotate(1);
            assertThat(decide(name, 0, 0, Duration.ZERO)).isEqualTo(expected);
        }
        assertThat(decide(GRACE_POLICY, 0, 1, GRACE)).isEqualTo(new Repeat());
        assertThat(decide(GRACE_POLICY, 0, 2, Duration.ZERO)).isEqualTo(new Reuse());
    }

    @Test
    void aGraceOfZeroAllowsARepeatInTheSameMillisecondOnly() {
        RefreshRotation none = RefreshRotation.grace(Duration.ZERO);

        assertThat(RotationDecision.decide(none, 4, 5, ROTATED, ROTATED)).isEqualTo(new Repeat());
        assertThat(RotationDecision.decide(none, 4, 5, ROTATED, ROTATED.plusMillis(1)))
                .isEqualTo(new Reuse());
    }

    private static RotationDecision decide(String policy, int presented, int current, Duration since) {
        RefreshRotation rotation = POLICIES.getOrDefault(policy, RefreshRotation.strict());
        return RotationDecision.decide(rotation, presented, current, ROTATED, ROTATED.plus(since));
    }

    private static RotationDecision expected(char cell, int presented, Duration since) {
        return switch (cell) {
            case 'K' -> new Keep();
            case 'R' -> new Rotate(presented + 1);
            case 'P' -> new Repeat();
            case 'X' -> new Reuse();
            case 'w' -> since.toMillis() <= 30_000 ? new Repeat() : new Reuse();
            default -> throw new IllegalArgumentException("no such cell");
        };
    }
}
