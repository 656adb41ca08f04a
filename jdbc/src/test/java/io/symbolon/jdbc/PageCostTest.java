package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.SessionId;
import io.symbolon.storage.StoredSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page of a subject with very many sessions reads as many rows as it shows: each database says so of its own plan. */
@Timeout(300)
final class PageCostTest {
    private static final int LIMIT = 10;
    private static final int SESSIONS = 3_000;

    /** Of other subjects, all of them newer. */
    private static final int OTHERS = 9_000;

    private static final String INDEX = "symbolon_session_subject";

    @Test
    void aPageOnPostgreSql() throws SQLException {
        check(
                PostgresDatabase.shared(),
                "ANALYZE symbolon_session",
                "EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) ",
                plan -> {
                    assertThat(plan)
                            .contains("Index Scan Backward using " + INDEX)
                            .doesNotContain("Sort")
                            .doesNotContainPattern("actual rows=\\d{3,}");
                    // Of the sessions; the table of the sixteen partitions may be read as a whole.
                    assertThat(plan.substring(plan.indexOf("Index Scan Backward")))
                            .doesNotContain("Rows Removed by Filter");
                });
    }

    @Test
    void aPageOnMariaDb() throws SQLException {
        check(
                MariaDatabase.shared(),
                "ANALYZE TABLE symbolon_session",
                "ANALYZE FORMAT=JSON ",
                plan -> assertThat(plan)
                        .contains("\"key\": \"" + INDEX + "\"")
                        .doesNotContain("filesort")
                        .doesNotContainPattern("\"r_rows\": \\d{3,}"));
    }

    @Test
    void aPageOnH2() throws SQLException {
        check(
                H2Database.MEMORY,
                "ANALYZE TABLE symbolon_session",
                "EXPLAIN ANALYZE ",
                plan -> assertThat(plan)
                        .containsIgnoringCase(INDEX)
                        .contains("index sorted")
                        .doesNotContainPattern("scanCount: \\d{3,}"));
    }

    private static void check(TestDatabase database, String analyze, String explain, Consumer<String> plan)
            throws SQLException {
        database.reset();
        List<String> texts = Collections.synchronizedList(new ArrayList<>());
        try (HikariDataSource pool = database.pool();
                JdbcUserSessionStorage storage = JdbcUserSessionStorage.builder(
                                new DelegatingDataSource(pool, connection -> Connections.withTexts(connection, texts)))
                        .migrate(false)
                        .listen(false)
                        .cleanUpInterval(Duration.ofHours(1))
                        .build()) {
            StoredSession sample =
                    storage.insert(Sessions.of("alice")).session().orElseThrow();
            fill(pool, sample, SESSIONS - 1);
            for (int i = 0; i < OTHERS / 1_000; i++) {
                StoredSession other =
                        storage.insert(Sessions.of("subject-" + i)).session().orElseThrow();
                fill(pool, other, 999);
            }
            TestDatabase.execute(pool, analyze);
            texts.clear();

            List<StoredSession> first =
                    storage.findPage("alice", LIMIT, Optional.empty()).value();
            SessionId last = first.get(LIMIT - 1).id();
            assertThat(storage.findPage("alice", LIMIT, Optional.of(last)).value())
                    .hasSize(LIMIT);

            List<String> pages = texts.stream()
                    .filter(text -> text.contains("sid DESC LIMIT"))
                    .toList();
            assertThat(pages).hasSize(2);
            byte[] subject = SubjectKey.of("alice");
            int partition = LogTable.partitionOf("alice");
            long now = sample.createdAt().toEpochMilli();
            plan.accept(plan(pool, explain + pages.get(0), subject, subject, now, partition, LIMIT));
            plan.accept(plan(
                    pool, explain + pages.get(1), subject, subject, SubjectKey.bytes(last), now, partition, LIMIT));
        } finally {
            database.reset();
        }
    }

    private static String plan(HikariDataSource pool, String sql, Object... parameters) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return Sql.query(connection, sql, row -> row.getString(1), parameters).stream()
                    .collect(Collectors.joining("\n"));
        }
    }

    /** Copies of a session under other ids. */
    private static void fill(HikariDataSource pool, StoredSession sample, int count) throws SQLException {
        String columns = String.join(", ", SessionRows.COLUMNS);
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO symbolon_session (" + columns
                        + ") VALUES (?" + ", ?".repeat(SessionRows.COLUMNS.size() - 1) + ")")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                @Nullable Object[] values = SessionRows.insertParameters(sample);
                values[0] = SubjectKey.bytes(Sessions.newId(sample.subject()));
                for (int column = 0; column < values.length; column++) {
                    insert.setObject(column + 1, values[column]);
                }
                insert.addBatch();
                if (i % 1_000 == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        }
    }
}
