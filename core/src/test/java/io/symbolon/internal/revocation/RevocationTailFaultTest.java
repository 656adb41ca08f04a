package io.symbolon.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.RevocationCause;
import io.symbolon.SessionStorageException;
import io.symbolon.StalenessPolicy;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.SettableClock;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SimulatedRevocationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A log that fails now and then, read by the test's own thread until its script is over. */
class RevocationTailFaultTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Revocation ADA = ended("ada");
    private static final Revocation BOB = ended("bob");

    private final SettableClock clock = new SettableClock();
    private final Script script = new Script();
    private final RevocationView view = new RevocationView();
    private final List<Revocation> news = new ArrayList<>();
    private final List<Revocation> givenBack = new ArrayList<>();
    private final ViewHealth health = new ViewHealth(StalenessPolicy.accept(), clock, script::nanoTime);
    private final RevocationTail tail = new RevocationTail(
            new FollowedLog(script, clock, Duration.ZERO, Duration.ofSeconds(5)),
            view,
            health,
            news::add,
            givenBack::addAll);

    @AutoClose
    private final CapturedLog output = CapturedLog.ofThisThread();

    @Test
    void pausesGrowToTwoSecondsAndStartAnewAfterAnAnswer() {
        script.answers(page(List.of(), "1", false, true));
        script.fails(8);
        script.answers(page(List.of(), "1", false, true));
        script.fails(1);
        read();

        assertThat(script.pauses)
                .containsExactlyElementsOf(LongStream.of(50, 100, 200, 400, 800, 1_600, 2_000, 2_000, 50)
                        .mapToObj(Duration::ofMillis)
                        .toList());
    }

    @Test
    void anOutageAndItsEndAreLoggedOnce() {
        script.answers(page(List.of(), "1", false, true));
        script.fails(3);
        script.answers(page(List.of(), "1", false, true));
        script.answers(page(List.of(), "1", false, true));
        read();

        assertThat(output.lines()).hasSize(2);
        assertThat(output.lines().get(0)).startsWith("The revocation log cannot be read; this node goes on");
        assertThat(output.lines().get(1)).isEqualTo("The revocation log can be read again.");
    }

    @Test
    void aNodeThatIsReadByOthersWakesThemAtAFailureToo() {
        long before = tail.activity().current();
        script.fails(1);
        read();

        assertThat(tail.activity().current()).isGreaterThan(before);
    }

    @Test
    void thoseWhoReadThisNodeAreWokenByWhatIsNewOrWasReplaced() {
        script.answers(page(List.of(), "0", false, true));
        read();
        assertThat(tail.activity().current()).isZero();

        script.answers(page(List.of(ADA), "1", false, true));
        read();
        assertThat(tail.activity().current()).isOne();

        script.answers(page(List.of(), "1", true, true));
        read();
        assertThat(tail.activity().current()).isEqualTo(2);
    }

    @Test
    void clocksThatComeApartAreLoggedOnceAndSoIsThatTheyAgreeAgain() {
        script.answers(page(List.of(), "0", false, true));
        for (int i = 0; i < 3; i++) {
            script.answers(pageAt(Duration.ofHours(1)));
        }
        script.answers(page(List.of(), "0", false, true));
        script.answers(page(List.of(), "0", false, true));
        read();

        assertThat(output.lines()).hasSize(2);
        assertThat(output.lines().get(0))
                .startsWith("Access tokens are refused as STALE_NODE: this node's clock is PT1H");
        assertThat(output.lines().get(1)).contains("agree again");
        assertThat(health.latestStorageMillis())
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)).toEpochMilli());
    }

    /** The start itself fails, and says why. */
    @Test
    void clocksThatAreApartAtTheStartAreNotLogged() {
        script.answers(pageAt(Duration.ofHours(-1)));
        read();

        assertThat(health.clocksApart()).isPresent();
        assertThat(output.lines()).isEmpty();
    }

    @Test
    void aNodeWhoseFirstReadFailsDoesNotStart() {
        script.fails(1);
        read();

        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> tail.awaitCaughtUp(Duration.ZERO));
    }

    @Test
    void itWaitsForNewsOnlyAtTheEndAndNotAfterAFailure() {
        script.answers(page(List.of(), "1", false, false));
        script.answers(page(List.of(), "1", false, true));
        script.answers(page(List.of(), "1", false, true));
        script.fails(1);
        script.answers(page(List.of(), "1", false, true));
        read();

        assertThat(script.waited).containsExactly(false, false, true, true, false);
    }

    /** Else what the storage lost during the failure would count as logged. */
    @Test
    void whatWasComparedBeforeAFailureIsComparedAgain() {
        script.answers(page(List.of(ADA, BOB), "2", false, true));
        script.answers(page(List.of(ADA), "1", true, false));
        script.fails(1);
        script.answers(page(List.of(), "0", false, true));
        read();

        assertThat(script.cursors).endsWith(new LogCursor("2"), new LogCursor("1"), LogCursor.START);
        assertThat(givenBack).containsExactlyInAnyOrder(ADA, BOB);
    }

    @Test
    void whatTheLogHasIsNotGivenBackNorToldAgain() {
        script.answers(page(List.of(), "0", false, true));
        script.answers(page(List.of(ADA), "1", false, true));
        script.answers(page(List.of(ADA), "1", true, true));
        read();

        assertThat(news).containsExactly(ADA);
        assertThat(givenBack).isEmpty();
    }

    /** An Error too: a thread that ended would leave the node deaf. */
    @Test
    void itGoesOnAfterAnyFailure() {
        script.answers(page(List.of(), "0", false, true));
        script.steps.add(() -> {
            throw new NoClassDefFoundError("broken");
        });
        script.answers(page(List.of(ADA), "1", false, true));
        read();

        assertThat(view.minimumOf("ada")).isEqualTo(5);
    }

    @Test
    void onceClosedItReadsNoMore() {
        script.answers(page(List.of(ADA), "1", false, true));
        tail.close();
        tail.run();

        assertThat(script.cursors).isEmpty();
        assertThat(tail.activity().hasEnded()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    /** Until the script is over, which is as an interrupt. */
    private void read() {
        tail.run();
        assertThat(Thread.interrupted()).isTrue();
    }

    private Supplier<LogPage> page(List<Revocation> revocations, String cursor, boolean restarted, boolean atEnd) {
        return () -> new LogPage(revocations, new LogCursor(cursor), clock.instant(), restarted, atEnd);
    }

    /** Of a storage whose clock is ahead. */
    private Supplier<LogPage> pageAt(Duration ahead) {
        return () -> new LogPage(List.of(), new LogCursor("0"), clock.instant().plus(ahead), false, true);
    }

    private static Revocation ended(String subject) {
        return Revocation.subjectEnded(subject, 5, RevocationCause.SIGNED_OUT, START);
    }

    private static final class Script implements SimulatedRevocationLog {
        private final Deque<Supplier<LogPage>> steps = new ArrayDeque<>();
        private final List<LogCursor> cursors = new ArrayList<>();
        private final List<Boolean> waited = new ArrayList<>();
        private final List<Duration> pauses = new ArrayList<>();

        void answers(Supplier<LogPage> page) {
            steps.add(page);
        }

        void fails(int times) {
            for (int i = 0; i < times; i++) {
                steps.add(() -> {
                    throw new SessionStorageException("away", true, null);
                });
            }
        }

        @Override
        public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
            if (steps.isEmpty()) {
                throw new InterruptedException();
            }
            cursors.add(after);
            waited.add(!maxWait.isZero());
            return steps.remove().get();
        }

        @Override
        public Duration retention() {
            return Duration.ofHours(2);
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void pause(Duration time) {
            pauses.add(time);
        }

        @Override
        public boolean tell(Runnable event) {
            return true;
        }
    }
}
