package io.symbolon.jdbc;

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
    public String insertSubject(Tables tables) {
        return "INSERT INTO " + tables.subject() + " VALUES (?, ?, 0, 0, 0, ?) ON CONFLICT DO NOTHING";
    }

    @Override
    public String askRetention(Tables tables) {
        return "INSERT INTO " + tables.retention() + " AS r VALUES (?, ?)"
                + " ON CONFLICT (millis) DO UPDATE SET asked_at = greatest(r.asked_at, excluded.asked_at)";
    }

    @Override
    public boolean hasFunctions() {
        return true;
    }
}
