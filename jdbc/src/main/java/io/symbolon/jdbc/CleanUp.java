package io.symbolon.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Deletes what has no meaning any more: sessions that have expired or were ended with everything, subjects without sessions, old entries of the log. One node at
 * a time does it, in batches of a few milliseconds, and passes over subjects that somebody works on. It also says, for
 * every node, which retention it asks for.
 */
final class CleanUp implements Runnable {
    private static final Logger LOGGER = System.getLogger(CleanUp.class.getName());
    private static final int BATCH = 100;
    private static final int LOG_BATCH = 1_000;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private record Entry(long seq, long at) {}

    private final Transactions transactions;
    private final Tables tables;
    private final SqlDialect dialect;
    private final Retention retention;
    private final Duration interval;
    private final String holder = UUID.randomUUID().toString();
    private final EverythingSweep sweep;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this, "symbolon-jdbc-clean-up");
    private boolean failing;

    CleanUp(Transactions transactions, Tables tables, SqlDialect dialect, Retention retention, Duration interval) {
        this.transactions = transactions;
        this.tables = tables;
        this.dialect = dialect;
        this.retention = retention;
        this.interval = interval;
        this.sweep = new EverythingSweep(tables);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits for the batch that is under way; an interrupt could harm an embedded database. */
    void close() {
        closed.countDown();
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes this node's retention known. */
    void askRetention() {
        transactions.transaction(connection -> Sql.update(
                connection,
                dialect.askRetention(tables),
                retention.own().retention().toMillis(),
                now(connection)));
    }

    private void round() {
        try {
            askRetention();
            while (isOpen() && holdsLease() && batch()) {
                // More is left: go on.
            }
            failing = false;
        } catch (RuntimeException failed) {
            if (!failing) {
                LOGGER.log(Level.WARNING, "Expired sessions could not be cleaned up; it will be tried again.", failed);
            }
            failing = true;
        }
    }

    /** One batch of each kind; whether any was full. */
    private boolean batch() {
        boolean more = expiredSessions();
        more |= endedWithEverything();
        more |= vacantSubjects();
        for (int partition = 0; partition < LogTable.PARTITIONS && isOpen(); partition++) {
            more |= oldEntries(partition);
        }
        return more;
    }

    private boolean holdsLease() {
        return transactions.transaction(connection -> {
            long now = now(connection);
            long until = now + Math.max(interval.toMillis() * 3, 10_000);
            return Sql.update(
                            connection,
                            "UPDATE " + tables.lease()
                                    + " SET holder = ?, held_until = ? WHERE name = 'clean-up' AND (held_until <= ? OR holder = ?)",
                            holder,
                            until,
                            now,
                            holder)
                    == 1;
        });
    }

    private boolean expiredSessions() {
        return transactions.transaction(connection -> {
            long now = now(connection);
            List<byte[]> subjects = Sql.query(
                    connection,
                    "SELECT subject_key FROM " + tables.session() + " WHERE expires_at <= ? ORDER BY expires_at LIMIT "
                            + BATCH,
                    row -> row.getBytes(1),
                    now);
            int deleted = 0;
            for (byte[] subject : lock(connection, subjects)) {
                // + 0: with the index of expires_at, a database without statistics would read all expired sessions, for
                // each subject.
                deleted += Sql.update(
                        connection,
                        "DELETE FROM " + tables.session() + " WHERE subject_key = ? AND expires_at + 0 <= ?",
                        subject,
                        now);
                Sql.update(
                        connection,
                        "UPDATE " + tables.subject() + " SET vacant_since = ? WHERE subject_key = ?",
                        now,
                        subject);
            }
            return subjects.size() == BATCH && deleted > 0;
        });
    }

    private boolean endedWithEverything() {
        return transactions.transaction(
                connection -> sweep.batch(connection, now(connection), subjects -> lock(connection, subjects)));
    }

    private boolean vacantSubjects() {
        return transactions.transaction(connection -> {
            long cutoff = now(connection) - retention.get().toMillis();
            List<byte[]> subjects = Sql.query(
                    connection,
                    "SELECT subject_key FROM " + tables.subject()
                            + " WHERE vacant_since <= ? ORDER BY vacant_since LIMIT " + BATCH,
                    row -> row.getBytes(1),
                    cutoff);
            List<byte[]> locked = lock(connection, subjects);
            for (byte[] subject : locked) {
                int deleted = Sql.update(
                        connection,
                        "DELETE FROM " + tables.subject() + " WHERE subject_key = ? AND vacant_since <= ?"
                                + " AND NOT EXISTS (SELECT 1 FROM " + tables.session() + " s WHERE s.subject_key = ?)",
                        subject,
                        cutoff,
                        subject);
                if (deleted == 0) {
                    Sql.update(
                            connection,
                            "UPDATE " + tables.subject()
                                    + " SET vacant_since = NULL WHERE subject_key = ? AND vacant_since <= ?",
                            subject,
                            cutoff);
                }
            }
            return subjects.size() == BATCH && !locked.isEmpty();
        });
    }

    /** Locks those of the subjects that nobody works on. */
    private List<byte[]> lock(Connection connection, List<byte[]> subjects) throws SQLException {
        if (subjects.isEmpty()) {
            return List.of();
        }
        String parameters = String.join(", ", Collections.nCopies(subjects.size(), "?"));
        return Sql.query(
                connection,
                "SELECT subject_key FROM " + tables.subject() + " WHERE subject_key IN (" + parameters
                        + ") FOR UPDATE SKIP LOCKED",
                row -> row.getBytes(1),
                subjects.toArray());
    }

    /** Deletes from the oldest on, never the newest of a partition. */
    private boolean oldEntries(int partition) {
        return transactions.transaction(connection -> {
            long cutoff = now(connection) - retention.get().toMillis();
            List<Entry> oldest = Sql.query(
                    connection,
                    "SELECT seq, COALESCE(logged_at, 0) FROM " + tables.log()
                            + " WHERE partition_number = ? ORDER BY seq LIMIT " + (LOG_BATCH + 1),
                    row -> new Entry(row.getLong(1), row.getLong(2)),
                    partition);
            long upTo = -1;
            for (Entry entry : oldest.subList(0, Math.max(0, oldest.size() - 1))) {
                if (entry.at() > cutoff) {
                    break;
                }
                upTo = entry.seq();
            }
            if (upTo < 0) {
                return false;
            }
            int deleted = Sql.update(
                    connection,
                    "DELETE FROM " + tables.log() + " WHERE partition_number = ? AND seq <= ?",
                    partition,
                    upTo);
            return deleted == LOG_BATCH;
        });
    }

    private long now(Connection connection) throws SQLException {
        return Sql.one(connection, "SELECT " + dialect.now(tables), row -> row.getLong(1));
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }
}
