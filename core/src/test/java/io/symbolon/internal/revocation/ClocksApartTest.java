package io.symbolon.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two clocks agree up to the margin; how long the answer took is in the node's favour. */
class ClocksApartTest {
    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final Duration MORE = MARGIN.plusNanos(1);
    private static final Instant STORAGE = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void clocksAgreeUpToTheMargin() {
        assertThat(apart(MARGIN, MARGIN)).isEmpty();
        assertThat(apart(MARGIN.negated(), MARGIN.negated())).isEmpty();
    }

    @Test
    void aClockThatIsFurtherAheadOrBehindIsToldByHowMuch() {
        assertThat(apart(MORE, MORE)).contains(new ClocksApart(MORE, MARGIN));
        assertThat(apart(MORE.negated(), MORE.negated())).contains(new ClocksApart(MORE.negated(), MARGIN));
    }

    @Test
    void whileTheAnswerWasOnItsWayTheClocksMayHaveAgreed() {
        assertThat(apart(MORE.negated(), MORE)).isEmpty();
    }

    private static Optional<ClocksApart> apart(Duration before, Duration after) {
        return ClocksApart.between(STORAGE.plus(before), STORAGE, STORAGE.plus(after), MARGIN);
    }
}
