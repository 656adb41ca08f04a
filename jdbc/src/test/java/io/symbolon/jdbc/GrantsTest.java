package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.Revocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that verifies needs the right to read two tables, and no other. */
@Timeout(300)
final class GrantsTest {
    private final PostgresDatabase database = PostgresDatabase.shared();
    private HikariDataSource verifier;

    @BeforeEach
    void createRole() {
        database.reset();
        TestDatabase.execute(database.admin(), "CREATE ROLE verifier LOGIN PASSWORD 'verifier'");
        verifier = database.pool(config -> {
            config.setUsername("verifier");
            config.setPassword("verifier");
            config.setMaximumPoolSize(3);
        });
    }

    @AfterEach
    void dropRole() {
        verifier.close();
        TestDatabase.execute(database.admin(), "DROP OWNED BY verifier");
        TestDatabase.execute(database.admin(), "DROP ROLE verifier");
    }

    @Test
    void theRightToSelectIsEnoughToFollowTheLog() throws InterruptedException {
        grant("SELECT ON symbolon_log, symbolon_retention");
        try (JdbcUserSessionStorage storage = JdbcUserSessionStorage.builder(database.admin())
                        .migrate(false)
                        .retention(Duration.ofHours(5))
                        .build();
                JdbcRevocationLog log = JdbcRevocationLog.builder(verifier)
                        .pollInterval(Duration.ofMinutes(1))
                        .build()) {
            LogCursor cursor = log.read(LogCursor.START, Duration.ZERO).next();
            SessionId ended = Sessions.newId("alice");
            storage.end(ended, RevocationCause.SIGNED_OUT);

            assertThat(log.read(cursor, Duration.ofSeconds(20)).revocations())
                    .as("is told by LISTEN, long before it polls")
                    .extracting(Revocation::sessionId)
                    .containsExactly(Optional.of(ended));
            assertThat(log.retention()).isEqualTo(Duration.ofHours(5));
        }
    }

    @Test
    void itCanReadNoSessionAndWriteNothing() {
        grant("SELECT ON symbolon_log, symbolon_retention");

        for (String sql : new String[] {
            "SELECT * FROM symbolon_session",
            "SELECT * FROM symbolon_subject",
            "DELETE FROM symbolon_log",
            "UPDATE symbolon_log SET entry_id = 1",
            "INSERT INTO symbolon_retention VALUES (1, 1)"
        }) {
            assertThatThrownBy(() -> run(sql)).as(sql).hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() ->
                        JdbcUserSessionStorage.builder(verifier).migrate(false).build())
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("table symbolon_session (or the right to SELECT)")
                .hasMessageContaining("the right to INSERT in table symbolon_log");
    }

    @Test
    void aMissingRightIsNamedAtTheStart() {
        grant("SELECT ON symbolon_log");

        assertThatThrownBy(() -> JdbcRevocationLog.builder(verifier).build())
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("symbolon_retention (or the right to SELECT)")
                .hasMessageNotContaining("table symbolon_log ");
    }

    @Test
    void aStorageNeedsTheRightsOnRowsOnly() {
        grant("SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public");
        try (JdbcUserSessionStorage storage =
                JdbcUserSessionStorage.builder(verifier).migrate(false).build()) {
            storage.insert(Sessions.of("alice"));

            assertThat(storage.endAll("alice", RevocationCause.ADMINISTRATOR, 0).value())
                    .isOne();
        }
    }

    private void grant(String what) {
        TestDatabase.execute(database.admin(), "GRANT " + what + " TO verifier");
    }

    private boolean run(String sql) throws SQLException {
        try (Connection connection = verifier.getConnection()) {
            Sql.execute(connection, sql);
            return true;
        }
    }
}
