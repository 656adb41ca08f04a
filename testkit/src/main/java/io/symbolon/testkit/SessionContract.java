package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A session is stored as it was given, is found by every node, and exists until its time is over or it is ended. */
public abstract class SessionContract extends StorageContract {
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** For subclasses. */
    protected SessionContract() {}

    @Test
    void aSessionIsStoredAsItWasGiven() {
        SessionInsert insert = NewSession.of("alice")
                .lifetime(Duration.ofMinutes(90), Duration.ofDays(7))
                .client("ios")
                .parts(SessionParts.none()
                        .with(0, true, new byte[] {0, 1, -1})
                        .with(7, false, new byte[0])
                        .with(0xFFFF, true, "Chișinău".getBytes(StandardCharsets.UTF_8)))
                .toInsert();

        StoredSession stored = insert(insert);

        assertThat(stored).isEqualTo(insert.toSession(stored.version(), stored.createdAt()));
        assertThat(storage().find(stored.id()).value()).contains(stored);
        assertThat(storage().findAll("alice").value()).containsExactly(stored);
    }

    @Test
    void aSessionWithoutPartsIsStoredAsItWasGiven() {
        SessionInsert insert = NewSession.of("alice").parts(SessionParts.none()).toInsert();

        StoredSession stored = insert(insert);

        assertThat(stored).isEqualTo(insert.toSession(stored.version(), stored.createdAt()));
        assertThat(storage().find(stored.id()).value()).contains(stored);
    }

    @Test
    void timesAndVersionAreThoseOfTheStorage() {
        Instant before = now();

        StoredSession stored = insert("alice");

        assertThat(stored.createdAt()).isBetween(before, now());
        assertThat(stored.createdAt()).isEqualTo(stored.createdAt().truncatedTo(ChronoUnit.MILLIS));
        assertThat(stored.version()).isBetween(stored.createdAt().toEpochMilli(), now().toEpochMilli());
    }

    @Test
    void theOtherNodeFindsTheSession() {
        StoredSession stored = insert("alice");

        assertThat(otherNode().find(stored.id()).value()).contains(stored);
        assertThat(otherNode().findAll("alice").value()).containsExactly(stored);
    }

    @Test
    void anUnknownSessionIsNotFound() {
        insert("alice");

        assertThat(storage().find(NewSession.newId("alice")).value()).isEmpty();
        assertThat(storage().findAll("bob").value()).isEmpty();
    }

    @Test
    void aSubjectHasItsOwnSessionsOnly() {
        String neighbour = NewSession.neighbourOf("alice");
        StoredSession first = insert("alice");
        StoredSession second = insert("alice");
        StoredSession others = insert(neighbour);

        assertThat(storage().findAll("alice").value()).containsExactlyInAnyOrder(first, second);
        assertThat(storage().findAll(neighbour).value()).containsExactly(others);
    }

    @Test
    void aSecondInsertOfAnIdGivesWhatIsStored() {
        SessionId id = NewSession.newId("alice");
        StoredSession stored = insert(NewSession.of("alice").id(id).toInsert());
        StoredSession another = insert("alice");

        InsertResult again = storage()
                .insert(NewSession.of("alice")
                        .id(id)
                        .parts(NewSession.parts("again"))
                        .toInsert());
        InsertResult withEviction = otherNode()
                .insert(NewSession.of("alice")
                        .id(id)
                        .limit(SessionLimit.evictOldest(1))
                        .toInsert());
        InsertResult atTheLimit = storage()
                .insert(NewSession.of("alice")
                        .id(id)
                        .limit(SessionLimit.rejectNew(2))
                        .toInsert());

        assertThat(List.of(again, withEviction, atTheLimit)).allSatisfy(result -> {
            assertThat(result.session()).contains(stored);
            assertThat(result.revocations()).isEmpty();
        });
        assertThat(storage().findAll("alice").value()).containsExactlyInAnyOrder(stored, another);
    }

    @Test
    void anEndedSessionDoesNotExist() {
        StoredSession stored = insert("alice");

        assertThat(storage().end(stored.id(), RevocationCause.SIGNED_OUT).value())
                .isTrue();

        assertDoesNotExist(stored);
    }

    @Test
    void sessionsOfAnEndedSubjectDoNotExist() {
        StoredSession first = insert("alice");
        StoredSession second = insert("alice");

        assertThat(storage().endAll("alice", RevocationCause.ADMINISTRATOR, 0).value())
                .isEqualTo(2);

        assertDoesNotExist(first);
        assertDoesNotExist(second);
    }

    @Test
    void aSessionEndsWhenItWasIdleForItsIdleTime() {
        StoredSession stored = insert(
                NewSession.of("alice").lifetime(SHORT, Duration.ofDays(1)).toInsert());

        assertEndsAt(stored.createdAt().plus(SHORT), stored);
    }

    @Test
    void aRefreshProlongsASessionUpToItsAbsoluteEnd() {
        StoredSession stored = insert(
                NewSession.of("alice").lifetime(SHORT, Duration.ofMillis(3_500)).toInsert());
        letPassUntil(stored.createdAt().plusMillis(1_000));
        StoredSession once =
                storage().update(NewSession.rotationOf(stored)).value().orElseThrow();
        assertThat(once.expiresAt()).isEqualTo(once.refreshedAt().plus(SHORT)).isAfter(stored.expiresAt());
        letPassUntil(stored.expiresAt());
        StoredSession twice =
                storage().update(NewSession.rotationOf(once)).value().orElseThrow();

        assertEndsAt(stored.createdAt().plusMillis(3_500), twice);
    }

    @Test
    void anUpdateThatIsNotARefreshProlongsNothing() {
        StoredSession stored = insert(
                NewSession.of("alice").lifetime(SHORT, Duration.ofDays(1)).toInsert());
        letPassUntil(stored.createdAt().plusMillis(500));

        StoredSession updated = storage()
                .update(NewSession.partsOf(stored, NewSession.parts("changed")))
                .value()
                .orElseThrow();

        assertThat(updated.refreshedAt()).isEqualTo(stored.refreshedAt());
        assertEndsAt(stored.createdAt().plus(SHORT), updated);
    }

    @Test
    void theLongestLifetimeIsKept() {
        Duration longest = Duration.ofDays(36_500);

        StoredSession stored =
                insert(NewSession.of("alice").lifetime(longest, longest).toInsert());

        assertThat(stored.expiresAt()).isEqualTo(stored.createdAt().plus(longest));
        assertThat(storage().find(stored.id()).value()).contains(stored);
    }

    @Test
    void closingANodeTwiceDoesNoHarmToTheOthers() {
        StoredSession stored = insert("alice");
        assumeThat(otherNode())
                .as("a node of its own, which closes nothing of the others")
                .isNotSameAs(storage());

        otherNode().close();
        otherNode().close();

        assertThat(open(storage().revocationLog().retention()).find(stored.id()).value())
                .contains(stored);
    }

    private void assertEndsAt(Instant end, StoredSession session) {
        assertThat(session.expiresAt()).isEqualTo(end);
        letPassUntil(end.minusMillis(1));
        assertExistsOnlyBefore(end, session);
        letPassUntil(end);
        assertExistsOnlyBefore(end, session);
        assertDoesNotExist(session);
    }

    /** Right whatever time the storage takes to answer: its answer says when it was made. */
    private void assertExistsOnlyBefore(Instant end, StoredSession session) {
        StorageResult<Optional<StoredSession>> found = storage().find(session.id());
        assertThat(found.value().isPresent()).isEqualTo(found.now().isBefore(end));
        StorageResult<List<StoredSession>> all = otherNode().findAll(session.subject());
        assertThat(all.value().contains(session)).isEqualTo(all.now().isBefore(end));
    }

    private void assertDoesNotExist(StoredSession session) {
        assertThat(storage().find(session.id()).value()).isEmpty();
        assertThat(otherNode().findAll(session.subject()).value()).isEmpty();
        assertThat(storage().update(NewSession.rotationOf(session)).value()).isEmpty();
        assertThat(storage().outdate(session.id()).value()).isFalse();
        assertThat(storage()
                        .endOthers(session.id(), RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION)
                        .value())
                .isEmpty();
        assertThat(storage().outdateAll(session.subject()).value()).isZero();
        assertThat(storage()
                        .endAll(session.subject(), RevocationCause.ADMINISTRATOR, 0)
                        .value())
                .isZero();
        assertThat(storage().end(session.id(), RevocationCause.SIGNED_OUT).value())
                .isFalse();
    }
}
