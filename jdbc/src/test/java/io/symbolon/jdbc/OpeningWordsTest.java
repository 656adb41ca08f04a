package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.SessionStorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that cannot be used is told with its address and the reason, in the first line, and without a password. */
@Timeout(300)
final class OpeningWordsTest {
    private static final String SECRET = "hush-hush";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db.internal:5432/app?user=ada&password=hush-hush|jdbc:postgresql://db.internal:5432/app",
                "jdbc:mysql://ada:hush-hush@db.internal/app?useSSL=true|jdbc:mysql://db.internal/app",
                "jdbc:mariadb://ada:hush-hush@a:1,b:2/app|jdbc:mariadb://a:1,b:2/app",
                "jdbc:h2:mem:app;USER=sa;PASSWORD=hush-hush|jdbc:h2:mem:app",
                "jdbc:oracle:thin:ada/hush-hush@//db.internal:1521/app|jdbc:oracle:thin://db.internal:1521/app",
                "jdbc:sqlserver://db.internal;password=hush-hush|jdbc:sqlserver://db.internal",
            })
    void anAddressIsShownWithoutUserAndPassword(String url, String shown) {
        assertThat(DatabaseAddress.withoutCredentials(url)).isEqualTo(shown);
    }

    @Test
    void aUserThatPostgresDoesNotKnowIsTold() {
        assertTold(
                PostgresDatabase.shared().url() + "?user=nobody-there&password=" + SECRET,
                PostgresDatabase.shared().url(),
                "it refused the user name or the password (28");
    }

    @Test
    void aDatabaseThatPostgresDoesNotHaveIsTold() {
        String url = PostgresDatabase.shared().url() + "-other";
        assertTold(url + "?user=postgres&password=" + SECRET, url, "there is no such database (3D000)");
    }

    /** The embedded MariaDB asks nobody for a password. */
    @ParameterizedTest
    @CsvSource({
        "28000, 1045, it refused the user name or the password (28000; 1045)",
        "28P01, 0, it refused the user name or the password (28P01)",
        "42000, 1044, the user has no right to this database (42000; 1044)",
        "08004, 1040, it has too many connections (08004; 1040)",
    })
    void whatAServerRefusesIsToldByItsCodes(String state, int number, String reason) {
        DataSource refusing = DelegatingDataSource.of(new JdbcDataSource(), () -> {
            throw new SQLException("the server's words", state, number);
        });

        SessionStorageException failure = catchThrowableOfType(
                SessionStorageException.class,
                () -> JdbcUserSessionStorage.builder(refusing).build());

        assertThat(failure).hasMessageStartingWith("The database cannot be used: " + reason.replace(';', ','));
    }

    @Test
    void aDatabaseThatMariaDbDoesNotHaveIsTold() {
        String url = MariaDatabase.shared().url() + "_other";
        assertTold(url + "?user=root", url, "there is no such database (42000, 1049)");
    }

    @Test
    void aWrongPasswordOfH2IsTold(@TempDir Path folder) throws SQLException {
        JdbcDataSource right = h2(folder, "right");
        right.getConnection().close();

        assertTold(
                h2(folder, SECRET),
                "jdbc:h2:" + folder.resolve("sessions"),
                "it refused the user name or the password");
    }

    @Test
    void aPortWhereNothingListensIsTold() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (String kind : new String[] {"postgresql", "mariadb"}) {
            String url = "jdbc:" + kind + "://127.0.0.1:" + port + "/app";
            assertTold(url + "?user=ada&password=" + SECRET, url, "connection refused, nothing listens there");
        }
    }

    private static JdbcDataSource h2(Path folder, String password) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:" + folder.resolve("sessions") + ";DB_CLOSE_DELAY=0");
        dataSource.setUser("ada");
        dataSource.setPassword(password);
        return dataSource;
    }

    private static void assertTold(String url, String address, String reason) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setConnectionTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertTold(pool, address, reason);
        }
    }

    private static void assertTold(DataSource dataSource, String address, String reason) {
        SessionStorageException failure = catchThrowableOfType(
                SessionStorageException.class,
                () -> JdbcUserSessionStorage.builder(dataSource).build());

        assertThat(failure).hasMessageContainingAll("The database at " + address + " cannot be used: ", reason);
        assertThat(failure.getMessage()).hasLineCount(1).doesNotContain(SECRET, "nobody-there");
    }
}
