package io.symbolon.jdbc;

import io.symbolon.testkit.StorageFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A copy of all rows, that takes their place as a replica does that lagged behind. */
final class TableCopy implements StorageFixture.FailOver, AutoCloseable {
    private static final List<String> TABLES = List.of("session", "subject", "log", "retention");
    private static final List<String> COPIED = List.of("session", "subject", "log", "retention", "partition");

    private static final int ATTEMPTS = 20;

    private final DataSource dataSource;

    TableCopy(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void stopCopying() {
        close();
        COPIED.forEach(table -> TestDatabase.execute(
                dataSource, "CREATE TABLE copy_of_" + table + " AS SELECT * FROM symbolon_" + table));
    }

    @Override
    public void takeOver() {
        for (int attempt = 1; ; attempt++) {
            try {
                replaceAll();
                return;
            } catch (SQLException failed) {
                // Nodes go on meanwhile, so the database may let this transaction give way to one of theirs.
                if (attempt == ATTEMPTS || !Faults.wasRolledBack(failed)) {
                    throw new IllegalStateException(failed);
                }
            }
        }
    }

    private void replaceAll() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            // Nobody appends meanwhile.
            Sql.query(connection, "SELECT partition_number FROM symbolon_partition FOR UPDATE", row -> true);
            for (String table : TABLES) {
                Sql.update(connection, "DELETE FROM symbolon_" + table);
                Sql.update(connection, "INSERT INTO symbolon_" + table + " SELECT * FROM copy_of_" + table);
            }
            // Its rows are never missing, as others wait for their locks.
            String copied = " FROM copy_of_partition c WHERE c.partition_number = symbolon_partition.partition_number)";
            Sql.update(
                    connection,
                    "UPDATE symbolon_partition SET highest_version = (SELECT c.highest_version" + copied
                            + ", everything_minimum = (SELECT c.everything_minimum" + copied);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() {
        COPIED.forEach(table -> TestDatabase.execute(dataSource, "DROP TABLE IF EXISTS copy_of_" + table));
    }
}
