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
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that cannot be used is told with its address and the reason, in the first line, and without a password. */
@Timeout(300)
final class OpeningWordsTest {
    private static final String SECRET = "hush-hush";

    @Test
    void anAddressIsShownWithoutUserAndPassword() {
        assertShown("jdbc:postgresql://db:5432/app?user=ada&password=hush-hush", "jdbc:postgresql://db:5432/app");
        assertShown("jdbc:mysql://ada:hush-hush@db.internal/app?useSSL=true", "jdbc:mysql://db.internal/app");
        assertShown("jdbc:mariadb://ada:hush-hush@a:1,b:2/app", "jdbc:mariadb://a:1,b:2/app");
        assertShown("jdbc:h2:mem:app;USER=sa;PASSWORD=hush-hush", "jdbc:h2:mem:app");
        assertShown("jdbc:oracle:thin:ada/hush-hush@//db:1521/app", "jdbc:oracle:thin://db:1521/app");
        assertShown("jdbc:sqlserver://db.internal;password=hush-hush", "jdbc:sqlserver://db.internal");
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
    @Test
    void whatAServerRefusesIsToldByItsCodes() {
        assertRefused("28000", 1045, "it refused the user name or the password (28000, 1045)");
        assertRefused("28P01", 0, "it refused the user name or the password (28P01)");
        assertRefused("42000", 1044, "the user has no right to this database (42000, 1044)");
        assertRefused("08004", 1040, "it has too many connections (08004, 1040)");
    }

    @Test
    void aDatabaseThatMariaDbDoesNotHaveIsTold() {
        String url = MariaDatabase.shared().url() + "_other";
        assertTold(url + "?user=root", url, "there is no such database (42000, 1049)");
    }

    @Test
    void aWrongPasswordOfH2IsTold(@TempDir Path folder) throws SQLException {
        String url = "jdbc:h2:" + folder.resolve("sessions");
        DriverManager.getConnection(url, "ada", "right").close();

        assertTold(url + ";USER=ada;PASSWORD=" + SECRET, url, "it refused the user name or the password");
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

    private static void assertShown(String url, String shown) {
        assertThat(DatabaseAddress.withoutCredentials(url)).isEqualTo(shown);
    }

    private static void assertRefused(String state, int number, String reason) {
        try (HikariDataSource unused = new HikariDataSource()) {
            DataSource refusing = DelegatingDataSource.of(unused, () -> {
                throw new SQLException("the server's words", state, number);
            });

            SessionStorageException failure = catchThrowableOfType(
                    SessionStorageException.class,
                    () -> JdbcUserSessionStorage.builder(refusing).build());

            assertThat(failure).hasMessageStartingWith("The database cannot be used: " + reason);
        }
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
