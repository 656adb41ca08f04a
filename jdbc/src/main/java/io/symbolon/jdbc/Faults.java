package io.symbolon.jdbc;

import io.symbolon.SessionStorageException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;

/** What a database's error means for the caller. */
final class Faults {
    /** Serialization failure and dead-lock (standard, PostgreSQL), concurrent update (H2). */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01", "90131");

    /**
     * Cancelled, no lock in time, read-only (a node that was demoted), shutting down, starting (PostgreSQL); lock timeout;
     * database closed or broken (H2).
     */
    private static final Set<String> UNAVAILABLE = Set.of(
            "57014", "55P03", "25006", "57P01", "57P02", "57P03", "58030", "HYT00", "90098", "90121", "90067", "90007",
            "90028", "90030", "90031", "70100");

    /** Lock wait timeout, read-only, disk full, table full, shutting down, too many connections (MariaDB, MySQL). */
    private static final Set<Integer> UNAVAILABLE_MYSQL = Set.of(1205, 1290, 1836, 1021, 1114, 1053, 1040, 1927, 3024);

    /** Read-only: PostgreSQL and the standard; an option, a mode (MariaDB, MySQL). */
    private static final String READ_ONLY = "25006";

    private static final Set<Integer> READ_ONLY_MYSQL = Set.of(1290, 1836);

    private Faults() {}

    /** Whether the server refuses writes and has done nothing, as one does that was demoted in a fail-over. */
    static boolean isReadOnly(SQLException failed) {
        return state(failed).equals(READ_ONLY) || READ_ONLY_MYSQL.contains(failed.getErrorCode());
    }

    /** Whether the connection is of no more use: it is broken, or goes to a server that refuses writes. */
    static boolean isOfConnection(SQLException failed) {
        return isReadOnly(failed) || state(failed).startsWith("08");
    }

    /** Whether the transaction left nothing behind and may succeed when it is run again at once. */
    static boolean wasRolledBack(SQLException failed) {
        String state = state(failed);
        return ROLLED_BACK.contains(state) || state.startsWith("23");
    }

    /** Whether the fault is not the statement's, so that the same call may succeed later. */
    static boolean isUnavailable(SQLException failed) {
        String state = state(failed);
        return wasRolledBack(failed)
                || state.startsWith("08")
                || state.startsWith("53")
                || UNAVAILABLE.contains(state)
                || UNAVAILABLE_MYSQL.contains(failed.getErrorCode())
                || failed instanceof SQLTransientException
                || failed instanceof SQLRecoverableException
                || failed instanceof SQLNonTransientConnectionException;
    }

    /** Whether the schema or a right is missing. */
    static boolean isSchemaFault(SQLException failed) {
        return state(failed).startsWith("42");
    }

    /** @param what what could not be done, as a sentence */
    static SessionStorageException translate(String what, SQLException failed) {
        if (isUnavailable(failed)) {
            return new SessionStorageException(
                    what + " The same call can be made again: each has the same effect once and twice.",
                    true,
                    withoutData(failed));
        }
        if (isSchemaFault(failed)) {
            return new SessionStorageException(
                    what + " A table, a function or a right is missing: let the storage migrate, or apply the SQL in"
                            + " io/symbolon/jdbc/schema of symbolon-jdbc, and check the grants.",
                    false,
                    withoutData(failed));
        }
        return new SessionStorageException(
                what + " Error " + state(failed) + ", " + failed.getErrorCode() + ".", false, withoutData(failed));
    }

    /** Databases put values into the messages of data errors, drivers put parameters into those of batches. */
    private static SQLException withoutData(SQLException failed) {
        String state = state(failed);
        boolean mayHoldData = failed instanceof BatchUpdateException
                || state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("HY");
        if (!mayHoldData) {
            return failed;
        }
        SQLException bare = new SQLException(
                "SQLState " + state + "; the message may hold data and is left out", state, failed.getErrorCode());
        bare.setStackTrace(failed.getStackTrace());
        return bare;
    }

    private static String state(SQLException failed) {
        return Optional.ofNullable(failed.getSQLState()).orElse("");
    }
}
