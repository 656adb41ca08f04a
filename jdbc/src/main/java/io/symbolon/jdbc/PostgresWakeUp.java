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
 * waiting: where it cannot listen (PgBouncer, a read replica, no connection to spare), the readers poll.
 */
final class PostgresWakeUp implements Runnable {
    private static final Logger LOGGER = System.getLogger(PostgresWakeUp.class.getName());
    private static final Duration LISTEN_SLICE = Duration.ofMillis(500);
    private static final int SLICES_BETWEEN_CHECKS = 20;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** Whether the connection can be kept. */
    interface Room {
        /** Before a connection is borrowed. */
        boolean isExpected();

        /** While it is held. */
        boolean isLeft();
    }

    private final DataSource dataSource;
    private final String channel;
    private final WakeUp wakeUp;
    private final Room room;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this, "symbolon-jdbc-listen");
    private @Nullable Connection listeningOn;
    private Duration pause = PAUSE;
    private boolean failing;

    PostgresWakeUp(DataSource dataSource, Room room, String channel, WakeUp wakeUp) {
        this.dataSource = dataSource;
        this.room = room;
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
                if (room.isExpected()) {
                    listenIfThereIsRoom();
                }
                closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenIfThereIsRoom() {
        try (Connection connection = dataSource.getConnection()) {
            if (room.isLeft()) {
                pause = PAUSE;
                listen(connection);
            } else {
                pauseLonger();
            }
        } catch (SQLException failed) {
            if (!failing && isOpen()) {
                LOGGER.log(
                        Level.INFO,
                        "PostgreSQL cannot be listened to; the revocation log is polled, and it will be tried again.",
                        failed);
            }
            failing = true;
        }
    }

    private void pauseLonger() {
        if (!failing) {
            LOGGER.log(
                    Level.INFO,
                    "The pool has no connection to spare for listening; the revocation log is polled, and it will be"
                            + " tried again. Enlarge the pool, or turn listening off.");
        }
        failing = true;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
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
                if (i % SLICES_BETWEEN_CHECKS == 0 && !isOfUse(connection)) {
                    connection.abort(Runnable::run);
                    throw new SQLException("the connection is broken, or its server takes no writes", "08006");
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

    /** A server that was demoted in a fail-over keeps the connection, and nobody notifies there. */
    private static boolean isOfUse(Connection connection) throws SQLException {
        return connection.isValid(2)
                && Sql.one(connection, "SELECT current_setting('transaction_read_only')", row -> row.getString(1))
                        .equals("off");
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
