package io.symbolon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartitionVersionsTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_000);

    @Test
    void theNextMinimumIsTheClockWhereNothingIsAboveIt() {
        assertThat(PartitionVersions.NONE.nextMinimum(0, NOW)).isEqualTo(1_000);
        assertThat(PartitionVersions.NONE.gave(999).logged(999).nextMinimum(0, NOW))
                .isEqualTo(1_000);
    }

    @Test
    void theNextMinimumIsAboveTheHighestVersionTheFloorAndTheLowerBound() {
        assertThat(PartitionVersions.NONE.gave(1_000).nextMinimum(0, NOW)).isEqualTo(1_001);
        assertThat(PartitionVersions.NONE.logged(2_000).nextMinimum(0, NOW)).isEqualTo(2_001);
        assertThat(PartitionVersions.NONE.everythingEnded(3_000).nextMinimum(0, NOW))
                .isEqualTo(3_001);
        assertThat(PartitionVersions.NONE.gave(1_000).nextMinimum(5_000, NOW)).isEqualTo(5_000);
    }

    @Test
    void nothingEverFalls() {
        PartitionVersions versions = PartitionVersions.NONE
                .gave(5)
                .gave(4)
                .everythingEnded(8)
                .everythingEnded(7)
                .logged(6);

        assertThat(versions).isEqualTo(new PartitionVersions(8, 5, 8));
        assertThat(versions.logged(9)).isEqualTo(new PartitionVersions(9, 5, 8));
    }
}
