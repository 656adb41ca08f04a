package io.symbolon.jdbc;

import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads pages of the log: one statement, which needs no right but SELECT. */
final class LogReader {
    /** How many entries of a partition a page holds at most. */
    private static final int PARTITION_PAGE_SIZE = 2_000;

    /** Stands for the last entry of a partition that has none. */
    private static final LogPosition.Entry NOTHING = new LogPosition.Entry(-1, 0);

    private record Row(int partition, LogPosition.Entry place, long previousId, Optional<Revocation> revocation) {}

    private record Answer(Instant now, Duration retention, List<Row> rows) {}

    private record PartitionPage(List<Row> rows, LogPosition.Entry last, boolean atEnd) {}

    private final String name = UUID.randomUUID().toString().substring(0, 8);
    private final String select;
    private final String selectRetention;
    private final Retention retention;
    private final OwnEntries own;

    LogReader(Tables tables, SqlDialect dialect, Retention retention, OwnEntries own) {
        this.retention = retention;
        this.own = own;
        StringJoiner partitions = new StringJoiner(" UNION ALL ");
        for (int partition = 0; partition < LogTable.PARTITIONS; partition++) {
            partitions.add("(SELECT previous_id, " + LogRows.COLUMNS + " FROM " + tables.log()
                    + " WHERE partition_number = " + partition + " AND seq >= ? ORDER BY seq LIMIT "
                    + (PARTITION_PAGE_SIZE + 1) + ")");
        }
        String clock = "(SELECT " + dialect.now(tables) + " AS now_ms) n";
        this.selectRetention = "SELECT MAX(r.millis) FROM " + tables.retention() + " r CROSS JOIN " + clock
                + " WHERE r.asked_at + r.millis > n.now_ms";
        this.select = "SELECT c.now_ms, c.retention_ms, l.* FROM (SELECT n.now_ms, (SELECT MAX(r.millis) FROM "
                + tables.retention() + " r WHERE r.asked_at + r.millis > n.now_ms) AS retention_ms FROM " + clock
                + ") c LEFT JOIN (" + partitions + ") l ON 1 = 1";
    }

    /** Takes note of the retention in force. */
    void readRetention(Connection connection) throws SQLException {
        retention.inForce(Sql.one(connection, selectRetention, row -> Duration.ofMillis(row.getLong(1))));
    }

    LogPage page(Connection connection, LogCursor after) throws SQLException {
        if (after.equals(LogCursor.START)) {
            return fromStart(connection, false);
        }
        Optional<LogPosition> named = LogPosition.parse(after).filter(position -> !missesOwnEntries(position));
        Optional<LogPage> page = named.isPresent() ? page(connection, named.get(), false) : Optional.empty();
        return page.isPresent() ? page.get() : fromStart(connection, true);
    }

    private LogPage fromStart(Connection connection, boolean restarted) throws SQLException {
        // What is found missing while this is read is found again by the next read.
        return page(connection, LogPosition.start(name, own.losses()), restarted)
                .orElseThrow(() -> new SQLException("a log that is read from its start can be read"));
    }

    /** This storage's own readers only: what another one has missed is that one's to find. */
    private boolean missesOwnEntries(LogPosition position) {
        return position.reader().equals(name) && position.losses() < own.losses();
    }

    /** Empty if the log cannot vouch that nothing is missing. */
    private Optional<LogPage> page(Connection connection, LogPosition from, boolean restarted) throws SQLException {
        boolean isStart = from.last().stream().allMatch(Optional::isEmpty);
        long losses = own.losses();
        Map<Integer, List<LogPosition.Entry>> expected = own.pending();
        Answer answer = answer(connection, from);
        Map<Integer, List<Row>> rows = answer.rows().stream().collect(Collectors.groupingBy(Row::partition));
        List<Revocation> revocations = new ArrayList<>();
        List<Optional<LogPosition.Entry>> next = new ArrayList<>();
        boolean atEnd = true;
        for (int partition = 0; partition < LogTable.PARTITIONS; partition++) {
            List<Row> there = rows.getOrDefault(partition, List.of());
            Optional<LogPosition.Entry> after = from.last().get(partition);
            Optional<PartitionPage> page = partitionPage(there, after, answer);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            lookForOwn(partition, expected.getOrDefault(partition, List.of()), after, there, page.get());
            page.get().rows().forEach(row -> row.revocation().ifPresent(revocations::add));
            next.add(Optional.of(page.get().last()));
            atEnd &= page.get().atEnd();
        }
        if (!isStart && own.losses() > losses) {
            return Optional.empty();
        }
        revocations.sort(Comparator.comparing(Revocation::at));
        LogPosition position = new LogPosition(name, losses, next);
        return Optional.of(new LogPage(revocations, position.toCursor(), answer.now(), restarted, atEnd));
    }

    private void lookForOwn(
            int partition,
            List<LogPosition.Entry> expected,
            Optional<LogPosition.Entry> after,
            List<Row> rows,
            PartitionPage page) {
        long oldest = rows.isEmpty() ? 0 : rows.get(0).place().seq();
        own.read(
                partition,
                expected,
                after.map(LogPosition.Entry::seq).orElse(oldest - 1),
                rows.stream().map(Row::place).collect(Collectors.toSet()),
                page.atEnd()
                        ? OptionalLong.empty()
                        : OptionalLong.of(page.last().seq()));
    }

    /**
     * What is new in a partition. Empty if the log cannot vouch that nothing is missing: an entry names its predecessor,
     * so the reader's last one has to be there, or to be named by the first that is.
     */
    private static Optional<PartitionPage> partitionPage(
            List<Row> rows, Optional<LogPosition.Entry> after, Answer answer) {
        if (rows.isEmpty()) {
            // Only a log that somebody emptied does not have the newest entry of a partition.
            return after.isEmpty() || after.get().equals(NOTHING)
                    ? Optional.of(new PartitionPage(List.of(), NOTHING, true))
                    : Optional.empty();
        }
        boolean atEnd = rows.size() <= PARTITION_PAGE_SIZE;
        List<Row> page = atEnd ? rows : rows.subList(0, PARTITION_PAGE_SIZE);
        LogPosition.Entry last = page.get(page.size() - 1).place();
        Instant cutoff = answer.now().minus(answer.retention());
        if (after.isEmpty()) {
            return Optional.of(new PartitionPage(
                    page.stream().filter(row -> !isOver(row, cutoff)).toList(), last, atEnd));
        }
        Row first = page.get(0);
        boolean isKnown = first.place().equals(after.get());
        boolean follows = first.place().seq() == after.get().seq() + 1
                && first.previousId() == after.get().id();
        List<Row> news = isKnown ? page.subList(1, page.size()) : page;
        if ((!isKnown && !follows) || news.stream().anyMatch(row -> isOver(row, cutoff))) {
            return Optional.empty();
        }
        return Optional.of(new PartitionPage(news, last, atEnd));
    }

    private static boolean isOver(Row row, Instant cutoff) {
        return row.revocation().isPresent() && !row.revocation().get().at().isAfter(cutoff);
    }

    private Answer answer(Connection connection, LogPosition from) throws SQLException {
        Object[] positions = from.last().stream()
                .map(entry -> entry.map(LogPosition.Entry::seq).orElse(0L))
                .toArray();
        List<Row> rows = new ArrayList<>();
        long[] times = new long[2];
        Sql.query(
                connection,
                select,
                row -> {
                    times[0] = row.getLong("now_ms");
                    times[1] = row.getLong("retention_ms");
                    return row.getString("entry_id") != null && rows.add(row(row));
                },
                positions);
        retention.inForce(Duration.ofMillis(times[1]));
        return new Answer(Instant.ofEpochMilli(times[0]), retention.get(), rows);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt("partition_number"),
                LogRows.place(row),
                row.getLong("previous_id"),
                row.getString("target") == null ? Optional.empty() : Optional.of(LogRows.revocation(row)));
    }
}
