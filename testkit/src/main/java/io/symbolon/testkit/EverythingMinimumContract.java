package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The minimum below which everything is ended is above all that was ever given, whatever the clock did, is given back after a
 * fail-over, and nothing that goes on at the same time slips through.
 */
public abstract class EverythingMinimumContract extends EverythingBase {
    /** For subclasses. */
    protected EverythingMinimumContract() {}

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

    /** Also where the storage drops what it knew of the subject with everything. */
    @Test
    void whatIsLoggedOfASubjectAfterwardsReachesItsTokensFromBefore() {
        StoredSession before = insertAheadOfTheClock("alice");
        endEverythingOf("alice");

        assertThat(exists(before)).isFalse();
        assertThat(minimumOf(storage().outdateAll("alice").revocations())).isGreaterThan(before.version());
        assertThat(endAll("alice")).isGreaterThan(before.version());
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
}
