package io.symbolon.testkit;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Every reader of the log sees every revocation, as soon as it is logged, and is told where it may have missed one. */
public abstract class LogReadingContract extends StorageContract {
    private static final Duration LONG = Duration.ofMinutes(5);

    /** For subclasses. */
    protected LogReadingContract() {}

    @Test
    void anEmptyLogGivesAnEmptyPage() throws InterruptedException {
        Instant before = now();

        LogPage page = storage().revocationLog().read(LogCursor.START, Duration.ZERO);

        assertThat(page.revocations()).isEmpty();
        assertThat(page.atEnd()).isTrue();
        assertThat(page.restarted()).isFalse();
        assertThat(page.now()).isBetween(before, now());
    }

    @Test
    void theCursorOfAnEmptyLogIsGood() throws InterruptedException {
        RevocationLog log = storage().revocationLog();
        LogCursor cursor = log.read(LogCursor.START, Duration.ZERO).next();
        LogPage nothing = log.read(cursor, Duration.ZERO);
        SessionId ended = end();

        LogPage page = log.read(nothing.next(), Duration.ZERO);

        assertThat(cursor).isNotEqualTo(LogCursor.START);
        assertThat(nothing.restarted()).isFalse();
        assertThat(nothing.revocations()).isEmpty();
        assertThat(page.restarted()).isFalse();
        assertThat(idsOf(page.revocations())).containsExactly(ended);
    }

    @Test
    void aCursorIsGoodOnEveryNode() throws InterruptedException {
        end();
        LogCursor cursor = LogReader.atEndOf(storage().revocationLog()).cursor();
        SessionId ended = end();

        LogPage page = otherNode().revocationLog().read(cursor, Duration.ZERO);

        assertThat(page.restarted()).isFalse();
        assertThat(idsOf(page.revocations())).containsExactly(ended);
    }

    @Test
    void aReaderAtTheEndIsGivenNothingTwice() throws InterruptedException {
        end();
        LogReader reader = LogReader.atEndOf(storage().revocationLog());

        for (int i = 0; i < 3; i++) {
            LogPage page = reader.read(Duration.ofMillis(50));
            assertThat(page.revocations()).isEmpty();
            assertThat(page.atEnd()).isTrue();
            assertThat(page.restarted()).isFalse();
        }
    }

    @Test
    void aReadFromTheStartGivesAllAgain() throws InterruptedException {
        List<SessionId> ended = List.of(end(), end(), end());

        assertThat(idsOf(logged())).containsExactlyInAnyOrderElementsOf(ended);
        assertThat(idsOf(logged())).containsExactlyInAnyOrderElementsOf(ended);
    }

    @Test
    void aLongLogIsReadInPages() throws InterruptedException {
        int count = fixture().repetitions() * 5;
        Set<SessionId> ended = new HashSet<>();
        for (int i = 0; i < count; i++) {
            ended.add(end());
        }

        List<Revocation> read = logged();

        assertThat(read).hasSize(count);
        assertThat(new HashSet<>(idsOf(read))).isEqualTo(ended);
    }

    @Test
    void aReadReturnsWhenItsTimeIsOver() throws InterruptedException {
        end();
        LogReader reader = LogReader.atEndOf(storage().revocationLog());
        long start = System.nanoTime();

        LogPage page = reader.read(Duration.ofMillis(300));

        assertThat(page.revocations()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(200), fixture().patience());
    }

    @Test
    void aWaitingReaderIsWokenByAnotherNode() throws Exception {
        end();
        LogReader reader = LogReader.atEndOf(otherNode().revocationLog());
        FutureTask<LogPage> reading = start(() -> reader.read(LONG));
        assertThatThrownBy(() -> reading.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        SessionId ended = end();

        LogPage page = reading.get(fixture().patience().toMillis(), TimeUnit.MILLISECONDS);
        assertThat(idsOf(page.revocations())).containsExactly(ended);
        assertThat(page.restarted()).isFalse();
    }

    @Test
    void aReaderThatWaitsOnAnEmptyLogIsWoken() throws Exception {
        LogReader reader = LogReader.atEndOf(otherNode().revocationLog());
        FutureTask<LogPage> reading = start(() -> reader.read(LONG));
        assertThatThrownBy(() -> reading.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        SessionId ended = end();

        LogPage page = reading.get(fixture().patience().toMillis(), TimeUnit.MILLISECONDS);
        assertThat(idsOf(page.revocations())).containsExactly(ended);
    }

    @Test
    void aWaitingReaderCanBeInterrupted() throws Exception {
        end();
        LogReader reader = LogReader.atEndOf(storage().revocationLog());
        FutureTask<LogPage> reading = new FutureTask<>(() -> reader.read(LONG));
        Thread thread = new Thread(reading, "waiting reader");
        thread.start();
        assertThatThrownBy(() -> reading.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        thread.interrupt();

        assertThatThrownBy(() -> reading.get(fixture().patience().toMillis(), TimeUnit.MILLISECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(idsOf(logged())).hasSize(1);
    }

    @Test
    void everyReaderSeesEveryRevocationOfConcurrentWriters() throws InterruptedException {
        int writers = 8;
        int readers = 3;
        int ofEach = Math.max(25, fixture().repetitions() / writers);
        node(1);
        List<Callable<Set<SessionId>>> racers = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            racers.add(() -> {
                Set<SessionId> ended = new HashSet<>();
                for (int i = 0; i < ofEach; i++) {
                    ended.add(endOn(number, "subject-" + number + "-" + i));
                }
                return ended;
            });
        }
        for (int reader = 0; reader < readers; reader++) {
            LogReader log = new LogReader(node(reader).revocationLog());
            racers.add(() -> new HashSet<>(idsOf(log.readUntil(
                    read -> new HashSet<>(idsOf(read)).size() == writers * ofEach,
                    fixture().patience().multipliedBy(4)))));
        }

        List<Set<SessionId>> results = Race.between(racers);

        Set<SessionId> ended = new HashSet<>();
        results.subList(0, writers).forEach(ended::addAll);
        assertThat(results.subList(writers, writers + readers))
                .allSatisfy(read -> assertThat(read).isEqualTo(ended));
    }

    @Test
    void aReaderOfALogThatLostItsDataIsRestarted() throws InterruptedException {
        Runnable dataLoss = Capabilities.require(fixture().dataLoss(), "lose its data");
        RevocationLog log = storage().revocationLog();
        LogCursor ofEmptyLog = log.read(LogCursor.START, Duration.ZERO).next();
        end();
        LogCursor ofLostEntry = LogReader.atEndOf(log).cursor();

        dataLoss.run();
        SessionId ended = end();

        for (LogCursor cursor : List.of(ofEmptyLog, ofLostEntry)) {
            await().atMost(fixture().patience()).untilAsserted(() -> {
                LogPage page = log.read(cursor, Duration.ZERO);
                assertThat(page.restarted()).isTrue();
                assertThat(idsOf(page.revocations())).containsExactly(ended);
                assertThat(log.read(page.next(), Duration.ZERO).restarted()).isFalse();
            });
        }
        assertThat(log.read(LogCursor.START, Duration.ZERO).restarted()).isFalse();
    }

    private SessionId end() {
        return endOn(0, "alice");
    }

    private SessionId endOn(int node, String subject) {
        SessionId id = NewSession.newId(subject);
        node(node).end(id, RevocationCause.SIGNED_OUT);
        return id;
    }

    private static List<SessionId> idsOf(List<Revocation> revocations) {
        return revocations.stream()
                .map(revocation -> revocation.sessionId().orElseThrow())
                .toList();
    }

    private static FutureTask<LogPage> start(Callable<LogPage> read) {
        FutureTask<LogPage> reading = new FutureTask<>(read);
        Thread thread = new Thread(reading, "waiting reader");
        thread.setDaemon(true);
        thread.start();
        return reading;
    }
}
