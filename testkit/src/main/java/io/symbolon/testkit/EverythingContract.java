package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * When everything is ended, no session from before exists for any operation, and none from after is caught by it (G6).
 */
public abstract class EverythingContract extends EverythingBase {
    /** For subclasses. */
    protected EverythingContract() {}

    @Test
    void thePartitionsTogetherAreAllSessionPartitions() throws InterruptedException {
        List<Revocation> returned = endEverything();

        assertThat(returned).hasSize(storage().partitions());
        assertThat(storage().partitions())
                .isBetween(1, SessionPartitions.COUNT)
                .isEqualTo(otherNode().partitions());
        assertThat(logged()).containsExactlyInAnyOrderElementsOf(returned);
        assertThat(returned).allSatisfy(revocation -> {
            assertThat(revocation.kind()).isEqualTo(Revocation.Kind.ENDED);
            assertThat(revocation.cause()).contains(CAUSE);
        });
        SessionPartitions all = returned.stream()
                .map(EverythingContract::partitionsOf)
                .reduce(SessionPartitions::with)
                .orElseThrow();
        assertThat(all).isEqualTo(SessionPartitions.all());
        assertThat(returned.stream()
                        .mapToInt(revocation -> partitionsOf(revocation).toArray().length)
                        .sum())
                .as("each in one")
                .isEqualTo(SessionPartitions.COUNT);
    }

    @Test
    void aPartitionThatIsNotThereIsRefused() {
        int partitions = storage().partitions();
        for (int partition : new int[] {-1, partitions, 1_000}) {
            assertThatThrownBy(() -> storage().endEverything(partition, CAUSE, 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void noSessionFromBeforeExistsForAnyOperation() {
        List<StoredSession> before = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            before.add(insert("subject-" + i % 20));
        }
        outdateAll("subject-3");

        endEverything();

        for (StoredSession session : before) {
            String subject = session.subject();
            assertThat(otherNode().find(session.id()).value()).isEmpty();
            assertThat(otherNode().findAll(subject).value()).isEmpty();
            assertThat(storage().findPage(subject, 10, Optional.empty()).value())
                    .isEmpty();
            assertThat(storage().update(NewSession.rotationOf(session)).value()).isEmpty();
            assertThat(storage()
                            .update(NewSession.outdatingOf(session, NewSession.parts("late")))
                            .value())
                    .isEmpty();
            assertThat(storage().outdate(session.id()).value()).isFalse();
            assertThat(storage().endOthers(session.id(), CAUSE).value()).isEmpty();
            assertThat(storage().end(session.id(), CAUSE).value()).isFalse();
        }
        assertThat(storage().outdateAll("subject-1").value()).isZero();
        assertThat(storage().endAll("subject-2", CAUSE, 0).value()).isZero();
    }

    @Test
    void theOtherPartitionsGoOn() {
        int partitions = storage().partitions();
        StoredSession alice = insert("alice");
        StoredSession other = insert(subjectOutsideOf(alice.id().partition() % partitions, partitions));

        storage().endEverything(alice.id().partition() % partitions, CAUSE, 0);

        assertThat(exists(alice)).isFalse();
        assertThat(exists(other)).isEqualTo(partitions > 1);
    }

    @Test
    void g6SessionsFromAfterwardsLive() {
        for (int round = 0; round < 30; round++) {
            StoredSession before = insert("alice");
            long minimum = endEverythingOf("alice");
            StoredSession after = insert("alice");
            StoredSession neighbour = insert(NewSession.neighbourOf("alice"));

            assertThat(before.version()).isLessThan(minimum);
            assertThat(after.version()).isGreaterThanOrEqualTo(minimum);
            assertThat(neighbour.version()).isGreaterThanOrEqualTo(minimum);
            assertThat(otherNode().findAll("alice").value()).containsExactly(after);
            assertThat(otherNode().update(NewSession.rotationOf(after)).value().map(StoredSession::version))
                    .contains(after.version());
        }
    }

    @Test
    void endedSessionsTakeNoPlaceInALimit() {
        insert("alice");
        insert("alice");
        endEverything();

        InsertResult accepted = storage()
                .insert(NewSession.of("alice").limit(SessionLimit.rejectNew(1)).toInsert());
        assertThat(accepted.refusedAt()).isEmpty();
        InsertResult evicting = storage()
                .insert(NewSession.of("alice")
                        .limit(SessionLimit.evictOldest(1))
                        .toInsert());

        assertThat(evicting.revocations())
                .extracting(Revocation::sessionId)
                .containsExactly(Optional.of(stored(accepted).id()));
        assertThat(storage().findAll("alice").value()).containsExactly(stored(evicting));
    }

    @Test
    void endedSessionsHideNoneOfAPage() {
        int many = 300;
        for (int i = 0; i < many; i++) {
            insert("alice");
        }
        endEverything();
        List<StoredSession> after =
                IntStream.range(0, 40).mapToObj(i -> insert("alice")).toList();

        List<StoredSession> found = new ArrayList<>();
        Optional<SessionId> last = Optional.empty();
        do {
            List<StoredSession> page = storage().findPage("alice", 9, last).value();
            found.addAll(page);
            last = page.size() == 9 ? Optional.of(page.get(8).id()) : Optional.empty();
        } while (last.isPresent());

        assertThat(found).containsExactlyInAnyOrderElementsOf(after);
    }

    @Test
    void anIdFromBeforeCanBeInsertedAgain() {
        StoredSession before = insert("alice");
        long minimum = endEverythingOf("alice");

        StoredSession again = insert(NewSession.of("alice").id(before.id()).toInsert());

        assertThat(again.version()).isGreaterThanOrEqualTo(minimum);
        assertThat(storage().findAll("alice").value()).containsExactly(again);
    }
}
