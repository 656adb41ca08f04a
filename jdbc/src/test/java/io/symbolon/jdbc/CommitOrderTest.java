package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StorageResult;
import io.symbolon.testkit.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transaction that drew its number early and commits late loses nothing to any reader, and delays no other partition. */
final class CommitOrderTest {
    @Nested
    final class OnPostgres extends Contract {
        OnPostgres() {
            super(PostgresDatabase.shared(), new PostgreSqlDialect());
        }

        @Test
        void aLongTransactionElsewhereDelaysNoRevocation() throws Exception {
            TestDatabase.execute(pool(), "CREATE TABLE IF NOT EXISTS elsewhere (n int)");
            LogCursor cursor = Sessions.end(reader().revocationLog());
            try (Connection longOne = pool().getConnection()) {
                longOne.setAutoCommit(false);
                longOne.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                Sql.update(longOne, "INSERT INTO elsewhere VALUES (1)");
                Sql.query(longOne, "SELECT COUNT(*) FROM symbolon_log", row -> row.getLong(1));
                for (int i = 0; i < 20; i++) {
                    SessionId ended = Sessions.newId("subject-" + i);
                    writer().end(ended, RevocationCause.SIGNED_OUT);

                    List<Revocation> read = reader().revocationLog()
                            .read(cursor, Patience.PATIENCE)
                            .revocations();

                    assertThat(read)
                            .extracting(Revocation::sessionId)
                            .as("while a transaction of the application is open")
                            .contains(Optional.of(ended));
                }
                longOne.rollback();
            }
        }
    }

    @Nested
    final class OnMaria extends Contract {
        OnMaria() {
            super(MariaDatabase.shared(), new MySqlDialect());
        }
    }

    @Nested
    final class OnH2 extends Contract {
        OnH2() {
            super(H2Database.MEMORY, new H2Dialect());
        }
    }

    @Timeout(300)
    abstract static class Contract extends TwoNodes {
        private static final int PARTITION = 5;
        private final LogTable log;

        Contract(TestDatabase database, SqlDialect dialect) {
            super(database);
            this.log = new LogTable(new Tables(Optional.empty(), "symbolon_", dialect.quote()));
        }

        @Test
        void anEntryThatCommitsLateIsReadAndSoIsWhatCameAfterIt() throws Exception {
            LogCursor start = Sessions.end(reader().revocationLog());
            SessionId early = Sessions.idIn(PARTITION);
            SessionId late = Sessions.idIn(PARTITION);
            SessionId elsewhere = Sessions.idIn(PARTITION + 1);
            try (HikariDataSource pool = database().pool();
                    Connection open = pool.getConnection()) {
                open.setAutoCommit(false);
                append(open, early);

                CompletableFuture<StorageResult<Boolean>> waiting =
                        CompletableFuture.supplyAsync(() -> writer().end(late, RevocationCause.SIGNED_OUT));
                writer().end(elsewhere, RevocationCause.SIGNED_OUT);

                assertThat(idsAfter(start))
                        .as("another partition is not held up")
                        .containsExactly(elsewhere);
                LogCursor between = Sessions.end(reader().revocationLog());
                assertThatThrownBy(() -> waiting.get(500, TimeUnit.MILLISECONDS))
                        .as("the same partition waits for its turn")
                        .isInstanceOf(TimeoutException.class);
                open.commit();
                Patience.get(waiting);

                assertThat(idsAfter(between)).containsExactly(early, late);
            }
        }

        @Test
        void anEntryThatIsRolledBackLeavesNoGap() throws Exception {
            LogCursor start = Sessions.end(reader().revocationLog());
            SessionId undone = Sessions.idIn(PARTITION);
            SessionId late = Sessions.idIn(PARTITION);
            try (HikariDataSource pool = database().pool();
                    Connection open = pool.getConnection()) {
                open.setAutoCommit(false);
                append(open, undone);
                CompletableFuture<StorageResult<Boolean>> waiting =
                        CompletableFuture.supplyAsync(() -> writer().end(late, RevocationCause.SIGNED_OUT));
                assertThat(idsAfter(start)).isEmpty();
                open.rollback();
                Patience.get(waiting);
            }

            assertThat(idsAfter(start)).containsExactly(late);
            assertThat(reader().revocationLog().read(start, Duration.ZERO).restarted())
                    .isFalse();
        }

        private void append(Connection connection, SessionId id) throws SQLException {
            log.append(
                    connection,
                    PARTITION,
                    List.of(Revocation.sessionEnded(Optional.empty(), id, RevocationCause.SIGNED_OUT, Instant.now())),
                    0);
        }

        private List<SessionId> idsAfter(LogCursor cursor) throws InterruptedException {
            return Sessions.read(reader().revocationLog(), cursor).stream()
                    .map(revocation -> revocation.sessionId().orElseThrow())
                    .toList();
        }
    }
}
