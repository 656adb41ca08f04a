package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * When everything is ended, no session from before exists for any operation, and none from after is caught by it (G6):
 * whatever the clock did, and whatever was going on.
 */
public abstract class EverythingContract extends StorageContract {
    private static final RevocationCause CAUSE = RevocationCause.ADMINISTRATOR;
    private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");

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
    void theMinimumIsAboveTheHighestVersionThatThePartitionEverGave() {
        StoredSession ahead = insertAheadOfTheClock(NewSession.neighbourOf("alice"));
        storage().end(ahead.id(), RevocationCause.SIGNED_OUT);

        assertThat(endEverythingOf("alice")).isGreaterThan(ahead.version());
    }

    @Test
    void theMinimumIsAboveTheFloorTheClockAndWhatTheNodeHasSeen() {
        StoredSession ahead = insertAheadOfTheClock(NewSession.neighbourOf("alice"));
        storage().outdate(ahead.id());
        long raised =
                minimumOf(storage().outdateAll(NewSession.neighbourOf("alice")).revocations());
        StorageResult<Long> first = storage().endEverything(partitionOf("alice"), CAUSE, 0);
        assertThat(first.value()).isGreaterThan(raised);

        StorageResult<Long> second = storage().endEverything(partitionOf("alice"), CAUSE, first.value() + 1_000_000);
        assertThat(second.value()).isEqualTo(first.value() + 1_000_000);
        assertThat(minimumOf(second.revocations())).isEqualTo(second.value());
        assertThat(second.value()).isGreaterThanOrEqualTo(second.now().toEpochMilli());
        assertThat(endEverythingOf("alice")).as("a repeated one is above").isGreaterThan(second.value());
    }

    @Test
    void aClockThatSteppedBackSparesNobody() {
        SettableClock clock = Capabilities.require(fixture().clock(), "set the storage's clock");
        StoredSession before = insert("alice");
        clock.advance(Duration.ofMinutes(-3));
        StoredSession alsoBefore = insert("alice");

        long minimum = endEverythingOf("alice");
        StoredSession after = insert("alice");

        assertThat(minimum).isGreaterThan(before.version());
        assertThat(exists(before)).isFalse();
        assertThat(exists(alsoBefore)).isFalse();
        assertThat(exists(after)).isTrue();
        assertThat(after.version()).isGreaterThanOrEqualTo(minimum);
    }

    @Test
    void theMinimumOutlivesTheLog() {
        SettableClock clock = Capabilities.require(fixture().clock(), "set the storage's clock");
        StoredSession before = insert("alice");
        StoredSession untouched = insert("bob");
        endEverything();
        clock.advance(RETENTION.plusMinutes(1));
        endAll("carol");

        assertThat(exists(before)).isFalse();
        assertThat(storage().outdateAll("bob").value()).isZero();
        assertThat(exists(untouched)).isFalse();
        clock.advance(RETENTION.plusMinutes(1).negated());
        assertThat(exists(insert("alice"))).isTrue();
    }

    @Test
    void nothingRaisesAnEndedSessionAboveTheMinimum() {
        StoredSession before = insert("alice");
        List<StoredSession> many =
                IntStream.range(0, 150).mapToObj(i -> insert("bob")).toList();
        endEverything();

        outdateAll("alice");
        outdateAll("bob");
        outdateAll("bob");
        StoredSession after = insert("alice");
        storage().outdate(after.id());

        assertThat(exists(before)).isFalse();
        assertThat(many).noneMatch(this::exists);
        assertThat(storage().findAll("bob").value()).isEmpty();
        assertThat(storage().findAll("alice").value()).hasSize(1);
        StoredSession next = insert("bob");
        assertThat(storage().findAll("bob").value()).containsExactly(next);
        assertThat(storage().findPage("bob", 200, Optional.empty()).value()).containsExactly(next);
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

    @Test
    void whatANodeGivesBackIsInForceOnce() throws InterruptedException {
        StoredSession before = insert("alice");
        long minimum = before.version() + Duration.ofMinutes(10).toMillis();
        StoredSession notBelow =
                insert(NewSession.of("alice").minimumVersion(minimum).toInsert());
        List<Revocation> brought = IntStream.range(0, storage().partitions())
                .mapToObj(partition -> Revocation.everythingEnded(
                        SessionPartitions.of(partition, storage().partitions()),
                        minimum,
                        RevocationCause.REUSE_DETECTED,
                        EARLIER))
                .toList();

        assertThat(storage().restore(brought).value()).isEqualTo(brought.size());
        assertThat(otherNode().restore(brought).value()).isZero();

        assertThat(exists(before)).isFalse();
        assertThat(storage().findAll("alice").value()).containsExactly(notBelow);
        assertThat(logged()).hasSize(brought.size()).allSatisfy(revocation -> {
            assertThat(revocation.cause()).contains(RevocationCause.REUSE_DETECTED);
            assertThat(revocation.minimumVersion()).isEqualTo(minimum);
            assertThat(revocation.at()).isAfter(EARLIER);
        });
        assertThat(insert(NewSession.neighbourOf("alice")).version()).isGreaterThanOrEqualTo(minimum);
        assertThat(storage().outdateAll("alice").value()).isOne();
        assertThat(exists(before)).as("not raised with the other one").isFalse();
        assertThat(storage().endAll("alice", CAUSE, 0).value()).isOne();
    }

    @Test
    void aStorageOfOtherPartitionsIsUnderstood() {
        StoredSession alice = insert("alice");
        int partitions = storage().partitions();
        StoredSession other = insert(subjectOutsideOf(partitionOf("alice"), partitions));
        long minimum = Math.max(alice.version(), other.version()) + 1;
        Revocation brought =
                Revocation.everythingEnded(SessionPartitions.of(alice.id().partition()), minimum, CAUSE, EARLIER);

        assertThat(storage().restore(List.of(brought)).value()).isOne();
        assertThat(exists(alice)).isFalse();
        assertThat(exists(other)).isEqualTo(partitions > 1);

        long higher = now().plus(Duration.ofHours(1)).toEpochMilli();
        Revocation ofAll = Revocation.everythingEnded(SessionPartitions.all(), higher, CAUSE, EARLIER);
        assertThat(storage().restore(List.of(ofAll)).value()).isOne();
        assertThat(exists(other)).isFalse();
        assertThat(insert(other.subject()).version()).isGreaterThanOrEqualTo(higher);
    }

    @Test
    void whatOutdatesASessionAtTheSameTimeDoesNotSaveIt() throws InterruptedException {
        node(1);
        for (int round = 0; round < 20; round++) {
            String subject = "subject-" + round;
            StoredSession first = insert(subject);
            StoredSession second = insert(subject);
            Race.between(List.<Callable<Object>>of(
                    () -> node(0).endEverything(partitionOf(subject), CAUSE, 0),
                    () -> node(1).outdate(first.id()),
                    () -> node(0).outdateAll(subject),
                    () -> node(1).update(NewSession.outdatingOf(second, NewSession.parts("late")))));

            assertThat(storage().findAll(subject).value()).isEmpty();
        }
    }

    @Test
    void signInsThatGoOnAreFromBeforeOrFromAfter() throws InterruptedException {
        node(1);
        StoredSession before = insert("alice");
        List<Object> done = Race.between(List.<Callable<Object>>of(
                () -> signIns(0),
                () -> signIns(1),
                () -> storage().endEverything(partitionOf("alice"), CAUSE, 0).value(),
                () -> signIns(0)));

        long minimum = (Long) done.get(2);
        assertThat(exists(before)).isFalse();
        assertThat(storage().findAll("alice").value())
                .allSatisfy(session -> assertThat(session.version()).isGreaterThanOrEqualTo(minimum));
        for (int racer : new int[] {0, 1, 3}) {
            for (Object session : (List<?>) done.get(racer)) {
                StoredSession signedIn = (StoredSession) session;
                assertThat(exists(signedIn)).isEqualTo(signedIn.version() >= minimum);
            }
        }
    }

    private List<StoredSession> signIns(int node) {
        return IntStream.range(0, 30)
                .mapToObj(i -> stored(node(node).insert(NewSession.of("alice").toInsert())))
                .toList();
    }

    /** Gives what was logged. */
    private List<Revocation> endEverything() {
        return IntStream.range(0, storage().partitions())
                .mapToObj(partition -> storage().endEverything(partition, CAUSE, 0))
                .flatMap(result -> result.revocations().stream())
                .toList();
    }

    private long endEverythingOf(String subject) {
        StorageResult<Long> result = storage().endEverything(partitionOf(subject), CAUSE, 0);
        assertThat(minimumOf(result.revocations())).isEqualTo(result.value());
        return result.value();
    }

    private int partitionOf(String subject) {
        return SessionId.partitionOf(subject) % storage().partitions();
    }

    private static SessionPartitions partitionsOf(Revocation revocation) {
        return ((Revocation.OfEverything) revocation.target()).partitions();
    }

    /** Of another partition of the storage, if it has one. */
    private static String subjectOutsideOf(int partition, int partitions) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "outside-" + number)
                .filter(subject -> partitions == 1 || SessionId.partitionOf(subject) % partitions != partition)
                .findFirst()
                .orElseThrow();
    }

    /** As if the storage's clock had stepped back by an hour since. */
    private StoredSession insertAheadOfTheClock(String subject) {
        long ahead = now().plus(Duration.ofHours(1)).toEpochMilli();
        return insert(NewSession.of(subject).minimumVersion(ahead).toInsert());
    }
}
