package io.symbolon.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Wakes this node's readers when another node has logged something: LISTEN on a connection of its own. It only saves
 * waiting: where it cannot listen (PgBouncer, a read replica, no connection left), the readers poll.
 */
final class PostgresWakeUp implements Runnable {
    private static final Logger LOGGER = System.getLogger(PostgresWakeUp.class.getName());
    private static final Duration LISTEN_SLICE = Duration.ofMillis(500);
    private static final int SLICES_BETWEEN_CHECKS = 20;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final String channel;
    private final WakeUp wakeUp;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this, "symbolon-jdbc-listen");
    private @Nullable Connection listeningOn;
    private boolean failing;

    PostgresWakeUp(DataSource dataSource, String channel, WakeUp wakeUp) {
        this.dataSource = dataSource;
        this.channel = channel;
        this.wakeUp = wakeUp;
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Breaks the connection, which its pool replaces: nothing else ends a wait for notifications at once. */
    void close() {
        closed.countDown();
        breakConnection();
        try {
            thread.join(LISTEN_SLICE.multipliedBy(4).toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            while (isOpen()) {
                try (Connection connection = dataSource.getConnection()) {
                    listen(connection);
                } catch (SQLException failed) {
                    if (!failing && isOpen()) {
                        LOGGER.log(
                                Level.INFO,
                                "PostgreSQL cannot be listened to; the revocation log is polled, and it will be tried again.",
                                failed);
                    }
                    failing = true;
                    closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try {
            PGConnection notifications = connection.unwrap(PGConnection.class);
            listeningOn(connection);
            Sql.execute(connection, "LISTEN " + channel);
            failing = false;
            // Something may have been logged while nobody listened.
            wakeUp.signal();
            for (int i = 1; isOpen(); i++) {
                PGNotification[] received = notifications.getNotifications((int) LISTEN_SLICE.toMillis());
                if (received != null && received.length > 0) {
                    wakeUp.signal();
                }
                if (i % SLICES_BETWEEN_CHECKS == 0 && !connection.isValid(2)) {
                    throw new SQLException("the connection is broken", "08006");
                }
            }
        } finally {
            listeningOn(null);
            if (!connection.isClosed()) {
                Sql.execute(connection, "UNLISTEN " + channel);
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private synchronized void listeningOn(@Nullable Connection connection) {
        listeningOn = connection;
    }

    /** Not while it is given back: the next to get it from the pool would get it broken. */
    private synchronized void breakConnection() {
        try {
            if (listeningOn != null) {
                listeningOn.abort(Runnable::run);
            }
        } catch (SQLException alreadyBroken) {
            LOGGER.log(Level.DEBUG, "The connection that listened was broken already.", alreadyBroken);
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }
}
