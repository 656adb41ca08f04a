package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A subject never has more live sessions than a sign-in allows, however many sign in at once. */
public abstract class SessionLimitContract extends StorageContract {
    private static final int SIGN_INS = 32;

    /** For subclasses. */
    protected SessionLimitContract() {}

    @Test
    void evictOldestEndsTheOldestSession() throws InterruptedException {
        List<StoredSession> sessions = insertSome(3, SessionLimit.evictOldest(3));

        InsertResult result = storage()
                .insert(NewSession.of("alice")
                        .limit(SessionLimit.evictOldest(3))
                        .toInsert());

        StoredSession oldest = sessions.get(0);
        StoredSession newest = stored(result);
        assertThat(result.revocations())
                .containsExactly(Revocation.sessionEnded(
                        Optional.of("alice"),
                        oldest.id(),
                        RevocationCause.REPLACED_BY_NEWER_SIGN_IN,
                        newest.createdAt()));
        assertThat(logged()).containsExactlyElementsOf(result.revocations());
        assertThat(live()).containsExactlyInAnyOrder(sessions.get(1), sessions.get(2), newest);
    }

    @Test
    void aLimitThatWasLoweredEndsAllThatAreTooMany() {
        List<StoredSession> sessions = insertSome(5, SessionLimit.unlimited());

        InsertResult result = storage()
                .insert(NewSession.of("alice")
                        .limit(SessionLimit.evictOldest(2))
                        .toInsert());

        assertThat(endedIds(result.revocations()))
                .containsExactlyInAnyOrderElementsOf(
                        sessions.subList(0, 4).stream().map(StoredSession::id).toList());
        assertThat(live()).containsExactlyInAnyOrder(sessions.get(4), stored(result));
    }

    @Test
    void rejectNewRefusesOneSessionMore() throws InterruptedException {
        List<StoredSession> sessions = insertSome(3, SessionLimit.rejectNew(3));

        InsertResult result = otherNode()
                .insert(NewSession.of("alice").limit(SessionLimit.rejectNew(3)).toInsert());

        assertThat(result.session()).isEmpty();
        assertThat(result.revocations()).isEmpty();
        assertThat(live()).containsExactlyInAnyOrderElementsOf(sessions);
        assertThat(logged()).isEmpty();
    }

    @Test
    void aLimitCountsTheSubjectsOwnSessionsOnly() {
        String neighbour = NewSession.neighbourOf("alice");
        insert(neighbour);

        insertSome(1, SessionLimit.rejectNew(1));
        StoredSession kept =
                insert(NewSession.of("bob").limit(SessionLimit.evictOldest(1)).toInsert());

        assertThat(storage().findAll(neighbour).value()).hasSize(1);
        assertThat(live()).hasSize(1);
        assertThat(exists(kept)).isTrue();
    }

    @Test
    void sessionsThatAreOverDoNotCount() {
        SessionLimit one = SessionLimit.rejectNew(1);
        StoredSession signedOut = insertSome(1, one).get(0);
        storage().end(signedOut.id(), RevocationCause.SIGNED_OUT);
        insertSome(1, one);
        endAll("alice");
        StoredSession expired = insert(NewSession.of("alice")
                .lifetime(Duration.ofSeconds(2), Duration.ofDays(1))
                .limit(one)
                .toInsert());
        letPassUntil(expired.expiresAt());

        StoredSession live = insertSome(1, one).get(0);

        assertThat(live()).containsExactly(live);
    }

    @Test
    void sessionsThatAreOverAreNotEvicted() {
        insertSome(3, SessionLimit.unlimited());
        endAll("alice");

        InsertResult result = storage()
                .insert(NewSession.of("alice")
                        .limit(SessionLimit.evictOldest(1))
                        .toInsert());

        assertThat(result.revocations()).isEmpty();
        assertThat(live()).containsExactly(stored(result));
    }

    @Test
    void withoutALimitAllSignInsAreLive() throws InterruptedException {
        List<InsertResult> results = signInAtOnce(SessionLimit.unlimited());

        assertThat(results).allSatisfy(result -> assertThat(result.session()).isPresent());
        assertThat(live()).hasSize(SIGN_INS);
    }

    @Test
    void rejectNewIsExactUnderParallelSignIns() throws InterruptedException {
        List<InsertResult> results = signInAtOnce(SessionLimit.rejectNew(5));

        List<StoredSession> accepted =
                results.stream().flatMap(result -> result.session().stream()).toList();
        assertThat(accepted).hasSize(5);
        assertThat(live()).containsExactlyInAnyOrderElementsOf(accepted);
    }

    @Test
    void evictOldestIsExactUnderParallelSignIns() throws InterruptedException {
        List<InsertResult> results = signInAtOnce(SessionLimit.evictOldest(5));

        List<SessionId> all =
                results.stream().map(result -> stored(result).id()).toList();
        List<SessionId> ended = results.stream()
                .flatMap(result -> endedIds(result.revocations()).stream())
                .toList();
        List<SessionId> live = live().stream().map(StoredSession::id).toList();
        assertThat(live).hasSize(5);
        assertThat(ended).hasSize(SIGN_INS - 5).doesNotHaveDuplicates().doesNotContainAnyElementsOf(live);
        assertThat(all).containsAll(live).containsAll(ended);
        assertThat(endedIds(logged())).containsExactlyInAnyOrderElementsOf(ended);
    }

    private List<InsertResult> signInAtOnce(SessionLimit limit) throws InterruptedException {
        node(1);
        return Race.of(
                SIGN_INS,
                number ->
                        node(number).insert(NewSession.of("alice").limit(limit).toInsert()));
    }

    /** Sessions of alice, the oldest first, also where they are of the same millisecond. */
    private List<StoredSession> insertSome(int count, SessionLimit limit) {
        List<StoredSession> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(insert(NewSession.of("alice").limit(limit).toInsert()));
        }
        sessions.sort(Comparator.comparing(StoredSession::createdAt).thenComparing(StoredSession::id));
        return sessions;
    }

    private List<StoredSession> live() {
        return storage().findAll("alice").value();
    }

    private static List<SessionId> endedIds(List<Revocation> revocations) {
        return revocations.stream()
                .map(revocation -> revocation.sessionId().orElseThrow())
                .toList();
    }
}
