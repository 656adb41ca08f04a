package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a node gives back after the storage lost its last writes is in force and in the log again, once, however often
 * and in whatever order it comes.
 */
public abstract class RestoreContract extends StorageContract {
    private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");

    /** For subclasses. */
    protected RestoreContract() {}

    @Test
    void nothingIsRestoredFromAnEmptyList() throws InterruptedException {
        StorageResult<Integer> result = storage().restore(List.of());

        assertThat(result.value()).isZero();
        assertThat(logged()).isEmpty();
    }

    @Test
    void anEndedSessionThatIsBackIsEndedAgain() throws InterruptedException {
        StoredSession back = insert("alice");

        assertThat(restore(endOf(back.id()))).isOne();

        assertThat(exists(back)).isFalse();
        assertThat(otherNode().findAll("alice").value()).isEmpty();
        assertThat(logged()).singleElement().satisfies(revocation -> {
            assertThat(revocation.sessionId()).contains(back.id());
            assertThat(revocation.minimumVersion()).isEqualTo(Revocation.ALL_VERSIONS);
            assertThat(revocation.cause()).contains(RevocationCause.REUSE_DETECTED);
        });
    }

    @Test
    void theTimeOfARestoredRevocationIsNow() throws InterruptedException {
        Instant before = now();

        restore(
                endOf(NewSession.newId("alice")),
                Revocation.subjectEnded("bob", 5, RevocationCause.ADMINISTRATOR, EARLIER));

        assertThat(logged())
                .hasSize(2)
                .allSatisfy(revocation -> assertThat(revocation.at()).isBetween(before, now()));
    }

    @Test
    void theEndOfASessionThatIsNotStoredIsLoggedOnce() throws InterruptedException {
        SessionId lost = NewSession.newId("alice");

        assertThat(restore(endOf(lost))).isOne();
        assertThat(restore(endOf(lost))).isZero();

        List<Revocation> logged = logged();
        assertThat(logged).singleElement().satisfies(revocation -> {
            assertThat(revocation.sessionId()).contains(lost);
            assertThat(revocation.kind()).isEqualTo(Revocation.Kind.ENDED);
        });
        assertThat(storage().end(lost, RevocationCause.SIGNED_OUT).revocations())
                .isEqualTo(logged);
    }

    @Test
    void whatTheStorageHoldsIsLeftAlone() throws InterruptedException {
        StoredSession ended = insert("alice");
        storage().end(ended.id(), RevocationCause.SIGNED_OUT);
        long endedMinimum = endAll("alice");
        long outdatedMinimum = outdateAll("alice");
        List<Revocation> logged = logged();

        int restored = restore(
                endOf(ended.id()),
                Revocation.subjectEnded("alice", endedMinimum, RevocationCause.SIGNED_OUT, EARLIER),
                Revocation.subjectEnded("alice", endedMinimum - 1, RevocationCause.SIGNED_OUT, EARLIER),
                Revocation.subjectOutdated("alice", outdatedMinimum, EARLIER));

        assertThat(restored).isZero();
        assertThat(logged()).isEqualTo(logged);
    }

    @Test
    void aSubjectsEndIsRestoredWithTheMinimumThatItBrings() throws InterruptedException {
        StoredSession below = insert("alice");
        long minimum = below.version() + Duration.ofMinutes(1).toMillis();
        StoredSession notBelow =
                insert(NewSession.of("alice").minimumVersion(minimum).toInsert());

        int restored = restore(Revocation.subjectEnded("alice", minimum, RevocationCause.REUSE_DETECTED, EARLIER));
        InsertResult next = storage().insert(NewSession.of("alice").toInsert());

        assertThat(restored).isOne();
        assertThat(exists(below)).isFalse();
        assertThat(storage().find(notBelow.id()).value()).contains(notBelow);
        assertThat(next.subjectMinimum()).isEqualTo(minimum);
        assertThat(stored(next).version()).isGreaterThanOrEqualTo(minimum);
        assertThat(logged())
                .singleElement()
                .satisfies(revocation -> assertThat(revocation)
                        .isEqualTo(Revocation.subjectEnded(
                                "alice", minimum, RevocationCause.REUSE_DETECTED, revocation.at())));
    }

    @Test
    void aSubjectsOutdatedMinimumIsRestored() throws InterruptedException {
        StoredSession below = insert("alice");
        long minimum = below.version() + Duration.ofMinutes(1).toMillis();
        StoredSession notBelow =
                insert(NewSession.of("alice").minimumVersion(minimum + 1).toInsert());

        int restored = restore(Revocation.subjectOutdated("alice", minimum, EARLIER));

        assertThat(restored).isOne();
        assertThat(storage().findAll("alice").value())
                .containsExactlyInAnyOrder(below.withVersionAtLeast(minimum), notBelow);
        assertThat(logged())
                .singleElement()
                .satisfies(revocation -> assertThat(revocation)
                        .isEqualTo(Revocation.subjectOutdated("alice", minimum, revocation.at())));
    }

    @Test
    void aSessionsOutdatedMinimumIsRestored() throws InterruptedException {
        StoredSession session = insert("alice");
        StoredSession other = insert("alice");
        long minimum = session.version() + Duration.ofMinutes(1).toMillis();
        Revocation outdated = outdated(session.id(), minimum);

        assertThat(restore(outdated)).isOne();
        assertThat(restore(outdated)).isZero();

        assertThat(storage().findAll("alice").value())
                .containsExactlyInAnyOrder(session.withVersionAtLeast(minimum), other);
        assertThat(logged()).singleElement().satisfies(revocation -> {
            assertThat(revocation.sessionId()).contains(session.id());
            assertThat(revocation.kind()).isEqualTo(Revocation.Kind.OUTDATED);
            assertThat(revocation.minimumVersion()).isEqualTo(minimum);
        });
    }

    /** Else a node that starts later accepts the session's tokens from before. */
    @Test
    void whatOutdatedASessionThatIsNotStoredIsLoggedOnceAndTheSessionStaysAway() throws InterruptedException {
        SessionId lost = NewSession.newId("alice");

        assertThat(restore(outdated(lost, 7))).isOne();
        assertThat(restore(outdated(lost, 7), outdated(lost, 6))).isZero();

        assertThat(storage().find(lost).value()).isEmpty();
        assertThat(storage().findAll("alice").value()).isEmpty();
        assertThat(logged()).singleElement().satisfies(revocation -> {
            assertThat(revocation.sessionId()).contains(lost);
            assertThat(revocation.kind()).isEqualTo(Revocation.Kind.OUTDATED);
            assertThat(revocation.minimumVersion()).isEqualTo(7);
        });
    }

    @Test
    void ofASessionThatIsNotStoredTheGreaterMinimumIsLoggedAndThenItsEnd() throws InterruptedException {
        SessionId lost = NewSession.newId("alice");

        assertThat(restore(outdated(lost, 7), outdated(lost, 8))).isEqualTo(2);
        assertThat(restore(endOf(lost))).isOne();
        assertThat(restore(endOf(lost), outdated(lost, 9))).isZero();

        assertThat(logged()).extracting(Revocation::minimumVersion).containsExactly(7L, 8L, Revocation.ALL_VERSIONS);
    }

    @Test
    void aSessionThatIsNotStoredAndWasOutdatedCanBeEnded() throws InterruptedException {
        SessionId lost = NewSession.newId("alice");
        restore(outdated(lost, 7));

        storage().end(lost, RevocationCause.SIGNED_OUT);

        assertThat(logged())
                .last()
                .satisfies(revocation -> assertThat(revocation.minimumVersion()).isEqualTo(Revocation.ALL_VERSIONS));
    }

    @Test
    void aRestoredMinimumRaisesTheFloor() {
        long minimum = now().plus(Duration.ofHours(1)).toEpochMilli();

        restore(Revocation.subjectEnded("alice", minimum, RevocationCause.ADMINISTRATOR, EARLIER));

        assertThat(insert(NewSession.neighbourOf("alice")).version()).isGreaterThanOrEqualTo(minimum);
        assertThat(endAll("alice")).isGreaterThan(minimum);
    }

    @Test
    void theOrderDoesNotMatter() {
        long base = now().toEpochMilli();
        StoredSession session = insert("alice");
        List<Revocation> revocations = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            long minimum = base + i * 100_000L;
            revocations.add(Revocation.subjectEnded("bob", minimum, RevocationCause.ADMINISTRATOR, EARLIER));
            revocations.add(Revocation.subjectOutdated("bob", minimum + 1, EARLIER));
            revocations.add(Revocation.sessionOutdated(Optional.of("alice"), session.id(), minimum, EARLIER));
        }
        Collections.shuffle(revocations, new Random(7));

        storage().restore(revocations);
        int again = otherNode().restore(revocations).value();

        assertThat(again).isZero();
        InsertResult bob = storage().insert(NewSession.of("bob").toInsert());
        assertThat(bob.subjectMinimum()).isEqualTo(base + 2_000_001L);
        assertThat(storage().find(session.id()).value().orElseThrow().version()).isEqualTo(base + 2_000_000L);
        assertThat(endAll("bob")).isEqualTo(stored(bob).version() + 1);
    }

    @Test
    void manyAreRestored() throws InterruptedException {
        int count = fixture().repetitions() * 2;
        List<Revocation> revocations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            revocations.add(endOf(NewSession.newId("subject-" + i)));
        }

        assertThat(storage().restore(revocations).value()).isEqualTo(count);

        assertThat(logged()).hasSize(count);
    }

    @Test
    void twoNodesThatGiveBackTheSameCarryItOutOnce() throws InterruptedException {
        List<Revocation> revocations = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            revocations.add(endOf(NewSession.newId("subject-" + i)));
            revocations.add(outdated(NewSession.newId("subject-" + i), 9));
            revocations.add(Revocation.subjectEnded("subject-" + i, 9, RevocationCause.ADMINISTRATOR, EARLIER));
        }
        node(1);

        List<Integer> carriedOut =
                Race.of(4, number -> node(number).restore(revocations).value());

        assertThat(carriedOut.stream().mapToInt(Integer::intValue).sum()).isEqualTo(revocations.size());
        assertThat(logged()).hasSize(revocations.size());
    }

    private int restore(Revocation... revocations) {
        return storage().restore(List.of(revocations)).value();
    }

    private static Revocation outdated(SessionId id, long minimum) {
        return Revocation.sessionOutdated(Optional.empty(), id, minimum, EARLIER);
    }

    private static Revocation endOf(SessionId id) {
        return Revocation.sessionEnded(Optional.empty(), id, RevocationCause.REUSE_DETECTED, EARLIER);
    }
}
