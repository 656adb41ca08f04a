package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * An operation whose answer was lost can be repeated, on the same node or on another: its effect is there once, and the
 * repeated answer has the revocations of the first one, or later ones that say more. So a node that repeats rejects the
 * access tokens concerned at once (G2).
 */
public abstract class RepeatContract extends StorageContract {
    /** For subclasses. */
    protected RepeatContract() {}

    @Test
    void aRepeatedInsertGivesTheSessionAndWhomItDisplaced() throws InterruptedException {
        insert("alice");
        insert("alice");
        SessionInsert insert =
                NewSession.of("alice").limit(SessionLimit.evictOldest(1)).toInsert();
        InsertResult lost = storage().insert(insert);

        for (int node = 0; node < 2; node++) {
            InsertResult repeated = node(node).insert(insert);
            assertThat(repeated.session()).isEqualTo(lost.session());
            assertThat(repeated.subjectMinimum()).isEqualTo(lost.subjectMinimum());
            assertThat(repeated.refusedAt()).isEmpty();
            assertThat(repeated.revocations()).containsAll(lost.revocations());
        }

        assertThat(lost.revocations()).hasSize(2);
        assertThat(logged()).containsExactlyInAnyOrderElementsOf(lost.revocations());
        assertThat(storage().findAll("alice").value()).containsExactly(stored(lost));
    }

    @Test
    void aRepeatedInsertGivesNothingThatTheLogDoesNotHold() throws InterruptedException {
        StoredSession signedOut = insert("alice");
        storage().end(signedOut.id(), RevocationCause.SIGNED_OUT);
        StoredSession others = insert(NewSession.neighbourOf("alice"));
        storage().end(others.id(), RevocationCause.SIGNED_OUT);
        SessionInsert insert = NewSession.of("alice").toInsert();
        storage().insert(insert);

        InsertResult repeated = otherNode().insert(insert);

        assertThat(logged()).containsAll(repeated.revocations());
        assertThat(repeated.revocations())
                .allSatisfy(revocation -> assertThat(revocation.sessionId()).contains(signedOut.id()));
    }

    @Test
    void aRepeatedInsertGivesWhatIsStoredNow() {
        SessionInsert insert = NewSession.of("alice").toInsert();
        StoredSession lost = insert(insert);
        StoredSession rotated =
                storage().update(NewSession.rotationOf(lost)).value().orElseThrow();

        assertThat(otherNode().insert(insert).session()).contains(rotated);
        assertThat(otherNode().find(lost.id()).value()).contains(rotated);
    }

    @Test
    void aRepeatedUpdateIsRefusedBecauseItWasDone() throws InterruptedException {
        StoredSession session = insert("alice");
        StorageResult<Optional<StoredSession>> lost =
                storage().update(NewSession.outdatingOf(session, NewSession.parts("changed")));

        StorageResult<Optional<StoredSession>> repeated =
                otherNode().update(NewSession.outdatingOf(session, NewSession.parts("changed")));

        assertThat(repeated.value()).isEmpty();
        assertThat(otherNode().find(session.id()).value()).isEqualTo(lost.value());
        assertThat(logged()).isEqualTo(lost.revocations());
    }

    @Test
    void aRepeatedEndGivesTheRevocation() throws InterruptedException {
        StoredSession session = insert("alice");
        StorageResult<Boolean> lost = storage().end(session.id(), RevocationCause.REUSE_DETECTED);

        for (int node = 0; node < 2; node++) {
            StorageResult<Boolean> repeated = node(node).end(session.id(), RevocationCause.REUSE_DETECTED);
            assertThat(repeated.value()).isFalse();
            assertThat(repeated.revocations()).isEqualTo(lost.revocations());
        }

        assertThat(logged()).isEqualTo(lost.revocations());
    }

    @Test
    void aRepeatedEndAllEndsWhatTheFirstOneEnded() {
        StoredSession session = insert("alice");
        long lost = endAll("alice");

        StorageResult<Integer> repeated = otherNode().endAll("alice", RevocationCause.ADMINISTRATOR, 0);

        assertThat(repeated.value()).isZero();
        assertThat(minimumOf(repeated.revocations())).isGreaterThan(lost).isGreaterThan(session.version());
    }

    @Test
    void aRepeatedEndOthersGivesTheRevocations() throws InterruptedException {
        StoredSession kept = insert("alice");
        insert("alice");
        insert("alice");
        StorageResult<OptionalInt> lost = storage().endOthers(kept.id(), RevocationCause.CREDENTIALS_CHANGED);

        for (int node = 0; node < 2; node++) {
            StorageResult<OptionalInt> repeated = node(node).endOthers(kept.id(), RevocationCause.CREDENTIALS_CHANGED);
            assertThat(repeated.value()).hasValue(0);
            assertThat(repeated.revocations()).containsExactlyInAnyOrderElementsOf(lost.revocations());
        }

        assertThat(lost.revocations()).hasSize(2);
        assertThat(logged()).containsExactlyInAnyOrderElementsOf(lost.revocations());
        assertThat(storage().findAll("alice").value()).containsExactly(kept);
    }

    @Test
    void anEndOthersThatIsRepeatedAfterASignInGivesTheRevocationsOfBoth() throws InterruptedException {
        StoredSession kept = insert("alice");
        SessionId first = insert("alice").id();
        storage().endOthers(kept.id(), RevocationCause.CREDENTIALS_CHANGED);
        SessionId second = insert("alice").id();

        StorageResult<OptionalInt> repeated = otherNode().endOthers(kept.id(), RevocationCause.CREDENTIALS_CHANGED);

        assertThat(repeated.value()).hasValue(1);
        assertThat(repeated.revocations().stream().map(Revocation::sessionId))
                .containsExactlyInAnyOrder(Optional.of(first), Optional.of(second));
        assertThat(logged()).containsExactlyInAnyOrderElementsOf(repeated.revocations());
    }

    @Test
    void aRepeatedOutdateSaysMore() {
        StoredSession session = insert("alice");
        long lost = minimumOf(storage().outdate(session.id()).revocations());
        long repeated = minimumOf(otherNode().outdate(session.id()).revocations());
        long lostOfAll = outdateAll("alice");
        long repeatedOfAll = minimumOf(otherNode().outdateAll("alice").revocations());

        assertThat(List.of(session.version(), lost, repeated, lostOfAll, repeatedOfAll))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aRepeatedRestoreLeavesWhatIsInForce() throws InterruptedException {
        List<Revocation> lost = List.of(
                Revocation.sessionEnded(
                        Optional.of("alice"), NewSession.newId("alice"), RevocationCause.SIGNED_OUT, now()),
                Revocation.subjectEnded("bob", now().toEpochMilli(), RevocationCause.ADMINISTRATOR, now()));
        storage().restore(lost);
        List<Revocation> logged = logged();

        assertThat(otherNode().restore(lost).value()).isZero();
        assertThat(logged()).hasSize(2).isEqualTo(logged);
    }
}
