package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionLimit;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.junit.jupiter.api.RepeatedTest;

/**
 * A session's end and its entry in the log are one step (G1): whoever sees the one, on whatever node, finds the other at
 * once.
 */
public abstract class AtomicityContract extends StorageContract {
    private static final int ROUNDS = 5;

    /** For subclasses. */
    protected AtomicityContract() {}

    @RepeatedTest(ROUNDS)
    void g1EndIsOneStep() throws InterruptedException {
        StoredSession session = insert("alice");

        assertOneStep(
                session,
                Optional::isEmpty,
                () -> storage().end(session.id(), RevocationCause.SIGNED_OUT).revocations());
    }

    @RepeatedTest(ROUNDS)
    void g1EndAllIsOneStep() throws InterruptedException {
        StoredSession session = insert("alice");
        insert("alice");

        assertOneStep(
                session,
                Optional::isEmpty,
                () -> storage()
                        .endAll("alice", RevocationCause.ADMINISTRATOR, 0)
                        .revocations());
    }

    @RepeatedTest(ROUNDS)
    void g1EndOthersIsOneStep() throws InterruptedException {
        StoredSession session = insert("alice");
        StoredSession kept = insert("alice");
        insert("alice");

        assertOneStep(
                session,
                Optional::isEmpty,
                () -> storage()
                        .endOthers(kept.id(), RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION)
                        .revocations());
        assertThat(exists(kept)).isTrue();
    }

    @RepeatedTest(ROUNDS)
    void g1AnInsertThatEvictsIsOneStep() throws InterruptedException {
        StoredSession session = insert("alice");

        assertOneStep(
                session,
                Optional::isEmpty,
                () -> storage()
                        .insert(NewSession.of("alice")
                                .limit(SessionLimit.evictOldest(1))
                                .toInsert())
                        .revocations());
        assertThat(storage().findAll("alice").value()).hasSize(1);
    }

    @RepeatedTest(ROUNDS)
    void g1OutdateIsOneStep() throws InterruptedException {
        StoredSession session = insert("alice");

        assertOneStep(
                session,
                found -> found.orElseThrow().version() > session.version(),
                () -> storage().outdate(session.id()).revocations());
    }

    @RepeatedTest(ROUNDS)
    void g1OutdateAllIsOneStep() throws InterruptedException {
        StoredSession session = insert("alice");

        assertOneStep(
                session,
                found -> found.orElseThrow().version() > session.version(),
                () -> storage().outdateAll("alice").revocations());
    }

    /** Watches an operation from another node: from the session to the log, and from the log to the session. */
    private void assertOneStep(
            StoredSession session, Predicate<Optional<StoredSession>> isDone, Callable<List<Revocation>> operation)
            throws InterruptedException {
        LogReader bySession = LogReader.atEndOf(otherNode().revocationLog());
        LogReader byLog = LogReader.atEndOf(otherNode().revocationLog());

        List<List<Revocation>> seen = Race.between(List.of(
                operation,
                () -> {
                    awaitDone(session, isDone);
                    return bySession.readToEnd();
                },
                () -> {
                    List<Revocation> logged = readFirst(byLog, session);
                    assertThat(isDone.test(otherNode().find(session.id()).value()))
                            .as("what is in the log is done")
                            .isTrue();
                    return logged;
                }));

        assertThat(seen.get(0)).isNotEmpty();
        assertThat(seen.get(1)).as("what is done is in the log").containsAll(seen.get(0));
    }

    private void awaitDone(StoredSession session, Predicate<Optional<StoredSession>> isDone) {
        long deadline = System.nanoTime() + fixture().patience().toNanos();
        while (!isDone.test(otherNode().find(session.id()).value())) {
            assertThat(System.nanoTime()).as("done in time").isLessThan(deadline);
        }
    }

    /** Reads until an entry comes that concerns a session. */
    private List<Revocation> readFirst(LogReader reader, StoredSession session) throws InterruptedException {
        return reader.readUntil(
                read -> read.stream().anyMatch(revocation -> concerns(revocation, session)),
                fixture().patience());
    }

    private static boolean concerns(Revocation revocation, StoredSession session) {
        return revocation.sessionId().map(session.id()::equals).orElse(true);
    }
}
