package io.symbolon.internal.revocation;

import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionId;
import io.symbolon.StalenessPolicy;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.RecordingListener;
import io.symbolon.fixture.SettableClock;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node's thread that follows the log, against a log whose answers and clock a test makes. */
class RevocationTailTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final SessionId SESSION = SessionId.of(1, 2);

    /** Hands out one page for each permit, and lets time pass before it answers. */
    private final class ScriptedLog implements RevocationLog {
        private final SettableClock storageClock = new SettableClock();
        private final List<Revocation> entries = new CopyOnWriteArrayList<>();
        private final Semaphore mayAnswer = new Semaphore(0);
        private final Semaphore asked = new Semaphore(0);
        private volatile Duration onItsWay = Duration.ZERO;
        private volatile Duration contactAge = Duration.ZERO;

        @Override
        public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
            asked.release();
            mayAnswer.acquire();
            pass(onItsWay);
            int from = after.equals(LogCursor.START) ? 0 : Integer.parseInt(after.value());
            boolean isTrimmed = from > entries.size();
            List<Revocation> page = new ArrayList<>(entries.subList(isTrimmed ? 0 : from, entries.size()));
            return new LogPage(
                    page,
                    new LogCursor(String.valueOf(entries.size())),
                    storageClock.instant().minus(contactAge),
                    isTrimmed,
                    true,
                    contactAge);
        }

        /** Returns when the node has taken the answer, and asks for the next. */
        void answer() {
            mayAnswer.release();
            awaitQuestion();
        }

        void awaitQuestion() {
            try {
                assertThat(asked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        @Override
        public Duration retention() {
            return Duration.ofHours(2);
        }
    }

    private final SettableClock clock = new SettableClock();
    private final AtomicLong nanos = new AtomicLong();
    private final ScriptedLog log = new ScriptedLog();
    private final List<Revocation> givenBack = new CopyOnWriteArrayList<>();
    private final ViewHealth health = new ViewHealth(StalenessPolicy.rejectAfter(LIMIT), clock, nanos::get);

    private final RecordingListener listener = new RecordingListener();

    @AutoClose
    private final ListenerCalls listeners = new ListenerCalls(List.of(listener));

    @AutoClose
    private final CapturedLog output = new CapturedLog();

    private final RevocationFollower follower = new RevocationFollower(
            log, health, StalenessPolicy.rejectAfter(LIMIT), givenBack::addAll, listeners, clock, Duration.ZERO);

    @BeforeEach
    void start() {
        log.mayAnswer.release();
        follower.start();
        log.awaitQuestion();
        log.awaitQuestion();
    }

    @AfterEach
    void stop() {
        follower.close();
    }

    @Test
    void anAnswerThatIsOnItsWayForLongerThanTheLimitLeavesTheNodeStale() {
        log.onItsWay = LIMIT.plusMillis(1);
        log.answer();
        assertThat(isStale()).isTrue();

        log.onItsWay = LIMIT;
        log.answer();
        assertThat(isStale()).as("just within the limit").isFalse();
    }

    @Test
    void whatAPausedNodeReadsFirstIsFromBeforeThePause() {
        // The question was asked before the pause.
        pass(Duration.ofHours(1));
        log.answer();
        assertThat(isStale()).isTrue();

        log.answer();
        assertThat(isStale()).isFalse();
    }

    @Test
    void aPageOfAnotherNodeIsAsOldAsThatNodesOwnContact() {
        log.contactAge = LIMIT.plusMillis(1);
        log.answer();
        assertThat(isStale()).isTrue();

        log.contactAge = LIMIT;
        log.answer();
        assertThat(isStale()).as("just within the limit").isFalse();
    }

    @Test
    void anOldPagesTimeIsComparedWithThatOfThen() {
        // Longer than clocks may be apart.
        log.contactAge = Duration.ofMinutes(30);
        log.answer();
        log.contactAge = Duration.ZERO;
        log.answer();

        assertThat(isStale()).isFalse();
        assertThat(output.lines()).noneMatch(line -> line.contains("clock"));
    }

    @Test
    void aStorageClockThatJumpedADayAheadAndBackGetsBackWhatWasTrimmedMeanwhile() {
        Revocation ended =
                Revocation.sessionEnded(Optional.of("user-1"), SESSION, RevocationCause.ADMINISTRATOR, clock.instant());
        log.entries.add(ended);
        log.answer();
        log.storageClock.advance(Duration.ofDays(1));
        log.answer();
        assertThat(isStale()).as("the clocks are a day apart").isTrue();
        assertThat(givenBack).isEmpty();

        log.entries.clear();
        Revocation other = Revocation.subjectEnded("user-2", 5, RevocationCause.SIGNED_OUT, clock.instant());
        log.entries.add(other);
        log.storageClock.advance(Duration.ofDays(-1));
        log.answer();
        assertThat(isStale()).isFalse();
        log.answer();

        soon().untilAsserted(() -> assertThat(givenBack).singleElement().satisfies(back -> {
            assertThat(back.sessionId()).contains(SESSION);
            assertThat(back.cause()).contains(RevocationCause.ADMINISTRATOR);
        }));
        assertThat(follower.view().check(SESSION, "user-1", 0)).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void whatTheNodeForgotAndTheLogStillHoldsIsNotToldAgain() {
        Revocation first = Revocation.subjectEnded("user-1", 5, RevocationCause.SIGNED_OUT, clock.instant());
        log.entries.add(first);
        log.answer();
        pass(log.retention().plusMinutes(2));
        log.answer();
        soon().untilAsserted(() -> {
            log.answer();
            assertThat(follower.view().size()).as("forgotten").isZero();
        });

        // The log was replaced, by one that still holds it.
        log.entries.clear();
        log.answer();
        log.entries.add(first);
        log.entries.add(Revocation.subjectEnded("user-2", 5, RevocationCause.SIGNED_OUT, clock.instant()));
        log.answer();

        soon().untilAsserted(() -> assertThat(listener.revoked)
                .extracting(RevokedEvent::subject)
                .containsExactly(Optional.of("user-1"), Optional.of("user-2")));
    }

    @Test
    void anUnknownTargetLeavesTheNodeStaleAndIsLoggedOnce() {
        for (String type : List.of("everything", "everything", "group")) {
            log.entries.add(new Revocation(
                    new Revocation.OfUnknown(type),
                    Revocation.Kind.ENDED,
                    7,
                    Optional.of(RevocationCause.ADMINISTRATOR),
                    clock.instant()));
            log.answer();
        }

        assertThat(isStale()).isTrue();
        assertThat(output.lines())
                .filteredOn(line -> line.contains("only a newer version of Symbolon"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("everything"));
        assertThat(follower.view().size()).isZero();
    }

    @Test
    void anEntryAfterOneOfAnUnknownTargetIsNotMissed() {
        log.entries.add(new Revocation(
                new Revocation.OfUnknown("everything"), Revocation.Kind.ENDED, 7, Optional.empty(), clock.instant()));
        log.entries.add(Revocation.subjectEnded("user-1", 5, RevocationCause.SIGNED_OUT, clock.instant()));
        log.answer();

        assertThat(follower.view().check(SESSION, "user-1", 4)).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void anUnknownKindIsJudgedAsAnEndAndGivenBackAsItCame() {
        Revocation.Kind frozen = new Revocation.Kind("FROZEN");
        Instant at = clock.instant();
        List<Revocation> unknown = List.of(
                new Revocation(
                        new Revocation.OfSession(SESSION, Optional.of("user-1")),
                        frozen,
                        9,
                        Optional.of(RevocationCause.UNKNOWN),
                        at),
                new Revocation(new Revocation.OfSubject("user-2"), frozen, 9, Optional.empty(), at));
        log.entries.addAll(unknown);
        log.answer();

        assertThat(follower.view().check(SESSION, "user-1", 8)).isEqualTo(Verdict.REVOKED);
        assertThat(follower.view().check(SESSION, "user-1", 9)).isEqualTo(Verdict.CURRENT);
        assertThat(follower.view().check(SessionId.of(3, 4), "user-2", 8)).isEqualTo(Verdict.REVOKED);
        assertThat(follower.view().causeOfEnd(SESSION, "user-1", 8)).contains(RevocationCause.UNKNOWN);
        assertThat(follower.view().causeOfEnd(SessionId.of(3, 4), "user-2", 8)).contains(RevocationCause.UNKNOWN);

        // A fail-over to an empty log: the cursor is ahead.
        log.entries.clear();
        log.answer();
        assertThat(givenBack).containsExactlyInAnyOrderElementsOf(unknown);
    }

    private boolean isStale() {
        return health.isStale(clock.millis());
    }

    private void pass(Duration time) {
        clock.advance(time);
        log.storageClock.advance(time);
        nanos.addAndGet(time.toNanos());
    }
}
