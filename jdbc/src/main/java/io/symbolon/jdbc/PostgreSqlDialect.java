package io.symbolon.jdbc;

import java.util.Optional;

/** PostgreSQL 13 and later. */
final class PostgreSqlDialect implements SqlDialect {
    @Override
    public String folder() {
        return "postgresql";
    }

    @Override
    public String now(Tables tables) {
        return tables.name("now()");
    }

    @Override
    public Optional<String> isReadOnly() {
        return Optional.of("current_setting('transaction_read_only') = 'on'");
    }

    @Override
    public String insertSubject(Tables tables) {
        return "INSERT INTO " + tables.subject() + " " + SUBJECT_COLUMNS + " VALUES (?, ?, 0, 0, 0, ?) ON CONFLICT DO NOTHING";
    }

    @Override
    public String askRetention(Tables tables) {
        return "INSERT INTO " + tables.retention() + " AS r (millis, asked_at) VALUES (?, ?)"
                + " ON CONFLICT (millis) DO UPDATE SET asked_at = greatest(r.asked_at, excluded.asked_at)";
    }

    @Override
    public boolean hasFunctions() {
        return true;
    }
}
