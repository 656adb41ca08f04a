package io.symbolon.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.RevocationCause;
import io.symbolon.StalenessPolicy;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.SettableClock;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A node that starts while the log takes its time. */
class RevocationTailStartTest {
    /** Of a log that is over after so many, or of one that falls silent then. */
    private static final int PAGES = 14;

    private final SettableClock clock = new SettableClock();
    private final RevocationView view = new RevocationView();

    @AutoClose
    private final CapturedLog output = CapturedLog.ofThisThread();

    private final PagedLog log = new PagedLog();
    private final RevocationTail tail = new RevocationTail(
            new FollowedLog(log, clock, Duration.ZERO, Duration.ofSeconds(10)),
            view,
            new ViewHealth(StalenessPolicy.accept(), clock, System::nanoTime),
            news -> {},
            missing -> {});
    private final Thread thread = new Thread(tail);

    /** Has one revocation on a page. */
    private final class PagedLog implements RevocationLog {
        volatile Duration each = Duration.ZERO;
        volatile boolean fallsSilent;

        @Override
        public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
            int number = after.equals(LogCursor.START) ? 1 : Integer.parseInt(after.value()) + 1;
            boolean isOver = number > PAGES;
            Thread.sleep(isOver && fallsSilent ? TimeUnit.HOURS.toMillis(1) : each.toMillis());
            Revocation revocation =
                    Revocation.subjectEnded("user-" + number, 1, RevocationCause.SIGNED_OUT, clock.instant());
            return new LogPage(
                    isOver ? List.of() : List.of(revocation),
                    new LogCursor(String.valueOf(Math.min(number, PAGES))),
                    clock.instant(),
                    false,
                    isOver || (number == PAGES && !fallsSilent));
        }

        @Override
        public Duration retention() {
            return Duration.ofHours(2);
        }
    }

    @AfterEach
    void stop() {
        tail.close();
        thread.interrupt();
    }

    @Test
    void aLogMayTakeLongerThanTheLongestSilence() throws Exception {
        log.each = Duration.ofMillis(450);
        thread.start();
        tail.awaitCaughtUp(Duration.ofSeconds(5));

        assertThat(view.size()).isEqualTo(PAGES);
        assertThat(output.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches("The revocation log is long: \\d+ revocations were read so far, and the node starts"
                                + " after the last\\."));
    }

    @Test
    void aLogThatFallsSilentInTheMidstIsNotWaitedFor() {
        log.fallsSilent = true;
        thread.start();

        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> tail.awaitCaughtUp(Duration.ofMillis(200)));
    }
}
