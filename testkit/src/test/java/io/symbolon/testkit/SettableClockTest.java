package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class SettableClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SettableClock clock = SettableClock.at(START);

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(clock.millis()).isEqualTo(START.toEpochMilli());
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void startsAtTheTimeOfNow() {
        Instant before = Instant.now();

        assertThat(SettableClock.atNow().instant()).isBetween(before, Instant.now());
    }

    @Test
    void showsWhatItWasSetTo() {
        clock.set(START.minusSeconds(5));

        assertThat(clock.instant()).isEqualTo(START.minusSeconds(5));
    }

    @Test
    void moves() {
        assertThat(clock.advance(Duration.ofMinutes(15))).isEqualTo(START.plusSeconds(900));
        assertThat(clock.advance(Duration.ofMinutes(-16))).isEqualTo(START.minusSeconds(60));
        assertThat(clock.instant()).isEqualTo(START.minusSeconds(60));
    }

    @Test
    void isOneClockInAllZones() {
        Clock elsewhere = clock.withZone(ZoneId.of("Europe/Chisinau"));

        clock.advance(Duration.ofHours(1));

        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Europe/Chisinau"));
        assertThat(elsewhere.instant()).isEqualTo(clock.instant()).isEqualTo(START.plusSeconds(3_600));
    }

    @Test
    void losesNoStepOfManyThreads() throws InterruptedException {
        Race.of(8, racer -> {
            for (int i = 0; i < 10_000; i++) {
                clock.advance(Duration.ofMillis(1));
            }
            return racer;
        });

        assertThat(clock.instant()).isEqualTo(START.plusMillis(80_000));
    }

    @Test
    @SuppressWarnings("NullAway")
    void takesNoNull() {
        assertThatThrownBy(() -> SettableClock.at(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> clock.set(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> clock.advance(null)).isInstanceOf(NullPointerException.class);
    }
}
