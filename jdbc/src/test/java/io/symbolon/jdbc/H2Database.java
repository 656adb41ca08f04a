package io.symbolon.jdbc;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** H2 in this process. */
final class H2Database extends TestDatabase {
    static final H2Database MEMORY = new H2Database("jdbc:h2:mem:symbolon;DB_CLOSE_DELAY=-1");
    static final H2Database FILE = new H2Database(
            "jdbc:h2:./target/h2/sessions-" + ProcessHandle.current().pid());

    private final String url;

    H2Database(String url) {
        this.url = url;
    }

    @Override
    SqlDialect dialect() {
        return new H2Dialect();
    }

    @Override
    String url() {
        return url;
    }

    @Override
    String user() {
        return "sa";
    }

    @Override
    String password() {
        return "";
    }

    @Override
    DataSource at(Clock clock, DataSource dataSource) {
        return new DelegatingDataSource(dataSource, connection -> {
            TestClock.set(clock);
            return connection;
        });
    }

    @Override
    List<String> afterMigration() {
        return List.of("DROP ALIAS symbolon_now", "CREATE ALIAS symbolon_now FOR 'io.symbolon.jdbc.TestClock.millis'");
    }

    @Override
    String connections() {
        return "SELECT SESSION_ID FROM INFORMATION_SCHEMA.SESSIONS";
    }

    @Override
    String newLog() {
        return "INSERT INTO symbolon_log (partition_number, seq, entry_id, previous_id, partition_floor)"
                + " SELECT partition_number, 0, CAST(RAND() * 9e15 AS BIGINT), 0, 0 FROM symbolon_partition";
    }
}
