package io.symbolon.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Bounds the time that connecting takes: a server may accept a connection and then say nothing. */
final class LoginTimeout {
    private static final Logger LOGGER = System.getLogger(LoginTimeout.class.getName());
    private static final int SECONDS = 5;

    private LoginTimeout() {}

    /** Sets a bound where the DataSource has none, or asks for one where it takes none. */
    static void ensure(DataSource dataSource) {
        try {
            if (dataSource.getLoginTimeout() <= 0) {
                dataSource.setLoginTimeout(SECONDS);
            }
        } catch (SQLException | UnsupportedOperationException refused) {
            LOGGER.log(
                    Level.INFO,
                    "The DataSource takes no login timeout. If its driver has no bound for connecting, set one in its"
                            + " URL, such as loginTimeout=5 (PostgreSQL) or connectTimeout=5000 (MariaDB, MySQL), so that"
                            + " a server that accepts a connection and says nothing holds nobody up.");
        }
    }
}
