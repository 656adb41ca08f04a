package io.symbolon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SubjectVersionsTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_000);

    @Test
    void ofASubjectThatNothingIsKnownOfTheClockDecides() {
        assertThat(SubjectVersions.NONE.minimum()).isZero();
        assertThat(SubjectVersions.NONE.ofNewSession(0, 0, NOW)).isEqualTo(1_000);
        assertThat(SubjectVersions.NONE.nextMinimum(0, NOW)).isEqualTo(1_000);
    }

    @Test
    void aNewSessionIsAboveEveryMinimumTheFloorAndWhatTheNodeKnows() {
        assertThat(new SubjectVersions(2_000, 0, 0).ofNewSession(0, 0, NOW)).isEqualTo(2_000);
        assertThat(new SubjectVersions(0, 3_000, 0).ofNewSession(0, 0, NOW)).isEqualTo(3_000);
        assertThat(SubjectVersions.NONE.ofNewSession(4_000, 0, NOW)).isEqualTo(4_000);
        assertThat(SubjectVersions.NONE.ofNewSession(0, 5_000, NOW)).isEqualTo(5_000);
        assertThat(new SubjectVersions(0, 0, 9_000).ofNewSession(0, 0, NOW))
                .as("the highest version concerns no new session")
                .isEqualTo(1_000);
    }

    @Test
    void theNextMinimumIsAboveEveryVersionThatWasGivenAlsoInTheSameMillisecond() {
        assertThat(SubjectVersions.NONE.gave(1_000).nextMinimum(0, NOW)).isEqualTo(1_001);
        assertThat(SubjectVersions.NONE.ended(1_000).nextMinimum(0, NOW)).isEqualTo(1_001);
        assertThat(SubjectVersions.NONE.outdated(1_000).nextMinimum(0, NOW)).isEqualTo(1_001);
        assertThat(SubjectVersions.NONE.gave(900).nextMinimum(0, NOW)).isEqualTo(1_000);
        assertThat(SubjectVersions.NONE.gave(900).nextMinimum(1_500, NOW)).isEqualTo(1_500);
    }

    /** G6 as arithmetic: whatever the clocks, the floor and the bounds are. */
    @Test
    void inAnyHistoryEndedTokensAreBelowTheMinimumAndNewOnesAreNot() {
        SplittableRandom random = new SplittableRandom(3);
        for (int history = 0; history < 500; history++) {
            SubjectVersions versions = SubjectVersions.NONE;
            long floor = 0;
            long highestGiven = 0;
            for (int step = 0; step < 50; step++) {
                Instant now = Instant.ofEpochMilli(random.nextLong(500));
                SubjectVersions before = versions;
                if (random.nextBoolean()) {
                    long version = versions.ofNewSession(floor, random.nextLong(100), now);
                    assertThat(version).isGreaterThanOrEqualTo(versions.minimum());
                    versions = versions.gave(version);
                    highestGiven = Math.max(highestGiven, version);
                } else {
                    long minimum = versions.nextMinimum(random.nextLong(100), now);
                    assertThat(minimum).isGreaterThan(highestGiven).isGreaterThan(versions.minimum());
                    versions = random.nextBoolean() ? versions.ended(minimum) : versions.outdated(minimum);
                    floor = Math.max(floor, minimum);
                }
                assertThat(versions.endedMinimum()).isGreaterThanOrEqualTo(before.endedMinimum());
                assertThat(versions.outdatedMinimum()).isGreaterThanOrEqualTo(before.outdatedMinimum());
                assertThat(versions.highest()).isGreaterThanOrEqualTo(before.highest());
            }
        }
    }

    @Test
    void aLowerMinimumOrVersionChangesNothing() {
        SubjectVersions versions = new SubjectVersions(10, 20, 30);

        assertThat(versions.ended(9).outdated(19).gave(29)).isEqualTo(versions);
        assertThat(versions.ended(11)).isEqualTo(new SubjectVersions(11, 20, 30));
        assertThat(versions.outdated(21)).isEqualTo(new SubjectVersions(10, 21, 30));
        assertThat(versions.gave(31)).isEqualTo(new SubjectVersions(10, 20, 31));
    }
}
