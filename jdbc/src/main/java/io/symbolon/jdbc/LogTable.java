package io.symbolon.jdbc;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.PartitionVersions;
import io.symbolon.storage.Revocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Appends to the revocation log, and finds in it what was logged before.
 *
 * <p>A number drawn from a sequence is no position in a log: transactions commit in another order than they draw, and a
 * reader that goes on after the highest number it saw never sees the entry of a slower one. Here the number is drawn
 * under the lock of the entry's partition, which is held until the commit, and databases make a commit visible before
 * they release its locks: so within a partition the entries become visible in the order of their numbers, without a gap.
 * A reader keeps one position for each partition. Transactions elsewhere in the database, however long, hold no such lock
 * and delay nothing. The lock is the last that a transaction of this module takes, so it is held for the time of a
 * commit. If two did draw one number, the primary key would refuse the second.
 */
final class LogTable {
    /** Over how many partitions the log is spread: so many transactions can append at a time. */
    static final int PARTITIONS = 16;

    /** A partition's highest version is written ahead by so much, so that few sign-ins have to write it. */
    private static final long HEADROOM_MILLIS = 60_000;

    private record Newest(long seq, long id, long floor) {}

    private final String lock;
    private final String newest;
    private final String versions;
    private final String raiseHighest;
    private final String raiseEverything;
    private final String end;
    private final String ofSession;
    private final String ends;
    private final String insert;

    LogTable(Tables tables) {
        String log = tables.log();
        String isOfSession = " AND target = '" + LogRows.SESSION + "' AND logged_at > ?";
        String isEnd = isOfSession + " AND kind <> '" + Revocation.Kind.OUTDATED + "'";
        String isEnough = " AND minimum_version >= ? ORDER BY seq DESC LIMIT 1";
        this.lock = "SELECT partition_number FROM " + tables.partition() + " WHERE partition_number = ? FOR UPDATE";
        this.newest = "SELECT seq, entry_id, partition_floor FROM " + log
                + " WHERE partition_number = ? ORDER BY seq DESC LIMIT 1";
        this.versions = "SELECT (SELECT partition_floor FROM " + log
                + " WHERE partition_number = ? ORDER BY seq DESC LIMIT 1), highest_version, everything_minimum FROM "
                + tables.partition() + " WHERE partition_number = ?";
        this.raiseHighest = "UPDATE " + tables.partition()
                + " SET highest_version = ? WHERE partition_number = ? AND highest_version < ?";
        this.raiseEverything =
                "UPDATE " + tables.partition() + " SET everything_minimum = ? WHERE partition_number = ?";
        this.end = "SELECT " + LogRows.COLUMNS + " FROM " + log + " WHERE sid = ?" + isEnd + isEnough;
        this.ofSession = "SELECT " + LogRows.COLUMNS + " FROM " + log + " WHERE sid = ?" + isOfSession + isEnough;
        this.ends = "SELECT " + LogRows.COLUMNS + " FROM " + log + " WHERE subject_key = ?" + isEnd + " ORDER BY seq";
        this.insert = "INSERT INTO " + log + " (partition_number, seq, entry_id, previous_id, partition_floor, target,"
                + " kind, subject_key, subject, sid, minimum_version, cause, logged_at, extra)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    static int partitionOf(SessionId id) {
        return id.partition() % PARTITIONS;
    }

    static int partitionOf(String subject) {
        return SessionId.partitionOf(subject) % PARTITIONS;
    }

    static long newEntryId() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** What is kept of a partition. */
    PartitionVersions versions(Connection connection, int partition) throws SQLException {
        return Sql.first(
                        connection,
                        versions,
                        row -> new PartitionVersions(row.getLong(1), row.getLong(2), row.getLong(3)),
                        partition,
                        partition)
                .orElseThrow(() -> lost(partition));
    }

    /** Takes note of a version that a session was given, for itself and for those of the next minute. */
    void gave(Connection connection, int partition, long version) throws SQLException {
        Sql.update(connection, raiseHighest, version + HEADROOM_MILLIS, partition, version);
    }

    /** Ends all sessions of a partition below a revocation's minimum, and logs it. Needs the partition's lock. */
    LogEntry endEverything(Connection connection, int partition, Revocation revocation) throws SQLException {
        Sql.update(connection, raiseEverything, revocation.minimumVersion(), partition);
        return append(connection, partition, List.of(revocation), revocation.minimumVersion())
                .get(0);
    }

    /** Takes the right to append to a partition until the commit. */
    void lock(Connection connection, int partition) throws SQLException {
        if (Sql.first(connection, lock, row -> row.getInt(1), partition).isEmpty()) {
            throw lost(partition);
        }
    }

    private static SQLException lost(int partition) {
        return new SQLException("the table of partitions has lost the row " + partition, "42000");
    }

    /**
     * The entry that says of a session at least what a revocation of it says. Needs the partition's lock, or the entry may be
     * yet to come.
     */
    Optional<LogEntry> saying(Connection connection, SessionId id, Revocation revocation, Duration retention)
            throws SQLException {
        return Sql.first(
                connection,
                revocation.ends() ? end : ofSession,
                LogRows::entry,
                SubjectKey.bytes(id),
                revocation.at().minus(retention).toEpochMilli(),
                revocation.minimumVersion());
    }

    /** The entries that say that sessions of a subject were ended. Needs the subject's lock. */
    List<LogEntry> ends(Connection connection, String subject, Instant now, Duration retention) throws SQLException {
        return Sql.query(
                connection,
                ends,
                LogRows::entry,
                SubjectKey.of(subject),
                now.minus(retention).toEpochMilli());
    }

    /**
     * Appends to a partition, the last thing before the commit.
     *
     * @param raised what the partition's floor becomes at least
     */
    List<LogEntry> append(Connection connection, int partition, List<Revocation> revocations, long raised)
            throws SQLException {
        lock(connection, partition);
        Newest last = Sql.first(
                        connection,
                        newest,
                        row -> new Newest(row.getLong(1), row.getLong(2), row.getLong(3)),
                        partition)
                .orElse(new Newest(0, newEntryId(), 0));
        long id = newEntryId();
        List<LogEntry> appended = new ArrayList<>();
        for (Revocation revocation : revocations) {
            Newest next = new Newest(last.seq() + 1, id, Math.max(last.floor(), raised));
            Optional<String> subject = revocation.subject();
            Sql.update(
                    connection,
                    insert,
                    partition,
                    next.seq(),
                    next.id(),
                    last.id(),
                    next.floor(),
                    LogRows.targetType(revocation.target()),
                    revocation.kind().name(),
                    subject.map(SubjectKey::of).orElse(null),
                    Sql.bytesOrNull(subject.orElse(null)),
                    revocation.sessionId().map(SubjectKey::bytes).orElse(null),
                    revocation.minimumVersion(),
                    revocation.cause().map(RevocationCause::name).orElse(null),
                    revocation.at().toEpochMilli(),
                    revocation.target() instanceof Revocation.OfEverything everything
                            ? everything.partitions().toBytes()
                            : null);
            appended.add(new LogEntry(partition, new LogPosition.Entry(next.seq(), next.id()), revocation));
            last = next;
        }
        return appended;
    }
}
