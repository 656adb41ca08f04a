package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Operations on one subject are linearizable: whatever races, the outcome is that of some order, and every answer fits
 * it.
 */
public abstract class RaceContract extends StorageContract {
    private static final int ROUNDS = 5;
    private static final int RACERS = 16;

    private record Outcome<T, R>(List<T> racers, R result) {}

    /** For subclasses. */
    protected RaceContract() {}

    @RepeatedTest(ROUNDS)
    void anInsertIsEitherBeforeEndAllOrAfterIt() throws InterruptedException {
        Outcome<StoredSession, StorageResult<Integer>> outcome =
                raceInserts(() -> otherNode().endAll("alice", RevocationCause.ADMINISTRATOR, 0));

        long minimum = minimumOf(outcome.result().revocations());
        List<StoredSession> before = outcome.racers().stream()
                .filter(session -> session.version() < minimum)
                .toList();
        List<StoredSession> after = outcome.racers().stream()
                .filter(session -> session.version() >= minimum)
                .toList();
        assertThat(outcome.result().value())
                .as("all that were before it were ended by it")
                .isEqualTo(before.size());
        assertThat(before).noneMatch(this::exists);
        assertThat(storage().findAll("alice").value()).containsExactlyInAnyOrderElementsOf(after);
    }

    @RepeatedTest(ROUNDS)
    void anUpdateNeverBringsAnEndedSubjectsSessionBack() throws InterruptedException {
        StoredSession first = insert("alice");
        StoredSession second = insert("alice");

        race(
                number -> node(number).update(NewSession.rotationOf(number % 4 < 2 ? first : second)),
                () -> storage().endAll("alice", RevocationCause.ADMINISTRATOR, 0));

        assertThat(exists(first)).isFalse();
        assertThat(exists(second)).isFalse();
        assertThat(storage().findAll("alice").value()).isEmpty();
    }

    @RepeatedTest(ROUNDS)
    void anUpdateNeverBringsAnEndedSessionBack() throws InterruptedException {
        StoredSession session = insert("alice");

        race(
                number -> node(number).update(NewSession.rotationOf(session)),
                () -> storage().end(session.id(), RevocationCause.SIGNED_OUT));

        assertThat(exists(session)).isFalse();
        assertThat(storage().findAll("alice").value()).isEmpty();
    }

    @RepeatedTest(ROUNDS)
    void ofRacingEndsExactlyOneFindsTheSession() throws InterruptedException {
        StoredSession session = insert("alice");
        node(1);

        List<StorageResult<Boolean>> results =
                Race.of(RACERS, number -> node(number).end(session.id(), cause(number)));

        List<Revocation> logged = logged();
        assertThat(logged).hasSize(1);
        assertThat(results).filteredOn(StorageResult::value).hasSize(1);
        assertThat(results)
                .allSatisfy(result -> assertThat(result.revocations()).isEqualTo(logged));
        assertThat(exists(session)).isFalse();
    }

    @RepeatedTest(ROUNDS)
    void racingEndsOfAnUnknownSessionLogOneEnd() throws InterruptedException {
        SessionId unknown = NewSession.newId("alice");
        node(1);

        List<StorageResult<Boolean>> results =
                Race.of(RACERS, number -> node(number).end(unknown, cause(number)));

        List<Revocation> logged = logged();
        assertThat(logged).hasSize(1);
        assertThat(results).allSatisfy(result -> {
            assertThat(result.value()).isFalse();
            assertThat(result.revocations()).isEqualTo(logged);
        });
    }

    @RepeatedTest(ROUNDS)
    void ofSessionsThatEndAllOthersExactlyOneGoesOn() throws InterruptedException {
        List<StoredSession> sessions =
                IntStream.range(0, RACERS).mapToObj(number -> insert("alice")).toList();
        node(1);

        List<StorageResult<OptionalInt>> results = Race.of(RACERS, number -> endOthers(number, sessions.get(number)));

        List<StoredSession> live = storage().findAll("alice").value();
        assertThat(live).hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.value().isPresent())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.value()).hasValue(RACERS - 1);
                    assertThat(endedBy(result))
                            .hasSize(RACERS - 1)
                            .doesNotContain(live.get(0).id());
                });
        assertThat(logged()).hasSize(RACERS - 1);
    }

    @RepeatedTest(ROUNDS)
    void aSessionThatIsInsertedDuringEndOthersIsEitherLiveOrLogged() throws InterruptedException {
        StoredSession kept = insert("alice");

        Outcome<StoredSession, StorageResult<OptionalInt>> outcome = raceInserts(() -> endOthers(1, kept));

        Set<SessionId> expected = new HashSet<>(List.of(kept.id()));
        outcome.racers().forEach(session -> expected.add(session.id()));
        Set<SessionId> ended = endedBy(outcome.result());
        expected.removeAll(ended);
        assertThat(outcome.result().value()).hasValue(ended.size());
        assertThat(storage().findAll("alice").value())
                .extracting(StoredSession::id)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(logged())
                .containsExactlyInAnyOrderElementsOf(outcome.result().revocations());
    }

    @RepeatedTest(ROUNDS)
    void anUpdateNeverUndoesARaisedVersion() throws InterruptedException {
        StoredSession session = insert("alice");

        Outcome<Optional<StoredSession>, StorageResult<Integer>> outcome = race(
                number -> node(number).update(NewSession.rotationOf(session)).value(),
                () -> otherNode().outdateAll("alice"));

        StoredSession current = storage().find(session.id()).value().orElseThrow();
        List<StoredSession> rotated =
                outcome.racers().stream().flatMap(Optional::stream).toList();
        assertThat(rotated).hasSizeLessThanOrEqualTo(1);
        assertThat(current.generation().number()).isEqualTo(rotated.size());
        assertThat(current.version()).isEqualTo(minimumOf(outcome.result().revocations()));
    }

    @RepeatedTest(ROUNDS)
    void noSessionIsBelowAMinimumThatWasRaisedWhileItWasInserted() throws InterruptedException {
        Outcome<StoredSession, StorageResult<Integer>> outcome =
                raceInserts(() -> otherNode().outdateAll("alice"));

        long minimum = minimumOf(outcome.result().revocations());
        assertThat(storage().findAll("alice").value())
                .hasSize(RACERS)
                .allSatisfy(session -> assertThat(session.version()).isGreaterThanOrEqualTo(minimum));
    }

    @RepeatedTest(ROUNDS)
    void racingEndsOfASubjectHaveMinimumsOfTheirOwn() throws InterruptedException {
        IntStream.range(0, RACERS).forEach(number -> insert("alice"));
        node(1);

        List<StorageResult<Integer>> results =
                Race.of(RACERS, number -> node(number).endAll("alice", cause(number), 0));

        assertThat(results.stream().mapToInt(StorageResult::value).sum()).isEqualTo(RACERS);
        assertThat(results.stream().map(result -> minimumOf(result.revocations())))
                .doesNotHaveDuplicates();
        assertThat(logged()).hasSize(RACERS);
    }

    private <R> Outcome<StoredSession, R> raceInserts(Supplier<R> operation) throws InterruptedException {
        return race(number -> stored(node(number).insert(NewSession.of("alice").toInsert())), operation);
    }

    /** Runs an operation in the midst of racers. */
    private <T, R> Outcome<T, R> race(IntFunction<T> racer, Supplier<R> operation) throws InterruptedException {
        node(1);
        CompletableFuture<R> result = new CompletableFuture<>();
        List<Callable<Optional<T>>> all = new ArrayList<>();
        IntStream.range(0, RACERS).forEach(number -> all.add(() -> Optional.of(racer.apply(number))));
        all.add(RACERS / 2, () -> {
            result.complete(operation.get());
            return Optional.empty();
        });
        List<T> racers = Race.between(all).stream().flatMap(Optional::stream).toList();
        return new Outcome<>(racers, result.join());
    }

    private StorageResult<OptionalInt> endOthers(int node, StoredSession keep) {
        return node(node).endOthers(keep.id(), RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
    }

    private static RevocationCause cause(int number) {
        return number % 2 == 0 ? RevocationCause.SIGNED_OUT : RevocationCause.ADMINISTRATOR;
    }

    private static Set<SessionId> endedBy(StorageResult<?> result) {
        Set<SessionId> ended = new HashSet<>();
        result.revocations()
                .forEach(revocation -> ended.add(revocation.sessionId().orElseThrow()));
        return ended;
    }
}
