package io.symbolon.jdbc;

import static io.symbolon.testkit.Patience.await;

import io.symbolon.testkit.Closer;
import io.symbolon.testkit.TcpRelay;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Starts a MariaDB server and its standby by replication of the binary log. */
final class MariaPair {
    /** An account that cannot write where the server is {@code read_only}. */
    static final String USER = "app";

    private MariaPair() {}

    /**
     * Starts both, with the tables in place.
     *
     * @param folder not there yet
     */
    static DatabasePair start(Path folder) {
        return DatabasePair.start(closer -> start(folder, closer));
    }

    private static DatabasePair start(Path folder, Closer closer) {
        int port = LocalProcesses.freePort();
        LocalServer server = closer.add(new MariaFiles(folder.resolve("server"))
                .start(port, "--server-id=1", "--log-bin=changes", "--binlog-format=ROW"));
        DataSource admin = admin(server);
        MariaFiles.accountOf(USER, "symbolon.*").forEach(sql -> TestDatabase.execute(admin, sql));
        JdbcUserSessionStorage.builder(admin).build().close();

        TcpRelay replication = closer.add(new TcpRelay(port));
        int standbyPort = LocalProcesses.freePort();
        LocalServer standby = closer.add(new MariaFiles(folder.resolve("standby")).start(standbyPort, "--server-id=2"));
        DataSource standbyAdmin = admin(standby);
        TestDatabase.execute(
                standbyAdmin,
                "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = " + replication.port() + ", MASTER_USER = '"
                        + MariaFiles.USER + "', MASTER_PASSWORD = '', MASTER_SSL = 0, MASTER_USE_GTID = slave_pos");
        TestDatabase.execute(standbyAdmin, "START SLAVE");
        DatabasePair.Member primary = new DatabasePair.Member(port, admin, List.of("SET GLOBAL read_only = 1"));
        DatabasePair.Member copy = new DatabasePair.Member(standbyPort, standbyAdmin, List.of("STOP SLAVE"));
        // The tables arrive with what is in them.
        await().ignoreExceptions().until(() -> copy.revocations() == primary.revocations());
        return new DatabasePair(closer, replication, primary, copy);
    }

    private static DataSource admin(LocalServer server) {
        try {
            return new MariaDbDataSource(server.url() + "&user=" + server.user());
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
