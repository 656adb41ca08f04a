package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What ends or outdates sessions is logged in the same step, and comes back with the answer (G1). */
public abstract class RevocationLogContract extends StorageContract {
    /** For subclasses. */
    protected RevocationLogContract() {}

    @Test
    void theLogIsAlwaysTheSame() {
        assertThat(storage().revocationLog()).isSameAs(storage().revocationLog());
    }

    @Test
    void theLogHasTheRetentionThatWasAskedFor() {
        assertThat(storage().revocationLog().retention()).isEqualTo(RETENTION);
        assertThat(storage().revocationLog().clockMargin()).isPositive();
    }

    @Test
    void whatEndsNothingLogsNothing() throws InterruptedException {
        StoredSession stored = insert("alice");
        insert(NewSession.of("alice").limit(SessionLimit.evictOldest(2)).toInsert());
        insert(NewSession.of("bob").limit(SessionLimit.rejectNew(1)).toInsert());
        SessionId unknown = NewSession.newId("alice");

        assertThat(storage().find(stored.id()).revocations()).isEmpty();
        assertThat(storage().findAll("alice").revocations()).isEmpty();
        assertThat(storage().update(NewSession.rotationOf(stored)).revocations())
                .isEmpty();
        StorageResult<Boolean> raised = storage().outdate(unknown);
        assertThat(raised.value()).isFalse();
        assertThat(raised.revocations()).isEmpty();
        StorageResult<OptionalInt> others =
                storage().endOthers(unknown, RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
        assertThat(others.value()).isEmpty();
        assertThat(others.revocations()).isEmpty();
        assertThat(storage().findAll("alice").value()).hasSize(2);
        assertThat(logged()).isEmpty();
    }

    @Test
    void endLogsTheEndOfTheSession() throws InterruptedException {
        StoredSession stored = insert("alice");

        StorageResult<Boolean> result = storage().end(stored.id(), RevocationCause.SIGNED_OUT);

        assertThat(result.value()).isTrue();
        assertThat(result.revocations())
                .containsExactly(Revocation.sessionEnded(
                        Optional.of("alice"), stored.id(), RevocationCause.SIGNED_OUT, result.now()));
        assertThat(logged()).isEqualTo(result.revocations());
        assertThat(new LogReader(otherNode().revocationLog()).readToEnd()).isEqualTo(result.revocations());
    }

    @Test
    void aSecondEndGivesTheFirstRevocationAndLogsNothing() throws InterruptedException {
        StoredSession stored = insert("alice");
        StorageResult<Boolean> first = storage().end(stored.id(), RevocationCause.REUSE_DETECTED);

        StorageResult<Boolean> second = otherNode().end(stored.id(), RevocationCause.SIGNED_OUT);

        assertThat(second.value()).isFalse();
        assertThat(second.revocations()).isEqualTo(first.revocations());
        assertThat(logged()).isEqualTo(first.revocations());
    }

    @Test
    void endOfAnUnknownSessionLogsItsEnd() throws InterruptedException {
        SessionId unknown = NewSession.newId("alice");

        StorageResult<Boolean> first = storage().end(unknown, RevocationCause.ADMINISTRATOR);
        StorageResult<Boolean> second = otherNode().end(unknown, RevocationCause.SIGNED_OUT);

        assertThat(first.value()).isFalse();
        assertThat(second.value()).isFalse();
        assertThat(first.revocations())
                .containsExactly(
                        Revocation.sessionEnded(Optional.empty(), unknown, RevocationCause.ADMINISTRATOR, first.now()));
        assertThat(second.revocations()).isEqualTo(first.revocations());
        assertThat(logged()).isEqualTo(first.revocations());
    }

    @Test
    void endOfASessionThatEndedWithItsSubjectIsLoggedToo() throws InterruptedException {
        StoredSession stored = insert("alice");
        endAll("alice");

        StorageResult<Boolean> result = storage().end(stored.id(), RevocationCause.SIGNED_OUT);

        assertThat(result.value()).isFalse();
        assertThat(result.revocations()).singleElement().satisfies(revocation -> {
            assertThat(revocation.sessionId()).contains(stored.id());
            assertThat(revocation.kind()).isEqualTo(Revocation.Kind.ENDED);
            assertThat(revocation.minimumVersion()).isEqualTo(Revocation.ALL_VERSIONS);
        });
        assertThat(logged()).hasSize(2).containsAll(result.revocations());
    }

    @Test
    void endAllLogsOneEndForTheSubject() throws InterruptedException {
        insert("alice");
        insert("alice");
        StoredSession others = insert("bob");

        StorageResult<Integer> result = storage().endAll("alice", RevocationCause.ADMINISTRATOR, 0);

        assertThat(result.value()).isEqualTo(2);
        assertThat(result.revocations())
                .containsExactly(Revocation.subjectEnded(
                        "alice", minimumOf(result.revocations()), RevocationCause.ADMINISTRATOR, result.now()));
        assertThat(logged()).isEqualTo(result.revocations());
        assertThat(exists(others)).isTrue();
    }

    @Test
    void endOthersLogsTheEndOfEachOther() throws InterruptedException {
        StoredSession kept = insert("alice");
        StoredSession first = insert("alice");
        StoredSession second = insert("alice");
        StoredSession others = insert(NewSession.neighbourOf("alice"));

        StorageResult<OptionalInt> result =
                storage().endOthers(kept.id(), RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);

        assertThat(result.value()).hasValue(2);
        assertThat(result.revocations())
                .containsExactlyInAnyOrder(endOf(first, result.now()), endOf(second, result.now()));
        assertThat(logged()).containsExactlyInAnyOrderElementsOf(result.revocations());
        assertThat(storage().findAll("alice").value()).containsExactly(kept);
        assertThat(exists(others)).isTrue();
    }

    @Test
    void endOthersWithoutOthersEndsNone() throws InterruptedException {
        StoredSession kept = insert("alice");

        StorageResult<OptionalInt> result =
                storage().endOthers(kept.id(), RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);

        assertThat(result.value()).hasValue(0);
        assertThat(result.revocations()).isEmpty();
        assertThat(logged()).isEmpty();
        assertThat(exists(kept)).isTrue();
    }

    @Test
    void outdateLogsTheSession() throws InterruptedException {
        StoredSession stored = insert("alice");
        StoredSession second = insert("alice");

        StorageResult<Boolean> result = storage().outdate(stored.id());

        assertThat(result.value()).isTrue();
        long minimum = minimumOf(result.revocations());
        assertThat(minimum).isGreaterThan(stored.version());
        assertThat(result.revocations())
                .containsExactly(Revocation.sessionOutdated(Optional.of("alice"), stored.id(), minimum, result.now()));
        assertThat(logged()).isEqualTo(result.revocations());
        assertThat(storage().find(stored.id()).value()).contains(stored.withVersionAtLeast(minimum));
        assertThat(storage().find(second.id()).value()).contains(second);
    }

    @Test
    void outdateAllLogsTheSubject() throws InterruptedException {
        StoredSession first = insert("alice");
        StoredSession second = insert("alice");
        StoredSession others = insert(NewSession.neighbourOf("alice"));

        StorageResult<Integer> result = storage().outdateAll("alice");

        assertThat(result.value()).isEqualTo(2);
        long minimum = minimumOf(result.revocations());
        assertThat(result.revocations()).containsExactly(Revocation.subjectOutdated("alice", minimum, result.now()));
        assertThat(logged()).isEqualTo(result.revocations());
        assertThat(storage().findAll("alice").value())
                .containsExactlyInAnyOrder(first.withVersionAtLeast(minimum), second.withVersionAtLeast(minimum));
        assertThat(storage().find(others.id()).value()).contains(others);
    }

    @Test
    void everyCauseIsKept() throws InterruptedException {
        List<Revocation> ended = List.of(
                        RevocationCause.SIGNED_OUT,
                        RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION,
                        RevocationCause.CREDENTIALS_CHANGED,
                        RevocationCause.REPLACED_BY_NEWER_SIGN_IN,
                        RevocationCause.REUSE_DETECTED,
                        RevocationCause.ADMINISTRATOR)
                .stream()
                .flatMap(cause -> storage().end(insert("alice").id(), cause).revocations().stream())
                .toList();

        assertThat(logged()).containsExactlyInAnyOrderElementsOf(ended);
    }

    @Test
    void timesOfTheLogAreThoseOfTheStorage() throws InterruptedException {
        Instant before = now();

        Instant at = storage()
                .end(NewSession.newId("alice"), RevocationCause.SIGNED_OUT)
                .revocations()
                .get(0)
                .at();

        assertThat(at).isBetween(before, now()).isEqualTo(at.truncatedTo(ChronoUnit.MILLIS));
    }

    private static Revocation endOf(StoredSession session, Instant at) {
        return Revocation.sessionEnded(
                Optional.of(session.subject()), session.id(), RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION, at);
    }
}
