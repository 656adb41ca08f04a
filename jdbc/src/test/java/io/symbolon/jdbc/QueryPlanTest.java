package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.RevocationCause;
import io.symbolon.SessionLimit;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * PostgreSQL's own plans, those within functions too, as auto_explain remarks them: with 100,000 sessions and as many
 * revocations, no statement reads a whole table that grows.
 */
@Timeout(300)
final class QueryPlanTest {
    private static final String MANY = "generate_series(1, 100000) AS n";

    private static final Pattern WHOLE_TABLE = Pattern.compile("Seq Scan on symbolon_(session|subject|log)\\b(?!_)");

    private static final Pattern MANY_ROWS = Pattern.compile("actual [^)]*rows=\\d{4,}|Rows Removed by [^:]*: \\d{4,}");
    private static final List<String> TABLES = List.of("symbolon_session", "symbolon_subject", "symbolon_log");

    private final PostgresDatabase database = PostgresDatabase.shared();
    private final List<String> plans = Collections.synchronizedList(new ArrayList<>());
    private HikariDataSource pool;

    @BeforeEach
    void fill() {
        database.reset();
        run("INSERT INTO symbolon_subject SELECT sha256(n::text::bytea), n::text::bytea, 0, 0, 0,"
                + " CASE WHEN n % 10 = 0 THEN n END FROM " + MANY);
        run("INSERT INTO symbolon_session SELECT substring(sha256(('sid' || n)::bytea) FOR 16), sha256(n::text::bytea),"
                + " 'web', 1, 0, 0, 0, 'SIGN_IN', 'key', symbolon_now(), symbolon_now(), symbolon_now(),"
                + " CASE WHEN n % 10 = 0 THEN n ELSE symbolon_now() + 1000000 END, 1000000, 2000000, '' FROM " + MANY);
        run("INSERT INTO symbolon_log SELECT n % 16, 1 + n / 16, n, n, 0, 'SESSION', 'ENDED', sha256(n::text::bytea),"
                + " n::text::bytea, substring(sha256(('ended' || n)::bytea) FOR 16), 1, 'SIGNED_OUT', symbolon_now()"
                + " FROM " + MANY);
        run("ANALYZE");
        pool = database.pool(config -> config.setConnectionInitSql("LOAD 'auto_explain';"
                + " SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on; SET auto_explain.log_analyze = on;"
                + " SET auto_explain.log_level = 'notice'; SET client_min_messages = 'notice'"));
    }

    @AfterEach
    void empty() {
        pool.close();
        database.reset();
        TABLES.forEach(table -> run("ALTER TABLE " + table + " RESET (autovacuum_enabled)"));
        run("ANALYZE");
    }

    @Test
    void noStatementReadsAWholeTable() throws InterruptedException {
        for (boolean functions : new boolean[] {true, false}) {
            try (JdbcUserSessionStorage storage = open(functions, Duration.ofHours(1))) {
                LogCursor cursor = Sessions.end(storage.revocationLog());
                plans.clear();

                useAll(storage);
                storage.revocationLog().read(cursor, Duration.ZERO);

                assertPlans(functions ? 20 : 30, "symbolon_session_pkey");
            }
        }
    }

    /** As after a start with an empty database, until it has analysed its tables. */
    @Test
    void withoutStatisticsNoStatementReadsManyRows() {
        forgetStatistics();
        for (boolean functions : new boolean[] {true, false}) {
            try (JdbcUserSessionStorage storage = open(functions, Duration.ofHours(1))) {
                plans.clear();
                // The server makes a plan for any parameters once it has made several for some.
                for (int i = 0; i < 12; i++) {
                    useAll(storage);
                }

                assertPlans(12 * 20, "symbolon_session_pkey");
                assertThat(seen()).allSatisfy(plan -> assertThat(plan).doesNotContainPattern(MANY_ROWS));
            }
        }
    }

    @Test
    void theCleanUpReadsNoWholeTable() throws InterruptedException {
        cleanUp();
    }

    @Test
    void withoutStatisticsTheCleanUpReadsNoWholeTable() throws InterruptedException {
        forgetStatistics();
        cleanUp();
    }

    private void cleanUp() throws InterruptedException {
        try (JdbcUserSessionStorage storage = open(true, Duration.ofMillis(100))) {
            await().until(() -> TestDatabase.number(
                            database.admin(), "SELECT COUNT(*) FROM symbolon_session WHERE expires_at < 1000000")
                    < 9_000);
            assertThat(storage.findAll("1").value()).hasSize(1);
        }
        assertPlans(20, "symbolon_session_expiry");
        assertThat(seen())
                .filteredOn(plan -> plan.contains("Delete on symbolon_session"))
                .isNotEmpty()
                .noneMatch(plan -> plan.contains("symbolon_session_expiry"));
    }

    /** A storage whose plans are seen. */
    private JdbcUserSessionStorage open(boolean functions, Duration cleanUpInterval) {
        return JdbcUserSessionStorage.builder(
                        new DelegatingDataSource(pool, connection -> Connections.withRemarks(connection, plans)))
                .migrate(false)
                .listen(false)
                .functions(functions)
                .cleanUpInterval(cleanUpInterval)
                .build();
    }

    private void forgetStatistics() {
        for (String table : TABLES) {
            run("ALTER TABLE " + table + " SET (autovacuum_enabled = off)");
            run("DELETE FROM pg_statistic WHERE starelid = '" + table + "'::regclass");
        }
    }

    private static void useAll(JdbcUserSessionStorage storage) {
        Consumer<StoredSession> use = session -> {
            storage.find(session.id());
            storage.update(Sessions.rotationOf(session));
            storage.outdate(session.id());
            storage.endOthers(session.id(), RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
            storage.end(session.id(), RevocationCause.SIGNED_OUT);
            storage.end(session.id(), RevocationCause.SIGNED_OUT);
        };
        use.accept(storage.insert(Sessions.of("1")).session().orElseThrow());
        use.accept(storage.insert(Sessions.of("1", SessionLimit.evictOldest(1)))
                .session()
                .orElseThrow());
        storage.insert(Sessions.of("2", SessionLimit.rejectNew(1)));
        storage.insert(Sessions.of("somebody new"));
        storage.findAll("3");
        storage.findPage("3", 10, Optional.empty());
        storage.findPage("3", 10, Optional.of(Sessions.newId("3")));
        storage.outdateAll("3");
        storage.endAll("3", RevocationCause.ADMINISTRATOR, 0);
        storage.restore(List.of(
                Revocation.subjectEnded("4", 7, RevocationCause.ADMINISTRATOR, Instant.EPOCH),
                Revocation.subjectOutdated("5", 7, Instant.EPOCH),
                Revocation.sessionEnded(
                        Optional.empty(), Sessions.newId("6"), RevocationCause.SIGNED_OUT, Instant.EPOCH),
                Revocation.everythingEnded(SessionPartitions.of(7), 7, RevocationCause.ADMINISTRATOR, Instant.EPOCH)));
        storage.endEverything(8, RevocationCause.ADMINISTRATOR, 0);
    }

    /** The storage's own threads may be adding more. */
    private List<String> seen() {
        return new ArrayList<>(plans);
    }

    private void assertPlans(int atLeast, String index) {
        List<String> seen = seen();
        assertThat(seen).as("plans that were read").hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(seen.stream().filter(QueryPlanTest::readsAWholeTable).toList())
                .isEmpty();
        assertThat(seen.stream().anyMatch(plan -> plan.contains("Index Scan using " + index)))
                .as(index)
                .isTrue();
    }

    private static boolean readsAWholeTable(String plan) {
        return WHOLE_TABLE.matcher(plan).find();
    }

    private void run(String sql) {
        TestDatabase.execute(database.admin(), sql);
    }
}
