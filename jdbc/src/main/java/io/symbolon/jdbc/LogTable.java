package io.symbolon.jdbc;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Appends to the revocation log.
 *
 * <p>A number drawn from a sequence is no position in a log: transactions commit in another order than they draw, and a
 * reader that goes on after the highest number it saw never sees the entry of a slower one. Here the number is drawn
 * under the lock of the entry's part, which is held until the commit, and databases make a commit visible before they
 * release its locks: so within a part the entries become visible in the order of their numbers, without a gap. A reader
 * keeps one position for each part. Transactions elsewhere in the database, however long, hold no such lock and delay
 * nothing. The lock is the last that a transaction of this module takes, so it is held for the time of a commit. If two
 * did draw one number, the primary key would refuse the second.
 */
final class LogTable {
    /** Over how many parts the log is spread: so many transactions can append at a time. */
    static final int PARTS = 16;

    private record Newest(long seq, long tag, long floor) {}

    private final String lockPart;
    private final String newest;
    private final String floor;
    private final String end;
    private final String insert;

    LogTable(Tables tables) {
        String log = tables.log();
        this.lockPart = "SELECT part FROM " + tables.logPart() + " WHERE part = ? FOR UPDATE";
        this.newest = "SELECT seq, tag, part_floor FROM " + log + " WHERE part = ? ORDER BY seq DESC LIMIT 1";
        this.floor = "SELECT part_floor FROM " + log + " WHERE part = ? ORDER BY seq DESC LIMIT 1";
        this.end = "SELECT kind, subject, sid, minimum_version, cause, logged_at FROM " + log
                + " WHERE sid = ? AND kind = 'ENDED' AND logged_at > ? ORDER BY seq DESC LIMIT 1";
        this.insert = "INSERT INTO " + log + " (part, seq, tag, previous_tag, part_floor,"
                + " kind, subject, sid, minimum_version, cause, logged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    static int partOf(SessionId id) {
        return id.partition() % PARTS;
    }

    static int partOf(String subject) {
        return SessionId.partitionOf(subject) % PARTS;
    }

    static long newTag() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** The greatest minimum that a part ever logged. */
    long floor(Connection connection, int part) throws SQLException {
        return Sql.first(connection, floor, row -> row.getLong(1), part).orElse(0L);
    }

    /** Takes the right to append to a part until the commit. */
    void lock(Connection connection, int part) throws SQLException {
        if (Sql.first(connection, lockPart, row -> row.getInt(1), part).isEmpty()) {
            throw new SQLException("the table log_part has lost the row of part " + part, "42000");
        }
    }

    /** The entry that says that a session was ended. Needs the part's lock, or the entry may be yet to come. */
    Optional<Revocation> end(Connection connection, SessionId id, Instant now, Duration retention) throws SQLException {
        return Sql.first(
                connection,
                end,
                LogTable::revocation,
                SubjectKey.bytes(id),
                now.minus(retention).toEpochMilli());
    }

    /**
     * Appends to a part, the last thing before the commit.
     *
     * @param raised what the part's floor becomes at least
     */
    void append(Connection connection, int part, List<Revocation> revocations, long raised) throws SQLException {
        lock(connection, part);
        Newest last = Sql.first(
                        connection,
                        newest,
                        row -> new Newest(row.getLong("seq"), row.getLong("tag"), row.getLong("part_floor")),
                        part)
                .orElse(new Newest(0, newTag(), 0));
        long tag = newTag();
        for (Revocation revocation : revocations) {
            Newest next = new Newest(last.seq() + 1, tag, Math.max(last.floor(), raised));
            Sql.update(
                    connection,
                    insert,
                    part,
                    next.seq(),
                    next.tag(),
                    last.tag(),
                    next.floor(),
                    revocation.kind().name(),
                    Sql.bytesOrNull(revocation.subject().orElse(null)),
                    revocation.sessionId().map(SubjectKey::bytes).orElse(null),
                    revocation.minimumVersion(),
                    revocation.cause().name(),
                    revocation.at().toEpochMilli());
            last = next;
        }
    }

    static Revocation revocation(ResultSet row) throws SQLException {
        return new Revocation(
                Sql.optionalText(row, "subject"),
                Optional.ofNullable(row.getBytes("sid")).map(SubjectKey::sessionId),
                Revocation.Kind.valueOf(row.getString("kind")),
                row.getLong("minimum_version"),
                RevocationCause.valueOf(row.getString("cause")),
                Instant.ofEpochMilli(row.getLong("logged_at")));
    }
}
