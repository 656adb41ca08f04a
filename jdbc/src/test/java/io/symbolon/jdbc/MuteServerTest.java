package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.SessionStorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mariadb.jdbc.MariaDbDataSource;

/** A server that accepts connections and says nothing holds nobody up for long. */
@Timeout(300)
final class MuteServerTest {
    private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    accepted.add(server.accept());
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    @Test
    void aStartOnPostgresWithoutAPoolFails() throws Exception {
        DataSource dataSource = postgres();

        assertFails(dataSource);
        assertThat(dataSource.getLoginTimeout()).isEqualTo(5);
    }

    @Test
    void aStartOnMariaWithoutAPoolFails() throws SQLException {
        assertFails(new MariaDbDataSource("jdbc:mariadb://127.0.0.1:" + server.getLocalPort() + "/symbolon"));
    }

    @Test
    void aStartWithAPoolFails() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/postgres");
        config.setConnectionTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertFails(pool);
        }
    }

    @Test
    void aLoginTimeoutThatIsThereStays() throws Exception {
        DataSource dataSource = postgres();
        dataSource.setLoginTimeout(1);

        assertFails(dataSource);
        assertThat(dataSource.getLoginTimeout()).isOne();
    }

    /** By reflection, as its class needs a module that this one does not read. */
    private DataSource postgres() throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.postgresql.ds.PGSimpleDataSource");
        Object dataSource = type.getDeclaredConstructor().newInstance();
        type.getMethod("setUrl", String.class)
                .invoke(dataSource, "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/postgres");
        return (DataSource) dataSource;
    }

    private void assertFails(DataSource dataSource) {
        long start = System.nanoTime();
        SessionStorageException failure = catchThrowableOfType(
                SessionStorageException.class,
                () -> JdbcUserSessionStorage.builder(dataSource).build());

        assertThat(failure).isNotNull();
        assertThat(failure.isRetrySafe()).isTrue();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(30);
        assertThat(accepted).as("was connected to").isNotEmpty();
    }
}
