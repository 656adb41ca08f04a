package io.symbolon.jdbc;

import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import io.symbolon.testkit.StorageFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** Rows as a newer version writes them. */
final class NewerRows implements StorageFixture.NewerNode {
    private record Newest(long seq, long id, long floor) {}

    private final DataSource dataSource;
    private final String now;

    NewerRows(DataSource dataSource, SqlDialect dialect) {
        this.dataSource = dataSource;
        this.now = dialect.now(new Tables(Optional.empty(), "symbolon_", dialect.quote()));
    }

    @Override
    public void log(StorageFixture.NewerEntry entry) {
        Optional<SessionId> session =
                entry.target() instanceof Revocation.OfSession one ? Optional.of(one.id()) : Optional.empty();
        Optional<String> subject = entry.target() instanceof Revocation.OfSession one
                ? one.subject()
                : Optional.of(entry.target())
                        .filter(Revocation.OfSubject.class::isInstance)
                        .map(all -> ((Revocation.OfSubject) all).subject());
        int partition = session.map(LogTable::partitionOf)
                .orElseGet(() -> subject.map(LogTable::partitionOf).orElse(0));
        inTransaction(connection -> {
            Sql.query(
                    connection,
                    "SELECT partition_number FROM symbolon_partition WHERE partition_number = ? FOR UPDATE",
                    row -> true,
                    partition);
            Newest newest = Sql.one(
                    connection,
                    "SELECT seq, entry_id, partition_floor FROM symbolon_log WHERE partition_number = ?"
                            + " ORDER BY seq DESC LIMIT 1",
                    row -> new Newest(row.getLong(1), row.getLong(2), row.getLong(3)),
                    partition);
            Sql.update(
                    connection,
                    "INSERT INTO symbolon_log (partition_number, seq, entry_id, previous_id, partition_floor, target,"
                            + " kind, subject_key, subject, sid, minimum_version, cause, logged_at, extra)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " + now + ", ?)",
                    partition,
                    newest.seq() + 1,
                    ThreadLocalRandom.current().nextLong(),
                    newest.id(),
                    newest.floor(),
                    LogRows.targetType(entry.target()),
                    entry.kind(),
                    subject.map(SubjectKey::of).orElse(null),
                    subject.map(Sql::bytes).orElse(null),
                    session.map(SubjectKey::bytes).orElse(null),
                    entry.minimumVersion(),
                    entry.cause().orElse(null),
                    Sql.bytes(entry.extraFields().toString()));
        });
    }

    @Override
    public void storeOrigin(SessionId session, String origin) {
        inTransaction(connection -> Sql.update(
                connection, "UPDATE symbolon_session SET origin = ? WHERE sid = ?", origin, SubjectKey.bytes(session)));
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void inTransaction(Work work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            work.on(connection);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
