package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.TcpRelay;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that breaks before, while or after a write is committed: the error says so, and a repeat puts it right. */
final class CommitFaultTest {
    /** PostgreSQL's functions: the statement is the transaction. */
    @Nested
    final class OfAFunction extends Contract {
        OfAFunction() {
            super(PostgresDatabase.shared(), true, "FROM symbolon_(insert|end)\\(");
        }
    }

    /** Several statements and a COMMIT. */
    @Nested
    final class OfATransactionOnPostgres extends Contract {
        OfATransactionOnPostgres() {
            super(PostgresDatabase.shared(), false, "COMMIT(?!TED)");
        }
    }

    @Nested
    final class OfATransactionOnMaria extends Contract {
        OfATransactionOnMaria() {
            super(MariaDatabase.shared(), false, "COMMIT(?!TED)");
        }
    }

    @Timeout(300)
    abstract static class Contract {
        private final TestDatabase database;
        private final boolean functions;
        private final Pattern commit;
        private final Closer closer = new Closer();
        private TcpRelay relay;
        private JdbcUserSessionStorage storage;

        Contract(TestDatabase database, boolean functions, String commit) {
            this.database = database;
            this.functions = functions;
            this.commit = Pattern.compile(commit);
        }

        @BeforeEach
        void open() {
            database.reset();
            relay = closer.add(new TcpRelay(database.port()));
            // A statement's text reaches the server once only where it is prepared there: not here.
            HikariDataSource pool = closer.add(database.pool(database.urlAt(relay.port()), config -> {
                config.setMaximumPoolSize(2);
                config.addDataSourceProperty("prepareThreshold", "0");
            }));
            storage = closer.add(JdbcUserSessionStorage.builder(pool)
                    .migrate(false)
                    .functions(functions)
                    .listen(false)
                    .build());
        }

        @AfterEach
        void close() {
            closer.close();
        }

        @Test
        void aWriteThatNeverReachedTheServerWasNotDone() throws InterruptedException {
            StoredSession session = insert("alice");
            relay.tap((toServer, bytes, length) -> !(toServer && isCommit(bytes, length)));

            assertFailsAndCanBeRepeated(() -> storage.end(session.id(), RevocationCause.SIGNED_OUT));
            relay.tap((toServer, bytes, length) -> true);

            assertThat(storage.find(session.id()).value()).contains(session);
            assertThat(Sessions.read(storage.revocationLog(), LogCursor.START)).isEmpty();
            assertThat(storage.end(session.id(), RevocationCause.SIGNED_OUT).value())
                    .isTrue();
            assertThat(Sessions.read(storage.revocationLog(), LogCursor.START)).hasSize(1);
        }

        @Test
        void aWriteWhoseAnswerWasLostWasDoneAndARepeatSaysTheSame() throws InterruptedException {
            StoredSession session = insert("alice");
            loseTheAnswerOfTheNextCommit();

            assertFailsAndCanBeRepeated(() -> storage.end(session.id(), RevocationCause.REUSE_DETECTED));
            relay.tap((toServer, bytes, length) -> true);
            awaitGone(session);

            var again = storage.end(session.id(), RevocationCause.SIGNED_OUT);
            assertThat(again.value()).isFalse();
            assertThat(again.revocations())
                    .isEqualTo(Sessions.read(storage.revocationLog(), LogCursor.START))
                    .singleElement()
                    .satisfies(logged -> assertThat(logged.cause()).contains(RevocationCause.REUSE_DETECTED));
        }

        @Test
        void anInsertWhoseAnswerWasLostIsGivenByTheRepeat() {
            SessionInsert insert = Sessions.of("alice");
            loseTheAnswerOfTheNextCommit();

            assertFailsAndCanBeRepeated(() -> storage.insert(insert));
            relay.tap((toServer, bytes, length) -> true);
            await().until(() -> storage.find(insert.id()).value().isPresent());

            StoredSession stored = storage.find(insert.id()).value().orElseThrow();
            assertThat(storage.insert(insert).session()).contains(stored);
            assertThat(storage.findAll("alice").value()).containsExactly(stored);
        }

        private void loseTheAnswerOfTheNextCommit() {
            AtomicBoolean committing = new AtomicBoolean();
            relay.tap((toServer, bytes, length) -> {
                if (toServer && isCommit(bytes, length)) {
                    committing.set(true);
                }
                return toServer || !committing.get();
            });
        }

        private boolean isCommit(byte[] bytes, int length) {
            return commit.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1))
                    .find();
        }

        private StoredSession insert(String subject) {
            return storage.insert(Sessions.of(subject)).session().orElseThrow();
        }

        private void awaitGone(StoredSession session) {
            await().until(() -> storage.find(session.id()).value().isEmpty());
        }

        private static void assertFailsAndCanBeRepeated(ThrowingCallable call) {
            SessionStorageException failure = catchThrowableOfType(SessionStorageException.class, call);
            assertThat(failure).isNotNull();
            assertThat(failure.isRetrySafe()).isTrue();
        }
    }
}
