package io.symbolon.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalCountTest {
    private static final long START = 1_800_000_000_000L;

    @Test
    void manyRefusalsWithinTheWindowAreToldOnce() {
        RefusalCount count = RefusalCount.NONE;
        for (int i = 1; i < RefusalCount.MANY; i++) {
            count = count.refusedAt(START + i);
            assertThat(count.isMany()).isFalse();
        }
        count = count.refusedAt(START + RefusalCount.MANY);

        assertThat(count.isMany()).isTrue();
        assertThat(count.time()).isEqualTo(Duration.ofMillis(RefusalCount.MANY - 1));
        RefusalCount told = count;
        assertThat(LongStream.range(0, RefusalCount.QUIET.toSeconds())
                        .allMatch(second -> told.isQuiet(
                                told.last() + Duration.ofSeconds(second).toMillis())))
                .isTrue();
        assertThat(told.refusedAt(told.last() + 1)).as("not counted").isEqualTo(told);
    }

    @Test
    void refusalsNowAndThenAreNeverTold() {
        RefusalCount count = RefusalCount.NONE;
        long now = START;
        for (int i = 0; i < 10_000; i++) {
            now += RefusalCount.WINDOW.dividedBy(RefusalCount.MANY - 1).toMillis() + 1;
            count = count.refusedAt(now);
            assertThat(count.isMany()).isFalse();
        }
    }

    @Test
    void afterTheQuietTimeItTakesAsManyAgain() {
        RefusalCount told = refused(RefusalCount.NONE, RefusalCount.MANY, START);
        long later = told.last() + RefusalCount.QUIET.toMillis();

        assertThat(told.isQuiet(later)).isFalse();
        assertThat(refused(told, RefusalCount.MANY - 1, later).isMany()).isFalse();
        assertThat(refused(told, RefusalCount.MANY, later).isMany()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3_600_000, START})
    void aClockThatStepsBackBeginsAnewAndSilencesNothing(long step) {
        RefusalCount told = refused(RefusalCount.NONE, RefusalCount.MANY, START);
        assertThat(told.isQuiet(told.last() - step)).isFalse();
        assertThat(refused(told, RefusalCount.MANY, told.last() - step).isMany())
                .isTrue();

        RefusalCount some = refused(RefusalCount.NONE, 3, START);
        assertThat(some.refusedAt(START - step).refusals()).isOne();
    }

    private static RefusalCount refused(RefusalCount before, int times, long now) {
        RefusalCount count = before;
        for (int i = 0; i < times; i++) {
            count = count.refusedAt(now);
        }
        return count;
    }
}
