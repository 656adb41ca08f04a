package io.symbolon.jdbc;

import io.symbolon.SessionStorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says at the start what is missing in the schema, so that no sign-in has to. */
final class SchemaCheck {
    private static final Map<String, List<String>> LOG = Map.of(
            "log",
            List.of(
                    "partition_number",
                    "seq",
                    "entry_id",
                    "previous_id",
                    "partition_floor",
                    "target",
                    "kind",
                    "subject_key",
                    "subject",
                    "sid",
                    "minimum_version",
                    "cause",
                    "logged_at",
                    "extra"),
            "retention",
            List.of("millis", "asked_at"));

    private static final Map<String, List<String>> SESSIONS = Map.of(
            "subject",
            List.of("subject_key", "subject", "ended_minimum", "outdated_minimum", "highest_version", "vacant_since"),
            "session",
            SessionRows.COLUMNS,
            "partition",
            List.of("partition_number", "highest_version", "everything_minimum"),
            "lease",
            List.of("name", "holder", "held_until"));

    private final Tables tables;
    private final SqlDialect dialect;
    private final List<String> missing = new ArrayList<>();

    private SchemaCheck(Tables tables, SqlDialect dialect) {
        this.tables = tables;
        this.dialect = dialect;
    }

    /**
     * @throws SessionStorageException that names all that a reader of the log would miss, or says that nobody ever wrote
     *     there: tables of a mistyped name would have a reader accept what was revoked elsewhere
     */
    static void ofLog(Transactions transactions, Tables tables, SqlDialect dialect) {
        new SchemaCheck(tables, dialect).run(transactions, LOG, false);
        String storages = "SELECT COUNT(*) FROM " + tables.retention();
        if (transactions.read(connection -> Sql.one(connection, storages, row -> row.getInt(1))) == 0) {
            throw new SessionStorageException(
                    "No storage has ever been opened on the table " + tables.log()
                            + ", so nothing that is revoked elsewhere would be known here. Check the address, schema(…) and"
                            + " tablePrefix(…): they have to be those of the service that signs in. If they are, start"
                            + " that service first.",
                    false,
                    null);
        }
    }

    /** @throws SessionStorageException that names all that a storage would miss */
    static void ofStorage(Transactions transactions, Tables tables, SqlDialect dialect) {
        Map<String, List<String>> all = new LinkedHashMap<>(SESSIONS);
        all.putAll(LOG);
        new SchemaCheck(tables, dialect).run(transactions, all, true);
    }

    private void run(Transactions transactions, Map<String, List<String>> expected, boolean writes) {
        // Each question is a transaction by itself: PostgreSQL answers none after an error.
        for (Map.Entry<String, List<String>> table : new TreeMap<>(expected).entrySet()) {
            transactions.statement(connection -> {
                table(connection, table.getKey(), table.getValue(), writes);
                return true;
            });
        }
        if (writes) {
            transactions.statement(this::rows);
        }
        transactions.statement(connection -> {
            functions(connection, writes);
            return true;
        });
        if (!missing.isEmpty()) {
            throw new SessionStorageException(
                    "The schema is not complete: " + String.join("; ", missing)
                            + ". Let the storage migrate, or apply the SQL in io/symbolon/jdbc/schema/"
                            + dialect.folder()
                            + " of symbolon-jdbc, and check schema(…), tablePrefix(…), the grants and the search path.",
                    false,
                    null);
        }
    }

    private void table(Connection connection, String name, List<String> columns, boolean writes) throws SQLException {
        String table = tables.name(name);
        if (!works(connection, "SELECT 1 FROM " + table + " WHERE 1 = 0")) {
            missing.add("table " + table + " (or the right to SELECT)");
            return;
        }
        for (String column : columns) {
            if (!works(connection, "SELECT " + column + " FROM " + table + " WHERE 1 = 0")) {
                missing.add("column " + column + " of table " + table);
            }
        }
        if (!writes) {
            return;
        }
        String first = columns.get(0);
        Map<String, String> rights = new LinkedHashMap<>();
        rights.put("INSERT", "INSERT INTO " + table + " SELECT * FROM " + table + " WHERE 1 = 0");
        rights.put("UPDATE", "UPDATE " + table + " SET " + first + " = " + first + " WHERE 1 = 0");
        rights.put("DELETE", "DELETE FROM " + table + " WHERE 1 = 0");
        for (Map.Entry<String, String> right : rights.entrySet()) {
            if (!works(connection, right.getValue())) {
                missing.add("the right to " + right.getKey() + " in table " + table);
            }
        }
    }

    private boolean rows(Connection connection) throws SQLException {
        if (missing.isEmpty()) {
            int partitions = Sql.one(connection, "SELECT COUNT(*) FROM " + tables.partition(), row -> row.getInt(1));
            if (partitions != LogTable.PARTITIONS) {
                missing.add("rows 0 to " + (LogTable.PARTITIONS - 1) + " of table " + tables.partition());
            }
            if (Sql.query(connection, "SELECT name FROM " + tables.lease(), row -> row.getString(1))
                    .isEmpty()) {
                missing.add("the row of table " + tables.lease());
            }
        }
        return true;
    }

    private void functions(Connection connection, boolean writes) throws SQLException {
        if (!works(connection, "SELECT " + dialect.now(tables))) {
            missing.add("function " + tables.name("now") + " (or the right to EXECUTE it)");
        }
        if (!writes || !dialect.hasFunctions()) {
            return;
        }
        for (String name : List.of("require_read_committed", "append", "insert", "update", "end")) {
            String function = tables.name(name);
            boolean known = Sql.one(connection, "SELECT to_regproc(?) IS NOT NULL", row -> row.getBoolean(1), function);
            if (!known) {
                missing.add("function " + function);
            }
        }
    }

    private static boolean works(Connection connection, String sql) throws SQLException {
        try {
            Sql.execute(connection, sql);
            return true;
        } catch (SQLException failed) {
            if (Faults.isUnavailable(failed)) {
                throw failed;
            }
            return false;
        }
    }
}
