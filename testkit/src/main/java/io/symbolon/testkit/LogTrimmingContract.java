package io.symbolon.testkit;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Revocations are kept for the retention, and not much longer; a reader that was away for longer is told so. A storage
 * may trim when others are logged, or at its own time.
 */
public abstract class LogTrimmingContract extends StorageContract {
    private static final Duration SHORT = Duration.ofSeconds(3);

    /** For subclasses. */
    protected LogTrimmingContract() {}

    @Test
    void aRevocationIsKeptForTheRetention() throws InterruptedException {
        openWith(SHORT);
        Revocation first = end();
        Instant over = first.at().plus(SHORT);
        for (Instant time : List.of(over.minusMillis(500), over.minusMillis(1), over)) {
            letPassUntil(time);
            end();

            LogPage page = storage().revocationLog().read(LogCursor.START, Duration.ZERO);

            assertThat(page.revocations().contains(first) || !page.now().isBefore(over))
                    .as("is kept, or its time is over")
                    .isTrue();
        }
    }

    @Test
    void oldRevocationsAreTrimmed() {
        openWith(SHORT);
        Revocation first = end();
        letPassUntil(first.at().plus(SHORT.multipliedBy(2)));

        await().atMost(fixture().patience()).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            end();
            assertThat(logged()).doesNotContain(first).isNotEmpty();
        });
    }

    @Test
    void aReaderWhoseCursorWasTrimmedIsRestarted() {
        openWith(SHORT);
        RevocationLog log = storage().revocationLog();
        end();
        LogCursor cursor = cursorAtEnd();
        Revocation missed = end();
        letPassUntil(missed.at().plus(SHORT.multipliedBy(2)));

        await().atMost(fixture().patience()).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            Revocation newest = end();
            LogPage page = log.read(cursor, Duration.ZERO);
            assertThat(page.restarted()).isNotEqualTo(page.revocations().contains(missed));
            assertThat(page.revocations()).contains(newest).doesNotContain(missed);
            assertThat(log.read(page.next(), Duration.ZERO).restarted()).isFalse();
        });
    }

    @Test
    void aReaderOfTheTrimmedLogMissesNothingThatFollows() throws InterruptedException {
        openWith(SHORT);
        Revocation first = end();
        LogCursor cursor = cursorAtEnd();
        letPassUntil(first.at().plus(SHORT.multipliedBy(2)));
        Revocation second = end();

        LogPage page = storage().revocationLog().read(cursor, Duration.ZERO);

        assertThat(page.revocations()).contains(second);
    }

    @Test
    void theEndOfASessionIsRememberedForTheRetention() {
        openWith(SHORT);
        Revocation first = end();
        letPassUntil(first.at().plus(SHORT).minusMillis(500));

        var again = storage().end(first.sessionId().orElseThrow(), RevocationCause.ADMINISTRATOR);

        assertThat(again.revocations().contains(first)
                        || !again.now().isBefore(first.at().plus(SHORT)))
                .as("gives the first end, or its time is over")
                .isTrue();
    }

    @Test
    void aSubjectsMinimumIsKeptAsLongAsItsLastRevocation() {
        openWith(SHORT);
        StorageResult<Integer> first = storage().endAll("alice", RevocationCause.SIGNED_OUT, 0);
        letPassUntil(first.now().plus(SHORT).minusMillis(500));
        StorageResult<Integer> last = storage().endAll("alice", RevocationCause.SIGNED_OUT, 0);
        Instant over = last.now().plus(SHORT);
        letPassUntil(over.minusMillis(500));

        InsertResult result = storage().insert(NewSession.of("alice").toInsert());

        assertThat(result.subjectMinimum() == minimumOf(last.revocations())
                        || !stored(result).createdAt().isBefore(over))
                .as("is kept, or its time is over")
                .isTrue();
    }

    @Test
    void aNewVersionIsNeverBelowAMinimumThatWasForgotten() {
        openWith(SHORT);
        long ahead = now().plus(Duration.ofHours(1)).toEpochMilli();
        StoredSession stored =
                insert(NewSession.of("alice").minimumVersion(ahead).toInsert());
        long minimum = endAll("alice");
        assertThat(minimum).isGreaterThan(stored.version());
        letPassUntil(now().plus(SHORT.multipliedBy(3)));
        insert("bob");

        StoredSession later = insert("alice");

        assertThat(later.version()).as("not below the floor").isGreaterThanOrEqualTo(minimum);
        assertThat(exists(later)).isTrue();
    }

    private Revocation end() {
        SessionId id = NewSession.newId("alice");
        return storage().end(id, RevocationCause.SIGNED_OUT).revocations().get(0);
    }

    private LogCursor cursorAtEnd() {
        try {
            return LogReader.atEndOf(storage().revocationLog()).cursor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
