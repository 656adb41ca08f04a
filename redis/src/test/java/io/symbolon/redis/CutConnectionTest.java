package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.RedisClient;
import io.symbolon.RevocationCause;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.TcpRelay;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The connection is cut when the server has carried out a script and its answer is on the way: the caller is told that it
 * is not known, nothing is sent twice behind its back, and a repeated call gives the right answer.
 */
final class CutConnectionTest {
    private static RedisProcess server;
    private final Closer closer = new Closer();
    private TcpRelay relay;
    private RedisUserSessionStorage storage;

    @BeforeAll
    static void startServer() {
        server = RedisProcess.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        server.ask("FLUSHALL");
        relay = closer.add(new TcpRelay(server.port()));
        RedisClient client = TestClients.client(RedisProcess.uri(relay.port()));
        closer.add(client::shutdown);
        storage = closer.add(RedisUserSessionStorage.builder(client)
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .build());
        letTheServerKnowTheScripts();
    }

    @AfterEach
    void close() {
        closer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void aRepeatedEndFindsThatTheSessionHasEnded(int passed) throws Exception {
        StoredSession session = Sample.stored(storage, "alice");

        callThatIsCut(passed, () -> storage.end(session.id(), RevocationCause.SIGNED_OUT));
        StorageResult<Boolean> again = storage.end(session.id(), RevocationCause.ADMINISTRATOR);

        assertThat(again.value()).isFalse();
        assertThat(again.revocations())
                .singleElement()
                .satisfies(revocation -> assertThat(revocation.cause()).contains(RevocationCause.SIGNED_OUT));
        assertThat(Sample.readAll(storage.revocationLog())).isEqualTo(again.revocations());
    }

    @Test
    void aRepeatedInsertGivesWhatIsStored() throws Exception {
        SessionInsert insert = Sample.insert("alice");

        callThatIsCut(5, () -> storage.insert(insert));
        InsertResult again = storage.insert(insert);

        assertThat(storage.findAll("alice").value())
                .containsExactly(again.session().orElseThrow());
    }

    @Test
    void aRepeatedInsertTellsWhomItDisplaced() throws Exception {
        SessionLimit one = SessionLimit.evictOldest(1);
        StoredSession displaced = storage.insert(Sample.insert("alice", SessionLifetime.defaults(), one))
                .session()
                .orElseThrow();
        SessionInsert insert = Sample.insert("alice", SessionLifetime.defaults(), one);

        callThatIsCut(5, () -> storage.insert(insert));
        InsertResult again = storage.insert(insert);

        assertThat(again.session()).isPresent();
        assertThat(again.revocations())
                .singleElement()
                .satisfies(revocation -> assertThat(revocation.sessionId()).contains(displaced.id()));
        assertThat(Sample.readAll(storage.revocationLog())).isEqualTo(again.revocations());
    }

    @Test
    void aRepeatedEndOthersTellsWhomItEnded() throws Exception {
        StoredSession kept = Sample.stored(storage, "alice");
        StoredSession second = Sample.stored(storage, "alice");
        StoredSession third = Sample.stored(storage, "alice");
        StoredSession ofAnother = Sample.stored(storage, "bob");
        storage.end(ofAnother.id(), RevocationCause.SIGNED_OUT);

        callThatIsCut(5, () -> storage.endOthers(kept.id(), RevocationCause.CREDENTIALS_CHANGED));
        StorageResult<OptionalInt> again = storage.endOthers(kept.id(), RevocationCause.ADMINISTRATOR);

        assertThat(again.value()).hasValue(0);
        assertThat(again.revocations())
                .allSatisfy(revocation -> assertThat(revocation.cause()).contains(RevocationCause.CREDENTIALS_CHANGED))
                .extracting(revocation -> revocation.sessionId().orElseThrow())
                .containsExactlyInAnyOrder(second.id(), third.id());
    }

    @Test
    void anUpdateIsDoneOnceAndTheCallerCanTell() throws Exception {
        StoredSession session = Sample.stored(storage, "alice");

        callThatIsCut(5, () -> storage.update(Sample.rotation(session)));

        assertThat(storage.update(Sample.rotation(session)).value()).isEmpty();
        Optional<StoredSession> stored = storage.find(session.id()).value();
        assertThat(stored).isPresent();
        assertThat(stored.orElseThrow().generation().number()).isEqualTo(1);
    }

    @Test
    void endAllIsDoneOnce() throws Exception {
        Sample.stored(storage, "alice");

        callThatIsCut(5, () -> storage.endAll("alice", RevocationCause.ADMINISTRATOR, 0));

        assertThat(storage.findAll("alice").value()).isEmpty();
        List<Revocation> logged = Sample.readAll(storage.revocationLog());
        assertThat(logged).hasSize(1);
        StoredSession later = Sample.stored(storage, "alice");
        assertThat(later.version()).isGreaterThanOrEqualTo(logged.get(0).minimumVersion());
    }

    @Test
    void theAnswersOfOtherCallsStayInStep() throws Exception {
        for (int i = 0; i < 50; i++) {
            StoredSession session = Sample.stored(storage, "subject-" + i);
            callThatIsCut(i % 9, () -> storage.outdate(session.id()));

            assertThat(storage.find(session.id()).value().orElseThrow().version())
                    .isGreaterThan(session.version());
            assertThat(storage.findAll("subject-" + i).value()).hasSize(1);
        }
        assertThat(Sample.readAll(storage.revocationLog())).hasSize(50);
    }

    /** So that the next answer is a script's, and not that the script is unknown. */
    private void letTheServerKnowTheScripts() {
        StoredSession session = Sample.stored(storage, "bob");
        storage.update(Sample.rotation(session));
        storage.end(session.id(), RevocationCause.SIGNED_OUT);
        storage.endOthers(Sample.stored(storage, "bob").id(), RevocationCause.SIGNED_OUT);
        storage.outdate(session.id());
        storage.endAll("bob", RevocationCause.ADMINISTRATOR, 0);
        server.ask("FLUSHALL");
        storage.findAll("bob");
    }

    private void callThatIsCut(int passed, Callable<?> call) {
        relay.cutInNextAnswer(passed);
        SessionStorageException failure = catchThrowableOfType(SessionStorageException.class, call::call);
        assertThat(failure).isNotNull();
        assertThat(failure.isRetrySafe()).isTrue();
        assertThat(relay.hasCut()).isTrue();
    }
}
