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
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Reads pages of the log: one statement, which needs no right but SELECT. */
final class LogReader {
    /** How many entries of a part a page holds at most. */
    private static final int PART_PAGE_SIZE = 2_000;

    /** Stands for the last entry of a part that has none. */
    private static final LogVector.Entry NOTHING = new LogVector.Entry(-1, 0);

    private record Row(int part, LogVector.Entry entry, long previousTag, Optional<Revocation> revocation) {}

    private record Answer(Instant now, Duration retention, List<Row> rows) {}

    private record PartPage(List<Row> rows, LogVector.Entry last, boolean atEnd) {}

    private final String select;
    private final String selectRetention;
    private final Retention retention;

    LogReader(Tables tables, SqlDialect dialect, Retention retention) {
        this.retention = retention;
        StringJoiner parts = new StringJoiner(" UNION ALL ");
        for (int part = 0; part < LogTable.PARTS; part++) {
            parts.add(
                    "(SELECT part, seq, tag, previous_tag, kind, subject, sid, minimum_version, cause, logged_at FROM "
                            + tables.log() + " WHERE part = " + part + " AND seq >= ? ORDER BY seq LIMIT "
                            + (PART_PAGE_SIZE + 1) + ")");
        }
        String clock = "(SELECT " + dialect.now(tables) + " AS now_ms) n";
        this.selectRetention = "SELECT MAX(r.millis) FROM " + tables.retention() + " r CROSS JOIN " + clock
                + " WHERE r.asked_at + r.millis > n.now_ms";
        this.select = "SELECT c.now_ms, c.retention_ms, l.* FROM (SELECT n.now_ms, (SELECT MAX(r.millis) FROM "
                + tables.retention() + " r WHERE r.asked_at + r.millis > n.now_ms) AS retention_ms FROM " + clock
                + ") c LEFT JOIN (" + parts + ") l ON 1 = 1";
    }

    /** Takes note of the retention in force. */
    void readRetention(Connection connection) throws SQLException {
        retention.inForce(Sql.one(connection, selectRetention, row -> Duration.ofMillis(row.getLong(1))));
    }

    LogPage page(Connection connection, LogCursor after) throws SQLException {
        if (after.equals(LogCursor.START)) {
            return page(connection, LogVector.START, false);
        }
        Optional<LogVector> vector = LogVector.parse(after);
        if (vector.isEmpty()) {
            return page(connection, LogVector.START, true);
        }
        return page(connection, vector.get(), false);
    }

    private LogPage page(Connection connection, LogVector from, boolean restarted) throws SQLException {
        Answer answer = answer(connection, from);
        Map<Integer, List<Row>> rows = answer.rows().stream().collect(Collectors.groupingBy(Row::part));
        List<Revocation> revocations = new ArrayList<>();
        List<Optional<LogVector.Entry>> next = new ArrayList<>();
        boolean atEnd = true;
        for (int part = 0; part < LogTable.PARTS; part++) {
            Optional<PartPage> page =
                    partPage(rows.getOrDefault(part, List.of()), from.entries().get(part), answer);
            if (page.isEmpty()) {
                return page(connection, LogVector.START, true);
            }
            page.get().rows().forEach(row -> row.revocation().ifPresent(revocations::add));
            next.add(Optional.of(page.get().last()));
            atEnd &= page.get().atEnd();
        }
        revocations.sort(Comparator.comparing(Revocation::at));
        return new LogPage(revocations, new LogVector(next).toCursor(), answer.now(), restarted, atEnd);
    }

    /**
     * What is new in a part. Empty if the log cannot vouch that nothing is missing: an entry names its predecessor, so the
     * reader's last one has to be there, or to be named by the first that is.
     */
    private static Optional<PartPage> partPage(List<Row> rows, Optional<LogVector.Entry> after, Answer answer) {
        if (rows.isEmpty()) {
            // Only a log that somebody emptied has not got the newest entry of a part.
            return after.isEmpty() || after.get().equals(NOTHING)
                    ? Optional.of(new PartPage(List.of(), NOTHING, true))
                    : Optional.empty();
        }
        boolean atEnd = rows.size() <= PART_PAGE_SIZE;
        List<Row> page = atEnd ? rows : rows.subList(0, PART_PAGE_SIZE);
        LogVector.Entry last = page.get(page.size() - 1).entry();
        Instant cutoff = answer.now().minus(answer.retention());
        if (after.isEmpty()) {
            return Optional.of(new PartPage(
                    page.stream().filter(row -> !isOver(row, cutoff)).toList(), last, atEnd));
        }
        Row first = page.get(0);
        boolean isKnown = first.entry().equals(after.get());
        boolean follows = first.entry().seq() == after.get().seq() + 1
                && first.previousTag() == after.get().tag();
        List<Row> news = isKnown ? page.subList(1, page.size()) : page;
        if ((!isKnown && !follows) || news.stream().anyMatch(row -> isOver(row, cutoff))) {
            return Optional.empty();
        }
        return Optional.of(new PartPage(news, last, atEnd));
    }

    private static boolean isOver(Row row, Instant cutoff) {
        return row.revocation().isPresent() && !row.revocation().get().at().isAfter(cutoff);
    }

    private Answer answer(Connection connection, LogVector from) throws SQLException {
        Object[] positions = from.entries().stream()
                .map(entry -> entry.map(LogVector.Entry::seq).orElse(0L))
                .toArray();
        List<Row> rows = new ArrayList<>();
        long[] times = new long[2];
        Sql.query(
                connection,
                select,
                row -> {
                    times[0] = row.getLong("now_ms");
                    times[1] = row.getLong("retention_ms");
                    return row.getString("tag") != null && rows.add(row(row));
                },
                positions);
        retention.inForce(Duration.ofMillis(times[1]));
        return new Answer(Instant.ofEpochMilli(times[0]), retention.get(), rows);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt("part"),
                new LogVector.Entry(row.getLong("seq"), row.getLong("tag")),
                row.getLong("previous_tag"),
                row.getString("kind") == null ? Optional.empty() : Optional.of(LogTable.revocation(row)));
    }
}
