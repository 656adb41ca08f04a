package io.symbolon.internal.revocation;

import static io.symbolon.fixture.Waiting.PATIENCE;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.RevocationCause;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many readers of one log, which a test holds and feeds. */
class SharedReadsTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final Semaphore mayAnswer = new Semaphore(Integer.MAX_VALUE / 2);
    private final List<Revocation> entries = new CopyOnWriteArrayList<>();
    private final LogActivity activity = new LogActivity();
    private final SharedReads shared = new SharedReads(new Log(), activity, nanos::get);
    private volatile boolean isAway;

    private final class Log implements RevocationLog {
        @Override
        public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
            assertThat(maxWait).as("nobody waits in the storage").isZero();
            reads.incrementAndGet();
            mayAnswer.acquire();
            if (isAway) {
                throw new SessionStorageException("The server is away.", true, null);
            }
            int from = after.equals(LogCursor.START) ? 0 : Integer.parseInt(after.value());
            List<Revocation> page = entries.subList(from, entries.size());
            return new LogPage(page, new LogCursor(String.valueOf(entries.size())), Instant.EPOCH, false, true);
        }

        @Override
        public Duration retention() {
            return Duration.ofHours(2);
        }
    }

    @Test
    void readersAtOneCursorShareOneRead() throws Exception {
        mayAnswer.drainPermits();
        List<FutureTask<LogPage>> readers = IntStream.range(0, 20)
                .mapToObj(number -> start(() -> shared.read(LogCursor.START, Duration.ZERO, SharedReadsTest::may)))
                .toList();
        soon().until(() -> reads.get() == 1);
        mayAnswer.release(20);

        for (FutureTask<LogPage> reader : readers) {
            assertThat(page(reader).next()).isEqualTo(new LogCursor("0"));
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void whoComesALittleLaterIsToldHowOldThePageIs() throws InterruptedException {
        shared.read(LogCursor.START, Duration.ZERO, SharedReadsTest::may);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(60));

        LogPage page = shared.read(LogCursor.START, Duration.ZERO, SharedReadsTest::may);

        assertThat(page.contactAge()).isEqualTo(Duration.ofMillis(60));
        assertThat(reads).hasValue(1);
    }

    @Test
    void whoComesMuchLaterHasAReadOfTheirOwn() throws InterruptedException {
        shared.read(LogCursor.START, Duration.ZERO, SharedReadsTest::may);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(101));

        LogPage page = shared.read(LogCursor.START, Duration.ZERO, SharedReadsTest::may);

        assertThat(page.contactAge()).isZero();
        assertThat(reads).hasValue(2);
    }

    @Test
    void afterTheNodeHasReadSomethingNewNoOlderPageIsGiven() throws InterruptedException {
        shared.read(LogCursor.START, Duration.ZERO, SharedReadsTest::may);
        Revocation logged = log();

        assertThat(shared.read(LogCursor.START, Duration.ZERO, SharedReadsTest::may)
                        .revocations())
                .containsExactly(logged);
        assertThat(reads).hasValue(2);
    }

    @Test
    void allWhoWaitAreWokenByTheNodesOwnReadingAndLookOnce() throws Exception {
        AtomicInteger waiting = new AtomicInteger();
        List<FutureTask<LogPage>> readers = IntStream.range(0, 20)
                .mapToObj(number -> start(() -> shared.read(new LogCursor("0"), LONG, waiting::incrementAndGet)))
                .toList();
        soon().until(() -> waiting.get() == 20);
        int before = reads.get();

        Revocation logged = log();

        for (FutureTask<LogPage> reader : readers) {
            assertThat(page(reader).revocations()).containsExactly(logged);
        }
        assertThat(reads.get() - before).as("one for all of them").isOne();
    }

    @Test
    void whoWaitsInVainHasContactOfWhenTheyCame() throws InterruptedException {
        LogPage page = shared.read(LogCursor.START, Duration.ofMillis(30), SharedReadsTest::may);

        assertThat(page.revocations()).isEmpty();
        assertThat(page.atEnd()).isTrue();
        assertThat(page.contactAge()).isZero();
        assertThat(reads).hasValue(1);
    }

    @Test
    void whoMayNotWaitDoesNot() {
        assertThatThrownBy(() -> shared.read(LogCursor.START, LONG, () -> {
                    throw new IllegalArgumentException("full");
                }))
                .hasMessage("full");
    }

    @Test
    void whoWaitsIsToldThatTheStorageIsAway() {
        AtomicInteger waiting = new AtomicInteger();
        FutureTask<LogPage> reader = start(() -> shared.read(LogCursor.START, LONG, waiting::incrementAndGet));
        soon().until(() -> waiting.get() == 1);
        isAway = true;

        // As the node's thread does when it cannot read.
        activity.count();

        assertThatThrownBy(() -> page(reader)).hasCauseInstanceOf(SessionStorageException.class);
    }

    @Test
    void aFailureIsNotKept() throws InterruptedException {
        isAway = true;
        assertThatThrownBy(() -> shared.read(LogCursor.START, Duration.ZERO, SharedReadsTest::may))
                .isInstanceOf(SessionStorageException.class);
        isAway = false;

        assertThat(shared.read(LogCursor.START, Duration.ZERO, SharedReadsTest::may)
                        .atEnd())
                .isTrue();
    }

    @Test
    void aReaderThatIsStoppedTakesNobodyWithIt() throws Exception {
        mayAnswer.drainPermits();
        FutureTask<LogPage> first =
                new FutureTask<>(() -> shared.read(LogCursor.START, Duration.ZERO, SharedReadsTest::may));
        Thread reading = new Thread(first, "first reader");
        reading.start();
        soon().until(() -> reads.get() == 1);
        FutureTask<LogPage> second = start(() -> shared.read(LogCursor.START, Duration.ZERO, SharedReadsTest::may));

        reading.interrupt();
        assertThatThrownBy(() -> page(first)).hasCauseInstanceOf(InterruptedException.class);
        mayAnswer.release(2);

        assertThat(page(second).atEnd()).isTrue();
    }

    @Test
    void whenTheNodeIsClosedWhoWaitsIsTold() {
        AtomicInteger waiting = new AtomicInteger();
        FutureTask<LogPage> reader = start(() -> shared.read(LogCursor.START, LONG, waiting::incrementAndGet));
        soon().until(() -> waiting.get() == 1);

        activity.end();

        assertThatThrownBy(() -> page(reader)).hasCauseInstanceOf(IllegalStateException.class);
    }

    private static void may() {}

    private Revocation log() {
        Revocation logged =
                Revocation.subjectEnded("user-" + entries.size(), 7, RevocationCause.SIGNED_OUT, Instant.EPOCH);
        entries.add(logged);
        activity.count();
        return logged;
    }

    private static LogPage page(FutureTask<LogPage> reader)
            throws ExecutionException, InterruptedException, TimeoutException {
        return reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static FutureTask<LogPage> start(Callable<LogPage> read) {
        FutureTask<LogPage> task = new FutureTask<>(read);
        Thread thread = new Thread(task, "reader");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
