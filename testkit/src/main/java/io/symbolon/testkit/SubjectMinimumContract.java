package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.symbolon.RevocationCause;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A session is never caught by a revocation of its subject that came before it (G6): not in the same millisecond, and not
 * after the storage's clock stepped back, which a version of the future stands for where the clock cannot be set.
 */
public abstract class SubjectMinimumContract extends StorageContract {
    private static final int ROUNDS_OF_A_SUBJECT = 50;

    /** For subclasses. */
    protected SubjectMinimumContract() {}

    @Test
    void aSessionThatIsCreatedAfterEndAllLivesAndTheOneBeforeIsDead() {
        for (int round = 0; round < fixture().repetitions(); round++) {
            String subject = "subject-" + round / ROUNDS_OF_A_SUBJECT;
            StoredSession before = insert(subject);
            long minimum = endAll(subject);
            InsertResult after = storage().insert(NewSession.of(subject).toInsert());

            assertThat(before.version()).isLessThan(minimum);
            assertThat(stored(after).version()).isGreaterThanOrEqualTo(minimum);
            assertThat(after.subjectMinimum()).isEqualTo(minimum);
            assertThat(storage().findAll(subject).value()).containsExactly(stored(after));
        }
    }

    @Test
    void endAllWorksWithoutASession() {
        StorageResult<Integer> result = storage().endAll("alice", RevocationCause.ADMINISTRATOR, 0);
        InsertResult after = otherNode().insert(NewSession.of("alice").toInsert());

        long minimum = minimumOf(result.revocations());
        assertThat(result.value()).isZero();
        assertThat(minimum).isGreaterThanOrEqualTo(result.now().toEpochMilli());
        assertThat(after.subjectMinimum()).isEqualTo(minimum);
        assertThat(stored(after).version()).isGreaterThanOrEqualTo(minimum);
    }

    @Test
    void everyMinimumIsAboveTheOneBefore() {
        List<Long> minimums = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            minimums.add(endAll("alice"));
            minimums.add(outdateAll("alice"));
            minimums.add(outdateAll("alice"));
        }

        assertThat(minimums).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theMinimumIsAboveTheHighestVersionThatWasEverGiven() {
        StoredSession ahead = insertAheadOfTheClock("alice");
        storage().end(ahead.id(), RevocationCause.SIGNED_OUT);

        long minimum = endAll("alice");

        assertThat(minimum).isEqualTo(ahead.version() + 1);
    }

    @Test
    void theMinimumIsAboveAVersionThatWasRaised() {
        StoredSession ahead = insertAheadOfTheClock("alice");
        storage().outdate(ahead.id());
        storage().outdate(ahead.id());
        storage().end(ahead.id(), RevocationCause.SIGNED_OUT);

        assertThat(outdateAll("alice")).isEqualTo(ahead.version() + 3);
    }

    @Test
    void aNewSessionHasTheVersionThatTheNodeAsksFor() {
        long ahead = now().plus(Duration.ofHours(1)).toEpochMilli();

        InsertResult result =
                storage().insert(NewSession.of("alice").minimumVersion(ahead).toInsert());

        assertThat(stored(result).version()).isEqualTo(ahead);
        assertThat(result.subjectMinimum()).isZero();
        assertThat(insert("alice").version()).isLessThan(ahead);
    }

    @Test
    void theFloorOfAPartitionIsTheHighestMinimumOfAnySubject() {
        insertAheadOfTheClock("alice");
        long minimum = endAll("alice");
        InsertResult neighbour =
                storage().insert(NewSession.of(NewSession.neighbourOf("alice")).toInsert());

        assertThat(stored(neighbour).version()).isGreaterThanOrEqualTo(minimum);
        assertThat(neighbour.subjectMinimum()).isZero();
    }

    @Test
    void theFloorOfAPartitionIsTheHighestMinimumOfASessionThatGoesOn() {
        StoredSession ahead = insertAheadOfTheClock("alice");
        long minimum = minimumOf(storage().outdate(ahead.id()).revocations());

        assertThat(insert(NewSession.neighbourOf("alice")).version()).isGreaterThanOrEqualTo(minimum);
    }

    @Test
    void outdatedSessionsGoOnAndEndedOnesDoNot() {
        StoredSession ended = insert("alice");
        long endedMinimum = endAll("alice");
        StoredSession outdated = insert("alice");
        long outdatedMinimum = outdateAll("alice");
        InsertResult newest = storage().insert(NewSession.of("alice").toInsert());

        assertThat(outdatedMinimum).isGreaterThan(endedMinimum);
        assertThat(exists(ended)).isFalse();
        assertThat(storage().find(outdated.id()).value()).contains(outdated.withVersionAtLeast(outdatedMinimum));
        assertThat(newest.subjectMinimum()).isEqualTo(outdatedMinimum);
        assertThat(storage().findAll("alice").value()).hasSize(2);
    }

    @Test
    void aMinimumThatOutdatesEndsNothingLater() {
        StoredSession outdated = insert("alice");
        outdateAll("alice");
        String neighbour = NewSession.neighbourOf("alice");
        endAll(neighbour);
        insert("alice");

        assertThat(exists(outdated)).isTrue();
        assertThat(storage().outdateAll("alice").value()).isEqualTo(2);
    }

    @Test
    void outdateAllRaisesASessionThatIsAheadOfTheClock() {
        StoredSession ahead = insertAheadOfTheClock("alice");
        StoredSession other = insert("alice");

        long minimum = outdateAll("alice");

        assertThat(minimum).isEqualTo(ahead.version() + 1);
        assertThat(storage().findAll("alice").value())
                .containsExactlyInAnyOrder(ahead.withVersionAtLeast(minimum), other.withVersionAtLeast(minimum));
    }

    @Test
    void outdateIsAboveTheVersionThatTheSessionHad() {
        StoredSession ahead = insertAheadOfTheClock("alice");
        StoredSession usual = insert("bob");

        StorageResult<Boolean> first = storage().outdate(ahead.id());
        StorageResult<Boolean> second = storage().outdate(usual.id());

        assertThat(minimumOf(first.revocations())).isEqualTo(ahead.version() + 1);
        assertThat(minimumOf(second.revocations()))
                .isEqualTo(Math.max(usual.version() + 1, second.now().toEpochMilli()));
    }

    @Test
    void subjectsHaveMinimumsOfTheirOwn() {
        String neighbour = NewSession.neighbourOf("alice");
        StoredSession others = insert(neighbour);
        endAll("alice");
        outdateAll("alice");

        InsertResult result = storage().insert(NewSession.of(neighbour).toInsert());

        assertThat(result.subjectMinimum()).isZero();
        assertThat(storage().find(others.id()).value()).contains(others);
    }

    @Test
    void aClockThatStepsBackHarmsNobody() {
        SettableClock clock = Capabilities.require(fixture().clock(), "set the storage's clock");
        StoredSession before = insert("alice");
        long minimum = endAll("alice");
        clock.advance(Duration.ofMinutes(-3));

        StoredSession after = insert("alice");
        long nextMinimum = endAll("alice");
        StoredSession last = insert("alice");

        assertThat(exists(before)).isFalse();
        assertThat(after.version()).isGreaterThanOrEqualTo(minimum);
        assertThat(nextMinimum).isGreaterThan(after.version());
        assertThat(last.version()).isGreaterThanOrEqualTo(nextMinimum);
        assertThat(storage().findAll("alice").value()).containsExactly(last);
    }

    @Test
    void whatIsLoggedIsWhatIsInForce() throws InterruptedException {
        insertAheadOfTheClock("alice");
        long ended = endAll("alice");
        long outdated = outdateAll("alice");

        assertThat(logged())
                .extracting(Revocation::kind, Revocation::minimumVersion)
                .containsExactly(tuple(Revocation.Kind.ENDED, ended), tuple(Revocation.Kind.OUTDATED, outdated));
    }

    /** As if the storage's clock had stepped back by an hour since. */
    private StoredSession insertAheadOfTheClock(String subject) {
        long ahead = now().plus(Duration.ofHours(1)).toEpochMilli();
        return insert(NewSession.of(subject).minimumVersion(ahead).toInsert());
    }
}
