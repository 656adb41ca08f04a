package io.symbolon.jdbc;

import io.symbolon.SessionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Deletes the rows of sessions that were ended with everything: one walk through the table, a batch at a time, after each
 * time that everything was ended, and one after a start. Nothing depends on it but room: such rows do not exist for any
 * operation. Used by one thread.
 */
final class EverythingSweep {
    private static final int BATCH = 200;
    private static final HexFormat HEX = HexFormat.of();
    private static final SessionId BEFORE_ALL = SessionId.of(0, 0);

    /** @param subject its key in hex, which is compared by value */
    private record Row(SessionId id, String subject, long version) {}

    private final Tables tables;
    private long[] swept = new long[LogTable.PARTITIONS];
    private long[] walking = swept;
    private SessionId last = BEFORE_ALL;
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
                row -> new Row(SubjectKey.sessionId(row.getBytes(1)), HEX.formatHex(row.getBytes(2)), row.getLong(3)),
                (Object) SubjectKey.bytes(last));
        delete(connection, rows.stream().filter(this::isEnded).toList(), now, lock);
        if (rows.size() == BATCH) {
            last = rows.get(BATCH - 1).id();
            return true;
        }
        if (hasPassedOver) {
            // Somebody worked on their subjects: another walk, later, by the minimums of then.
            walking = swept;
        } else {
            swept = walking;
        }
        return false;
    }

    private void delete(Connection connection, List<Row> ended, long now, Lock lock) throws SQLException {
        Set<String> locked = new HashSet<>();
        lock.of(ended.stream().map(row -> HEX.parseHex(row.subject())).toList())
                .forEach(subject -> locked.add(HEX.formatHex(subject)));
        for (Row row : ended) {
            if (locked.contains(row.subject())) {
                Sql.update(
                        connection,
                        "DELETE FROM " + tables.session() + " WHERE sid = ? AND version = ?",
                        SubjectKey.bytes(row.id()),
                        row.version());
            } else {
                hasPassedOver = true;
            }
        }
        for (String subject : locked) {
            Sql.update(
                    connection,
                    "UPDATE " + tables.subject() + " SET vacant_since = ? WHERE subject_key = ?",
                    now,
                    HEX.parseHex(subject));
        }
    }

    private boolean isEnded(Row row) {
        return row.version() < walking[LogTable.partitionOf(row.id())];
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
