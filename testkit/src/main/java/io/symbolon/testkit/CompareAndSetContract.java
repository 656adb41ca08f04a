package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An update writes only over the generation and the version that it expects, and never writes a version. */
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
    void anUpdateThatIsNoRefreshLeavesTheTimeOfTheLastOne() {
        StoredSession stored = insert("alice");
        SessionUpdate noRefresh = new SessionUpdate(
                stored.id(), 0, stored.version(), 0, "key-1", false, NewSession.OTHER_CONTEXT, "{\"a\":[]}");
        letPassUntil(stored.createdAt().plusMillis(20));

        StoredSession updated = storage().update(noRefresh).value().orElseThrow();

        assertThat(updated).isEqualTo(stored.with(noRefresh, now()));
        assertThat(updated.refreshedAt()).isEqualTo(stored.createdAt());
        assertThat(storage().find(stored.id()).value()).contains(updated);
    }

    @Test
    void anUpdateCanSkipGenerations() {
        StoredSession stored = insert("alice");
        SessionUpdate ahead = new SessionUpdate(
                stored.id(), 0, stored.version(), Integer.MAX_VALUE, "key-1", true, NewSession.OTHER_CONTEXT, "{}");

        assertThat(storage().update(ahead).value().orElseThrow().generation()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void anUpdateOfAnotherGenerationIsRefused() {
        StoredSession stored = insert("alice");
        StoredSession rotated =
                storage().update(NewSession.rotationOf(stored)).value().orElseThrow();

        assertThat(storage().update(NewSession.rotationOf(stored, "key-3")).value())
                .isEmpty();
        assertThat(storage().find(stored.id()).value()).contains(rotated);
    }

    @Test
    void anUpdateOfAnotherVersionIsRefused() {
        StoredSession first = insert("alice");
        StoredSession second = insert("bob");
        otherNode().raiseVersion(first.id());
        otherNode().raiseVersions("bob");

        assertThat(storage().update(NewSession.rotationOf(first)).value()).isEmpty();
        assertThat(storage().update(NewSession.rotationOf(second)).value()).isEmpty();
        assertThat(storage().find(first.id()).value().orElseThrow().generation())
                .isZero();
        assertThat(storage().find(second.id()).value().orElseThrow().generation())
                .isZero();
    }

    @Test
    void anUpdateNeverWritesAVersion() {
        StoredSession stored = insert("alice");
        long raised = raiseVersions("alice");
        StoredSession current = storage().find(stored.id()).value().orElseThrow();
        letPassUntil(stored.createdAt().plusMillis(20));

        StoredSession updated =
                storage().update(NewSession.rotationOf(current)).value().orElseThrow();

        assertThat(updated.version()).isEqualTo(current.version()).isEqualTo(raised);
        assertThat(storage().find(stored.id()).value()).contains(updated);
    }

    @Test
    void anUpdateOfAnUnknownSessionIsRefusedAndStoresNothing() {
        StoredSession stored = insert("alice");
        SessionUpdate unknown = new SessionUpdate(
                NewSession.newId("alice"), 0, stored.version(), 1, "key-1", true, NewSession.OTHER_CONTEXT, "{}");

        assertThat(storage().update(unknown).value()).isEmpty();
        assertThat(storage().find(unknown.id()).value()).isEmpty();
        assertThat(storage().findAll("alice").value()).containsExactly(stored);
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

        assertThat(storage().find(stored.id()).value().orElseThrow().generation())
                .isEqualTo(racers * rotationsOfEach);
    }

    private void rotateUntilItSucceeds(int number, StoredSession session) {
        Optional<StoredSession> rotated = Optional.empty();
        while (rotated.isEmpty() && !Thread.currentThread().isInterrupted()) {
            StoredSession current = node(number).find(session.id()).value().orElseThrow();
            rotated = node(number).update(NewSession.rotationOf(current)).value();
        }
    }
}
