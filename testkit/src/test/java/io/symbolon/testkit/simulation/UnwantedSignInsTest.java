package io.symbolon.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RefreshRotation;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class UnwantedSignInsTest {
    private static final long REFRESHES = Boolean.getBoolean("symbolon.long") ? 5_000_000 : 100_000;

    @Test
    void withinTheGraceTheNetworkSignsNobodyOut() {
        assertThat(UnwantedSignIns.count(
                        RefreshRotation.grace(UnwantedSignIns.GRACE), UnwantedSignIns.WITHIN, REFRESHES, 1))
                .isZero();
    }

    @Test
    void withoutAGraceTheSameNetworkDoes() {
        assertThat(UnwantedSignIns.count(RefreshRotation.strict(), UnwantedSignIns.WITHIN, REFRESHES / 10, 1))
                .isPositive();
    }
}
