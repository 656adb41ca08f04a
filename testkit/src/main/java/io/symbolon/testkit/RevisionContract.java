package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Four nodes write one record at once, in every way in which a record can be written: no write is lost. */
public abstract class RevisionContract extends StorageContract {
    private static final int NODES = 4;
    private static final int WRITES_OF_EACH = 6;
    private static final int ROUNDS = 5;

    /** A write of a record; gives what it logged, or empty if the record was written meanwhile or does not exist. */
    private interface Write {
        Optional<List<Revocation>> on(UserSessionStorage storage, StoredSession session, int writer);
    }

    private static final List<Write> COMPARING = List.of(
            comparing(RevisionContract::rotationThatCounts),
            comparing((session, writer) -> NewSession.partsOf(session, counted(session, writer))),
            comparing((session, writer) -> NewSession.outdatingOf(session, counted(session, writer))));

    private static final List<Write> OTHERS = List.of(
            (storage, session, writer) -> ifTrue(storage.outdate(session.id())),
            (storage, session, writer) ->
                    Optional.of(storage.outdateAll(session.subject()).revocations()));

    /** For subclasses. */
    protected RevisionContract() {}

    @Test
    void noWriteOfARecordIsLost() throws InterruptedException {
        StoredSession inserted = insert("alice");
        List<UserSessionStorage> nodes = nodes();
        List<Callable<List<Revocation>>> writers = new ArrayList<>();
        for (Write write : everyWrite()) {
            for (UserSessionStorage node : nodes) {
                int writer = writers.size();
                writers.add(() -> writeRepeatedly(node, inserted, writer, write));
            }
        }

        List<Revocation> answered =
                Race.between(writers).stream().flatMap(List::stream).toList();

        StoredSession last = storage().find(inserted.id()).value().orElseThrow();
        assertThat(last.revision()).as("every write").isEqualTo((long) writers.size() * WRITES_OF_EACH);
        assertThat(last.generation().number()).as("every rotation").isEqualTo(NODES * WRITES_OF_EACH);
        assertThat(IntStream.range(0, writers.size()).map(writer -> count(last.parts(), writer)))
                .as("every change of the parts")
                .filteredOn(count -> count > 0)
                .hasSize(3 * NODES)
                .allMatch(count -> count == WRITES_OF_EACH);
        assertThat(answered)
                .as("every write that outdates")
                .hasSize(3 * NODES * WRITES_OF_EACH)
                .extracting(Revocation::minimumVersion)
                .doesNotHaveDuplicates();
        assertThat(logged()).containsExactlyInAnyOrderElementsOf(answered);
        assertThat(answered.stream().mapToLong(Revocation::minimumVersion).max())
                .hasValue(last.version());
    }

    @RepeatedTest(ROUNDS)
    void ofRacingWritesOfOneRevisionExactlyOneIsDone() throws InterruptedException {
        StoredSession session = insert("alice");
        List<UserSessionStorage> nodes = nodes();

        List<Optional<List<Revocation>>> answers = Race.of(
                NODES * COMPARING.size(),
                number -> COMPARING.get(number / NODES).on(nodes.get(number % NODES), session, number));

        assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);
        int winner = IntStream.range(0, answers.size())
                .filter(number -> answers.get(number).isPresent())
                .findFirst()
                .orElseThrow();
        StoredSession written = storage().find(session.id()).value().orElseThrow();
        assertThat(written.revision()).isOne();
        assertThat(count(written.parts(), winner)).isOne();
        assertThat(logged()).isEqualTo(answers.get(winner).orElseThrow());
    }

    @RepeatedTest(ROUNDS)
    void aRecordThatEndsInTheMidstOfItsWritesStaysAway() throws InterruptedException {
        StoredSession session = insert("alice");
        List<UserSessionStorage> nodes = nodes();
        List<Callable<List<Revocation>>> racers = new ArrayList<>();
        for (Write write : everyWrite()) {
            for (UserSessionStorage node : nodes) {
                int writer = racers.size();
                racers.add(() -> writeWhileItExists(node, session, writer, write));
            }
        }
        racers.add(
                racers.size() / 2,
                () -> storage().end(session.id(), RevocationCause.ADMINISTRATOR).revocations());

        List<Revocation> answered =
                Race.between(racers).stream().flatMap(List::stream).toList();

        for (UserSessionStorage node : nodes) {
            assertThat(node.find(session.id()).value()).isEmpty();
            assertThat(node.findAll("alice").value()).isEmpty();
        }
        assertThat(logged()).containsExactlyInAnyOrderElementsOf(answered);
        assertThat(answered)
                .filteredOn(Revocation::ends)
                .extracting(Revocation::sessionId)
                .containsExactly(Optional.of(session.id()));
    }

    private static List<Write> everyWrite() {
        return Stream.concat(COMPARING.stream(), OTHERS.stream()).toList();
    }

    private List<UserSessionStorage> nodes() {
        return List.of(storage(), otherNode(), open(RETENTION), open(RETENTION));
    }

    private static List<Revocation> writeRepeatedly(
            UserSessionStorage node, StoredSession session, int writer, Write write) {
        List<Revocation> logged = new ArrayList<>();
        for (int i = 0; i < WRITES_OF_EACH; i++) {
            Optional<List<Revocation>> done = Optional.empty();
            while (done.isEmpty() && !Thread.currentThread().isInterrupted()) {
                StoredSession current = node.find(session.id()).value().orElseThrow();
                done = write.on(node, current, writer);
            }
            logged.addAll(done.orElse(List.of()));
        }
        return logged;
    }

    private static List<Revocation> writeWhileItExists(
            UserSessionStorage node, StoredSession session, int writer, Write write) {
        List<Revocation> logged = new ArrayList<>();
        Optional<StoredSession> current = node.find(session.id()).value();
        while (current.isPresent() && !Thread.currentThread().isInterrupted()) {
            write.on(node, current.get(), writer).ifPresent(logged::addAll);
            current = node.find(session.id()).value();
        }
        return logged;
    }

    private static Write comparing(BiFunction<StoredSession, Integer, SessionUpdate> update) {
        return (storage, session, writer) -> {
            StorageResult<Optional<StoredSession>> result = storage.update(update.apply(session, writer));
            result.value().ifPresent(written -> assertThat(written.revision()).isEqualTo(session.revision() + 1));
            return result.value().map(written -> result.revocations());
        };
    }

    private static Optional<List<Revocation>> ifTrue(StorageResult<Boolean> result) {
        return result.value() ? Optional.of(result.revocations()) : Optional.empty();
    }

    private static SessionUpdate rotationThatCounts(StoredSession session, int writer) {
        SessionUpdate rotation = NewSession.rotationOf(session);
        return new SessionUpdate(
                rotation.id(),
                rotation.expectedRevision(),
                rotation.generation(),
                rotation.refreshes(),
                rotation.outdates(),
                counted(session, writer));
    }

    /** All parts as they are, with one more counted in the writer's own. */
    private static SessionParts counted(StoredSession session, int writer) {
        int next = count(session.parts(), writer) + 1;
        return session.parts()
                .with(
                        tag(writer),
                        false,
                        ByteBuffer.allocate(Integer.BYTES).putInt(next).array());
    }

    private static int count(SessionParts parts, int writer) {
        return parts.find(tag(writer))
                .map(value -> ByteBuffer.wrap(value).getInt())
                .orElse(0);
    }

    private static int tag(int writer) {
        return 100 + writer;
    }
}
