package io.symbolon.jdbc;

import io.symbolon.SessionStorageException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import javax.sql.DataSource;

/** Why there is no connection: the address and the reason in one line, for whoever reads the first line only. */
final class OpeningFaults {
    private OpeningFaults() {}

    static SessionStorageException of(DataSource dataSource, SQLException failed) {
        String database = DatabaseAddress.of(dataSource)
                .map(address -> "The database at " + address)
                .orElse("The database");
        return new SessionStorageException(
                database + " cannot be used: " + reason(failed) + ". Try again once that is mended.",
                Faults.isUnavailable(failed),
                failed);
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return failure instanceof SQLTransientConnectionException
                ? "the pool gave no connection in time"
                : "no connection was opened; see the cause";
    }

    private static Optional<String> known(Throwable cause) {
        if (cause instanceof ConnectException) {
            return Optional.of("connection refused, nothing listens there");
        }
        if (cause instanceof UnknownHostException) {
            return Optional.of("the name of the host is not known");
        }
        if (cause instanceof SocketTimeoutException) {
            return Optional.of("it did not answer in time");
        }
        return cause instanceof SQLException refused ? refusal(refused) : Optional.empty();
    }

    /** By the standard's codes, PostgreSQL's, H2's, and MariaDB's and MySQL's numbers. */
    private static Optional<String> refusal(SQLException refused) {
        String state = Optional.ofNullable(refused.getSQLState()).orElse("");
        String code = " (" + state + (refused.getErrorCode() == 0 ? "" : ", " + refused.getErrorCode()) + ")";
        if (refused.getErrorCode() == 1049 || state.equals("3D000") || state.equals("90146") || state.equals("90013")) {
            return Optional.of("there is no such database" + code);
        }
        if (refused.getErrorCode() == 1044) {
            return Optional.of("the user has no right to this database" + code);
        }
        if (state.startsWith("28")) {
            return Optional.of("it refused the user name or the password" + code);
        }
        return state.startsWith("53") || refused.getErrorCode() == 1040
                ? Optional.of("it has too many connections" + code)
                : Optional.empty();
    }
}
