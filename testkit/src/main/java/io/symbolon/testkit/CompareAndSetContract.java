package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.storage.Generation;
import io.symbolon.storage.NextGeneration;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An update writes only over the revision that it expects, and writes all that it says and nothing else. */
public abstract class CompareAndSetContract extends StorageContract {
    private static final int RACERS = 64;

    /** For subclasses. */
    protected CompareAndSetContract() {}

    @Test
    void anUpdateWritesItsValuesAndNothingElse() {
        StoredSession stored = insert("alice");
        SessionUpdate rotation = NewSession.rotationOf(stored);

        StorageResult<Optional<StoredSession>> result = storage().update(rotation);

        assertThat(result.value()).contains(stored.with(rotation, result.now()));
        assertThat(result.revocations()).isEmpty();
        assertThat(otherNode().find(stored.id()).value()).isEqualTo(result.value());
        assertThat(otherNode().findAll("alice").value())
                .containsExactly(result.value().orElseThrow());
    }

    @Test
    void anUpdateWithoutAGenerationLeavesTheGenerationAndTheTimeOfTheLastRefresh() {
        StoredSession stored = insert("alice");
        SessionUpdate partsOnly = NewSession.partsOf(stored, NewSession.parts("changed"));
        letPassUntil(stored.createdAt().plusMillis(20));

        StoredSession updated = storage().update(partsOnly).value().orElseThrow();

        assertThat(updated).isEqualTo(stored.with(partsOnly, now()));
        assertThat(updated.refreshedAt()).isEqualTo(stored.createdAt());
        assertThat(updated.generation()).isEqualTo(stored.generation());
        assertThat(storage().find(stored.id()).value()).contains(updated);
    }

    @Test
    void anUpdateThatRefreshesWithoutAGenerationMovesTheIdleTimeOnly() {
        StoredSession stored = insert("alice");
        SessionUpdate repeat =
                new SessionUpdate(stored.id(), stored.revision(), Optional.empty(), true, false, stored.parts());
        letPassUntil(stored.createdAt().plusMillis(20));

        StorageResult<Optional<StoredSession>> result = storage().update(repeat);

        assertThat(result.value()).contains(stored.with(repeat, result.now()));
        assertThat(result.value().orElseThrow().refreshedAt())
                .isEqualTo(result.now())
                .isAfter(stored.refreshedAt());
        assertThat(otherNode().find(stored.id()).value()).isEqualTo(result.value());
    }

    @Test
    void aGenerationIsStoredAsItWasGiven() {
        for (Generation.Origin origin : Generation.Origin.values()) {
            StoredSession stored = insert("alice");
            NextGeneration next = new NextGeneration(Generation.MAXIMUM, 7, origin, "key-3");

            StorageResult<Optional<StoredSession>> result = storage()
                    .update(new SessionUpdate(
                            stored.id(), 0, Optional.of(next), true, false, NewSession.parts("rotated")));

            assertThat(result.value().orElseThrow().generation()).isEqualTo(next.madeAt(result.now()));
            assertThat(otherNode().find(stored.id()).value()).isEqualTo(result.value());
        }
    }

    @Test
    void anUpdateReplacesAllParts() {
        StoredSession stored = insert(NewSession.of("alice")
                .parts(SessionParts.none().with(1, false, new byte[3]).with(2, true, new byte[] {5}))
                .toInsert());
        SessionParts parts = SessionParts.none().with(2, false, new byte[] {6}).with(900, true, new byte[10_000]);

        StoredSession changed =
                storage().update(NewSession.partsOf(stored, parts)).value().orElseThrow();
        StoredSession emptied = storage()
                .update(NewSession.partsOf(changed, SessionParts.none()))
                .value()
                .orElseThrow();

        assertThat(changed.parts()).isEqualTo(parts);
        assertThat(emptied.parts()).isEqualTo(SessionParts.none());
        assertThat(otherNode().find(stored.id()).value()).contains(emptied);
    }

    @Test
    void anUpdateOfAnotherRevisionIsRefused() {
        StoredSession stored = insert("alice");
        StoredSession rotated =
                storage().update(NewSession.rotationOf(stored)).value().orElseThrow();

        assertThat(storage().update(NewSession.rotationOf(stored, "key-3")).value())
                .isEmpty();
        assertThat(storage()
                        .update(new SessionUpdate(stored.id(), 2, Optional.empty(), true, true, SessionParts.none()))
                        .value())
                .isEmpty();
        assertThat(storage().find(stored.id()).value()).contains(rotated);
    }

    @Test
    void everyWriteOfARecordRaisesItsRevision() {
        StoredSession stored = insert("alice");
        storage().update(NewSession.rotationOf(stored));
        otherNode().outdate(stored.id());
        otherNode().outdateAll("alice");
        StoredSession written = storage().find(stored.id()).value().orElseThrow();
        long minimum = written.version() + Duration.ofMinutes(1).toMillis();
        storage().restore(List.of(Revocation.sessionOutdated(Optional.empty(), stored.id(), minimum, now())));
        storage().restore(List.of(Revocation.subjectOutdated("alice", minimum + 1, now())));

        StoredSession restored = storage().find(stored.id()).value().orElseThrow();

        assertThat(stored.revision()).isZero();
        assertThat(written.revision()).isEqualTo(3);
        assertThat(restored).isEqualTo(written.withVersionAtLeast(minimum).withVersionAtLeast(minimum + 1));
        assertThat(storage().update(NewSession.rotationOf(stored)).value()).isEmpty();
        assertThat(storage().update(NewSession.rotationOf(written)).value()).isEmpty();
        assertThat(storage().update(NewSession.rotationOf(restored)).value()).isPresent();
    }

    @Test
    void anUpdateThatDoesNotOutdateLeavesTheVersion() throws InterruptedException {
        StoredSession stored = insert("alice");
        long raised = outdateAll("alice");
        StoredSession current = storage().find(stored.id()).value().orElseThrow();
        letPassUntil(stored.createdAt().plusMillis(20));

        StoredSession updated =
                storage().update(NewSession.rotationOf(current)).value().orElseThrow();

        assertThat(updated.version()).isEqualTo(current.version()).isEqualTo(raised);
        assertThat(storage().find(stored.id()).value()).contains(updated);
        assertThat(logged()).hasSize(1);
    }

    @Test
    void anUpdateThatOutdatesRaisesTheVersionAndLogsIt() throws InterruptedException {
        long ahead = now().plus(Duration.ofHours(1)).toEpochMilli();
        StoredSession stored =
                insert(NewSession.of("alice").minimumVersion(ahead).toInsert());
        SessionUpdate outdating = NewSession.outdatingOf(stored, NewSession.parts("changed"));

        StorageResult<Optional<StoredSession>> result = storage().update(outdating);

        StoredSession outdated = result.value().orElseThrow();
        assertThat(outdated).isEqualTo(stored.with(outdating, result.now()));
        assertThat(outdated.version()).isEqualTo(ahead + 1);
        assertThat(otherNode().find(stored.id()).value()).contains(outdated);
        assertThat(result.revocations())
                .containsExactly(
                        Revocation.sessionOutdated(Optional.of("alice"), stored.id(), ahead + 1, result.now()));
        assertThat(logged()).isEqualTo(result.revocations());
        assertThat(insert(NewSession.neighbourOf("alice")).version())
                .as("the floor")
                .isGreaterThan(ahead);
        storage().end(stored.id(), RevocationCause.SIGNED_OUT);
        assertThat(endAll("alice")).as("above the highest version").isGreaterThan(ahead + 1);
    }

    @Test
    void anUpdateThatIsRefusedLogsNothing() throws InterruptedException {
        StoredSession stored = insert("alice");
        storage().update(NewSession.rotationOf(stored));

        StorageResult<Optional<StoredSession>> refused =
                storage().update(NewSession.outdatingOf(stored, SessionParts.none()));

        assertThat(refused.value()).isEmpty();
        assertThat(refused.revocations()).isEmpty();
        assertThat(logged()).isEmpty();
    }

    @Test
    void anUpdateOfAnUnknownSessionIsRefusedAndStoresNothing() throws InterruptedException {
        StoredSession stored = insert("alice");
        SessionUpdate unknown =
                new SessionUpdate(NewSession.newId("alice"), 0, Optional.empty(), true, true, SessionParts.none());

        assertThat(storage().update(unknown).value()).isEmpty();
        assertThat(storage().find(unknown.id()).value()).isEmpty();
        assertThat(storage().findAll("alice").value()).containsExactly(stored);
        assertThat(logged()).isEmpty();
    }

    @Test
    void ofRacingUpdatesExactlyOneWins() throws InterruptedException {
        StoredSession stored = insert("alice");
        node(1);

        List<Optional<StoredSession>> results = Race.of(
                RACERS,
                number -> node(number)
                        .update(NewSession.rotationOf(stored, "key-" + number))
                        .value());

        List<StoredSession> winners = results.stream().flatMap(Optional::stream).toList();
        assertThat(winners).hasSize(1);
        assertThat(storage().find(stored.id()).value()).contains(winners.get(0));
    }

    @Test
    void noUpdateIsLostWhereLosersTryAgain() throws InterruptedException {
        int racers = 8;
        int rotationsOfEach = 10;
        StoredSession stored = insert("alice");
        node(1);

        Race.of(racers, number -> {
            for (int i = 0; i < rotationsOfEach; i++) {
                rotateUntilItSucceeds(number, stored);
            }
            return number;
        });

        assertThat(storage().find(stored.id()).value().orElseThrow().revision())
                .isEqualTo((long) racers * rotationsOfEach);
    }

    private void rotateUntilItSucceeds(int number, StoredSession session) {
        Optional<StoredSession> rotated = Optional.empty();
        while (rotated.isEmpty() && !Thread.currentThread().isInterrupted()) {
            StoredSession current = node(number).find(session.id()).value().orElseThrow();
            rotated = node(number).update(NewSession.rotationOf(current)).value();
        }
    }
}
