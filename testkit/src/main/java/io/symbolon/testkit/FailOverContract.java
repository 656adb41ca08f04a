package io.symbolon.testkit;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A reader learns that the log has lost its last entries, whatever was logged in their place; and so does the node that
 * wrote them, also where it had not read them. For fixtures that have a {@link StorageFixture#failOver() fail-over}.
 */
public abstract class FailOverContract extends StorageContract {
    /** For subclasses. */
    protected FailOverContract() {}

    @Test
    void aCursorThatIsAheadOfTheLogIsNoticed() throws InterruptedException {
        StorageFixture.FailOver failOver = failOver();
        SessionId copied = end();
        failOver.stopCopying();
        end();
        LogCursor ahead = LogReader.atEndOf(otherNode().revocationLog()).cursor();

        failOver.takeOver();

        assertRestarted(otherNode().revocationLog(), ahead, List.of(copied));
    }

    @Test
    void anotherEntryUnderTheSamePositionIsNoticed() throws InterruptedException {
        StorageFixture.FailOver failOver = failOver();
        SessionId copied = end();
        failOver.stopCopying();
        end();
        LogCursor namesALostEntry =
                LogReader.atEndOf(otherNode().revocationLog()).cursor();

        failOver.takeOver();
        SessionId another = endOnceItAnswers();

        assertRestarted(otherNode().revocationLog(), namesALostEntry, List.of(copied, another));
    }

    @Test
    void otherEntriesUnderTheSamePositionsOfManyPartitionsAreNoticed() throws InterruptedException {
        StorageFixture.FailOver failOver = failOver();
        SessionId copied = end();
        failOver.stopCopying();
        endOfEachSubject();
        LogCursor namesLostEntries =
                LogReader.atEndOf(otherNode().revocationLog()).cursor();

        failOver.takeOver();
        List<SessionId> holds = new ArrayList<>(List.of(copied, endOnceItAnswers()));
        holds.addAll(endOfEachSubject());

        assertRestarted(otherNode().revocationLog(), namesLostEntries, holds);
    }

    @Test
    void anEntryThatOnlyItsWriterKnowsIsMissedByItsWriter() throws InterruptedException {
        StorageFixture.FailOver failOver = failOver();
        SessionId copied = end();
        LogCursor namesACopiedEntry =
                LogReader.atEndOf(storage().revocationLog()).cursor();
        failOver.stopCopying();
        end();

        failOver.takeOver();

        assertRestarted(storage().revocationLog(), namesACopiedEntry, List.of(copied));
    }

    @Test
    void whatWasGivenBackIsNotMissedAgain() throws InterruptedException {
        StorageFixture.FailOver failOver = failOver();
        SessionId copied = end();
        LogCursor namesACopiedEntry =
                LogReader.atEndOf(storage().revocationLog()).cursor();
        failOver.stopCopying();
        SessionId lost = end();
        failOver.takeOver();
        LogReader reader = assertRestarted(storage().revocationLog(), namesACopiedEntry, List.of(copied));

        storage().restore(List.of(endOf(lost)));

        for (List<SessionId> news : List.of(List.of(lost), List.<SessionId>of())) {
            LogPage page = reader.read(Duration.ZERO);
            assertThat(page.restarted()).isFalse();
            assertThat(idsOf(page.revocations())).isEqualTo(news);
        }
    }

    @Test
    void whatNobodyKnewIsGoneAndTheRestIsThere() {
        StorageFixture.FailOver failOver = failOver();
        StoredSession copied = insert("alice");
        failOver.stopCopying();
        StoredSession lost = insert("alice");

        failOver.takeOver();

        await().atMost(fixture().patience())
                .untilAsserted(
                        () -> assertThat(storage().findAll("alice").value()).containsExactly(copied));
        assertThat(exists(lost)).isFalse();
    }

    private StorageFixture.FailOver failOver() {
        return Capabilities.require(fixture().failOver(), "lose its last writes");
    }

    private SessionId end() {
        return end(NewSession.newId("alice"));
    }

    private SessionId end(SessionId id) {
        storage().end(id, RevocationCause.SIGNED_OUT);
        return id;
    }

    private SessionId endOnceItAnswers() {
        SessionId id = NewSession.newId("alice");
        await().atMost(fixture().patience())
                .until(() -> !storage()
                        .end(id, RevocationCause.SIGNED_OUT)
                        .revocations()
                        .isEmpty());
        return id;
    }

    private List<SessionId> endOfEachSubject() {
        return IntStream.range(0, 5)
                .mapToObj(number -> NewSession.newId("subject-" + number))
                .map(this::end)
                .toList();
    }

    /** Gives a reader that has read all that the log holds. */
    private LogReader assertRestarted(RevocationLog log, LogCursor cursor, List<SessionId> holds) {
        AtomicReference<LogReader> last = new AtomicReference<>();
        await().atMost(fixture().patience()).untilAsserted(() -> {
            LogReader reader = new LogReader(log, cursor);
            LogPage first = reader.read(Duration.ZERO);
            assertThat(first.restarted()).isTrue();
            List<Revocation> all = new ArrayList<>(first.revocations());
            all.addAll(reader.readToEnd());
            assertThat(idsOf(all)).containsExactlyInAnyOrderElementsOf(holds);
            last.set(reader);
        });
        return Objects.requireNonNull(last.get(), "what was asserted");
    }

    private Revocation endOf(SessionId id) {
        return Revocation.sessionEnded(Optional.of("alice"), id, RevocationCause.SIGNED_OUT, now());
    }

    private static List<SessionId> idsOf(List<Revocation> revocations) {
        return revocations.stream()
                .map(revocation -> revocation.sessionId().orElseThrow())
                .toList();
    }
}
