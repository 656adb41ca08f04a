package io.symbolon.jdbc;

import io.symbolon.SessionStorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Tells the listening nodes that something was logged: one NOTIFY for all that was committed since the last one, in a
 * transaction of its own. Within the writer's transaction it would hold, until the commit is on disk, a lock that all
 * transactions of the server with a NOTIFY take.
 */
final class Announcements implements Runnable {
    private static final Logger LOGGER = System.getLogger(Announcements.class.getName());

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final String channel;
    private final Semaphore pending = new Semaphore(0);
    private final Thread thread = new Thread(this, "symbolon-jdbc-notify");
    private volatile boolean closed;

    Announcements(Transactions transactions, String channel) {
        this.transactions = transactions;
        this.channel = channel;
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns at once. */
    void announce() {
        pending.release();
    }

    void close() {
        closed = true;
        pending.release();
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                pending.acquire();
                pending.drainPermits();
                if (closed) {
                    return;
                }
                notifyAllNodes();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void notifyAllNodes() {
        try {
            transactions.statement(
                    connection -> Sql.query(connection, "SELECT pg_notify(?, '')", row -> true, channel));
        } catch (SessionStorageException failed) {
            LOGGER.log(Level.DEBUG, "A notification could not be sent; the other nodes poll.", failed);
        }
    }
}
