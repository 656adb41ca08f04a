package io.symbolon.jdbc;

import io.symbolon.SessionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Deletes the rows of sessions that were ended with everything: one walk through the table, a batch at a time, after each
 * time that everything was ended, and one after a start. Nothing depends on it but room: such rows do not exist for any
 * operation. Used by one thread.
 */
final class EverythingSweep {
    private static final int BATCH = 200;
    private static final byte[] BEFORE_ALL = new byte[16];

    private record Row(byte[] sid, byte[] subject, long version) {}

    private final Tables tables;
    private long[] swept = new long[LogTable.PARTITIONS];
    private long[] walking = swept;
    private byte[] last = BEFORE_ALL;
    private boolean hasPassedOver;

    EverythingSweep(Tables tables) {
        this.tables = tables;
    }

    /** Locks those of some subjects that nobody works on. */
    interface Lock {
        List<byte[]> of(List<byte[]> subjects) throws SQLException;
    }

    /** Whether there is more to look at. */
    boolean batch(Connection connection, long now, Lock lock) throws SQLException {
        if (Arrays.equals(walking, swept)) {
            walking = minimums(connection);
            last = BEFORE_ALL;
            hasPassedOver = false;
            if (Arrays.equals(walking, swept)) {
                return false;
            }
        }
        List<Row> rows = Sql.query(
                connection,
                "SELECT sid, subject_key, version FROM " + tables.session() + " WHERE sid > ? ORDER BY sid LIMIT "
                        + BATCH,
                row -> new Row(row.getBytes(1), row.getBytes(2), row.getLong(3)),
                (Object) last);
        delete(connection, rows.stream().filter(this::isEnded).toList(), now, lock);
        if (rows.size() == BATCH) {
            last = rows.get(BATCH - 1).sid();
            return true;
        }
        if (hasPassedOver) {
            // Somebody worked on their subjects: another walk, later.
            last = BEFORE_ALL;
            hasPassedOver = false;
        } else {
            swept = walking;
        }
        return false;
    }

    private void delete(Connection connection, List<Row> ended, long now, Lock lock) throws SQLException {
        List<byte[]> locked = new ArrayList<>(
                lock.of(ended.stream().map(Row::subject).distinct().toList()));
        for (Row row : ended) {
            if (locked.stream().noneMatch(subject -> Arrays.equals(subject, row.subject()))) {
                hasPassedOver = true;
                continue;
            }
            Sql.update(
                    connection,
                    "DELETE FROM " + tables.session() + " WHERE sid = ? AND version = ?",
                    row.sid(),
                    row.version());
        }
        for (byte[] subject : locked) {
            Sql.update(
                    connection,
                    "UPDATE " + tables.subject() + " SET vacant_since = ? WHERE subject_key = ?",
                    now,
                    subject);
        }
    }

    private boolean isEnded(Row row) {
        SessionId id = SubjectKey.sessionId(row.sid());
        return row.version() < walking[LogTable.partitionOf(id)];
    }

    private long[] minimums(Connection connection) throws SQLException {
        return Sql.query(
                        connection,
                        "SELECT everything_minimum FROM " + tables.partition() + " ORDER BY partition_number",
                        row -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
