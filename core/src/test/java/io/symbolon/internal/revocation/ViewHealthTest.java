package io.symbolon.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.StalenessPolicy;
import io.symbolon.fixture.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** G5: contact is the moment before the request that was answered, on two clocks. */
class ViewHealthTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final ViewHealth health = new ViewHealth(StalenessPolicy.rejectAfter(LIMIT), clock, nanos::get);

    @Test
    void aNodeIsStaleOnceTheLimitIsOver() {
        pass(LIMIT);
        assertThat(isStale()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(isStale()).isTrue();
    }

    @Test
    void anAnswerThatWasOnItsWayForLongerThanTheLimitIsNoContact() {
        ViewHealth.Moment asked = health.moment();
        // The process is paused, and goes on with an answer from before.
        pass(LIMIT.plusMillis(1));

        health.contact(asked, Optional.empty());
        assertThat(isStale()).isTrue();

        health.contact(health.moment(), Optional.empty());
        assertThat(isStale()).isFalse();
        assertThat(health.lastContact()).isEqualTo(clock.instant());
    }

    @Test
    void aNodeThatIsCutOffNoticesAlthoughItsClockSteppedBackAnHour() {
        pass(Duration.ofSeconds(5));
        clock.advance(Duration.ofHours(-1));
        pass(Duration.ofSeconds(5));
        assertThat(isStale()).isFalse();

        pass(Duration.ofMillis(1));
        assertThat(isStale()).isTrue();
    }

    @Test
    void aNodeWhoseMonotonicClockStoodStillInASuspendedMachineNoticesByItsOtherClock() {
        clock.advance(LIMIT.plusMillis(1));

        assertThat(isStale()).isTrue();
    }

    @Test
    void aStaleNodeSaysWhatItLacks() {
        pass(LIMIT.plusSeconds(5));
        assertThat(health.reason(clock.millis()))
                .isEqualTo("the revocation log last answered " + LIMIT.plusSeconds(5)
                        + " ago, and the staleness policy allows " + LIMIT);

        clock.advance(Duration.ofHours(-1));
        assertThat(health.reason(clock.millis())).contains("answered " + LIMIT.plusSeconds(5) + " ago");

        health.contact(health.moment(), Optional.of(new ClocksApart(Duration.ofMinutes(-7), Duration.ofMinutes(5))));
        assertThat(health.reason(clock.millis()))
                .contains("this node's clock is PT7M behind the storage's, and up to PT5M is allowed");

        health.unknownTarget();
        assertThat(health.reason(clock.millis())).contains("newer version");
    }

    @Test
    void contactThatIsOldAlreadyCountsFromItsOwnTime() {
        ViewHealth.Moment asked = health.moment();
        health.contact(asked.before(Duration.ofSeconds(4)), Optional.empty());
        assertThat(health.lastContact()).isEqualTo(clock.instant().minusSeconds(4));

        pass(Duration.ofSeconds(6));
        assertThat(isStale()).isFalse();
        clock.advance(Duration.ofHours(-1));
        pass(Duration.ofMillis(1));
        assertThat(isStale()).as("by the monotonic clock").isTrue();
    }

    @Test
    void theLatestTimeOfTheStorageNeverFalls() {
        assertThat(health.latestStorageMillis()).isZero();
        health.sawStorageTime(Instant.ofEpochMilli(7));
        health.sawStorageTime(Instant.ofEpochMilli(5));

        assertThat(health.latestStorageMillis()).isEqualTo(7);
    }

    @Test
    void aNodeThatAcceptsIsStaleOnlyWhereItCannotJudge() {
        ViewHealth accepting = new ViewHealth(StalenessPolicy.accept(), clock, nanos::get);
        pass(Duration.ofDays(30));
        assertThat(accepting.isStale(clock.millis())).isFalse();

        ClocksApart apart = new ClocksApart(LIMIT, LIMIT);
        accepting.contact(accepting.moment(), Optional.of(apart));
        assertThat(accepting.clocksApart()).contains(apart);
        assertThat(accepting.isStale(clock.millis())).isTrue();
        accepting.contact(accepting.moment(), Optional.empty());
        assertThat(accepting.isStale(clock.millis())).isFalse();

        assertThat(accepting.unknownTarget()).isTrue();
        assertThat(accepting.unknownTarget()).as("known by now").isFalse();
        accepting.contact(accepting.moment(), Optional.empty());
        assertThat(accepting.isStale(clock.millis())).as("until it is upgraded").isTrue();
    }

    @Test
    void aReadWaitsAtMostAThirdOfTheLimit() {
        Duration otherwise = Duration.ofSeconds(10);

        assertThat(ViewHealth.longestWait(StalenessPolicy.rejectAfter(Duration.ofSeconds(3)), otherwise))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(ViewHealth.longestWait(StalenessPolicy.rejectAfter(Duration.ofHours(1)), otherwise))
                .isEqualTo(otherwise);
        assertThat(ViewHealth.longestWait(StalenessPolicy.accept(), otherwise)).isEqualTo(otherwise);
    }

    private boolean isStale() {
        return health.isStale(clock.millis());
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(time.toMillis()));
    }
}
