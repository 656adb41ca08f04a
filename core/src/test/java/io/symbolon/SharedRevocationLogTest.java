package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.fixture.Nodes;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The log as a node passes it on to strangers. */
class SharedRevocationLogTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();
    private final SharedRevocationLog log = node.sharedRevocationLog(1);

    @Test
    void aCursorIsGoodAtEveryNodeWithTheKeys() throws InterruptedException {
        LogCursor cursor = log.read(LogCursor.START, Duration.ZERO).next();
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.revoke(tokens.sessionId());

        LogPage page = nodes.start().sharedRevocationLog(1).read(cursor, Duration.ZERO);

        assertThat(page.restarted()).isFalse();
        assertThat(page.revocations())
                .extracting(revocation -> revocation.sessionId().orElseThrow())
                .containsExactly(tokens.sessionId());
    }

    @Test
    void aCursorTellsAndProvesThatItIsOurs() throws InterruptedException {
        LogCursor cursor = log.read(LogCursor.START, Duration.ZERO).next();

        assertThat(cursor.value()).startsWith("symbolon_fc_").matches("[A-Za-z0-9_-]+");
        assertThat(log.isOurs(cursor)).isTrue();
        assertThat(log.isOurs(LogCursor.START)).isFalse();
        String text = cursor.value();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(log.isOurs(new LogCursor(text.substring(0, i) + other + text.substring(i + 1))))
                    .as("with another character at %d", i)
                    .isFalse();
        }
    }

    @Test
    void theStoragesOwnCursorIsNotOurs() throws InterruptedException {
        node.revokeAll("user-1");
        LogCursor ofTheStorage = nodes.storage()
                .revocationLog()
                .read(LogCursor.START, Duration.ZERO)
                .next();

        LogPage page = log.read(ofTheStorage, Duration.ofMinutes(5));

        assertThat(log.isOurs(ofTheStorage)).isFalse();
        assertThat(page.restarted()).isTrue();
        assertThat(page.revocations()).hasSize(1);
    }

    @Test
    void aCursorOfKeysThatAreGoneIsAnsweredFromTheStart() throws InterruptedException {
        node.revokeAll("user-1");
        LogCursor cursor = log.read(LogCursor.START, Duration.ZERO).next();
        JwtUserSessionManager later = nodes.start(builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate()));

        LogPage page = later.sharedRevocationLog(1).read(cursor, Duration.ofMinutes(5));

        assertThat(page.restarted()).isTrue();
        assertThat(page.revocations()).extracting(Revocation::subject).isNotEmpty();
    }

    @Test
    void noMoreReadsWaitThanMay() throws InterruptedException {
        Semaphore isOver = new Semaphore(0);
        Thread waiting = new Thread(() -> {
            try {
                log.read(LogCursor.START, Duration.ofMinutes(5));
            } catch (InterruptedException stopped) {
                isOver.release();
            }
        });
        waiting.start();
        soon().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        assertThatThrownBy(() -> log.read(LogCursor.START, Duration.ofMinutes(5)))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(log.read(LogCursor.START, Duration.ZERO).atEnd()).isTrue();
        waiting.interrupt();
        isOver.acquire();

        assertThat(log.read(LogCursor.START, Duration.ofMillis(1)).atEnd()).isTrue();
    }

    @Test
    void itEndsWithItsManager() {
        node.close();

        assertThatIllegalStateException().isThrownBy(() -> log.read(LogCursor.START, Duration.ZERO));
    }

    @Test
    void theNumberOfWaitersHasABound() {
        assertThatIllegalArgumentException().isThrownBy(() -> node.sharedRevocationLog(0));
        assertThatIllegalArgumentException().isThrownBy(() -> node.sharedRevocationLog(100_001));
    }

    @Test
    void itKeepsWhatTheStorageKeeps() {
        assertThat(log.retention()).isEqualTo(nodes.storage().revocationLog().retention());
        assertThat(log.clockMargin()).isEqualTo(nodes.storage().revocationLog().clockMargin());
    }
}
