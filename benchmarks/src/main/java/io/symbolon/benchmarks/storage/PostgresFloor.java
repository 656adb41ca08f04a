package io.symbolon.benchmarks.storage;

import io.symbolon.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * The least that a session in PostgreSQL can cost: one plain statement each, which writes what Symbolon's write, and
 * decides nothing. A handle is the session's id and its subject.
 */
final class PostgresFloor implements SessionSystem {
    private static final int HANDLE_ID = 22;

    private static final String TABLES = """
            CREATE TABLE floor_subject (subject bytea PRIMARY KEY, highest bigint NOT NULL);
            CREATE TABLE floor_session (
                sid bytea PRIMARY KEY, subject bytea NOT NULL, version bigint NOT NULL, generation int NOT NULL,
                refreshed_at bigint NOT NULL, expires_at bigint NOT NULL, context bytea NOT NULL, claims bytea NOT NULL);
            CREATE INDEX floor_session_subject ON floor_session (subject);
            CREATE INDEX floor_session_expiry ON floor_session (expires_at);
            CREATE TABLE floor_log (seq bigserial PRIMARY KEY, subject bytea, sid bytea NOT NULL);
            CREATE INDEX floor_log_sid ON floor_log (sid);
            """;
    private static final String CREATE = """
            WITH subject AS (
                INSERT INTO floor_subject VALUES (?, ?) ON CONFLICT (subject) DO UPDATE SET highest = excluded.highest)
            INSERT INTO floor_session VALUES (?, ?, ?, 0, ?, ?, ?, ?)
            """;
    private static final String REFRESH =
            "UPDATE floor_session SET generation = generation + 1, refreshed_at = ?, expires_at = ?, context = ?, claims = ?"
                    + " WHERE sid = ? RETURNING generation";
    private static final String LIST = "SELECT * FROM floor_session WHERE subject = ?";
    private static final String REVOKE = """
            WITH ended AS (DELETE FROM floor_session WHERE sid = ? RETURNING subject, sid)
            INSERT INTO floor_log (subject, sid) SELECT subject, sid FROM ended
            """;
    private static final byte[] CONTEXT = "203.0.113.7".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CLAIMS =
            "{\"role\":\"editor\",\"tenant\":\"t-4711\",\"level\":3}".getBytes(StandardCharsets.UTF_8);

    private final DataSource dataSource;

    PostgresFloor(DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
        }
    }

    @Override
    public String create(String subject) throws SQLException {
        long now = System.currentTimeMillis();
        SessionId id =
                SessionId.of(now << Short.SIZE, ThreadLocalRandom.current().nextLong());
        byte[] name = bytes(subject);
        execute(CREATE, name, now, bytes(id), name, now, now, now + Content.IDLE.toMillis(), CONTEXT, CLAIMS);
        return id + subject;
    }

    @Override
    public String refresh(String handle) throws SQLException {
        long now = System.currentTimeMillis();
        execute(REFRESH, now, now + Content.IDLE.toMillis(), CONTEXT, CLAIMS, id(handle));
        return handle;
    }

    @Override
    public int list(String subject) throws SQLException {
        return execute(LIST, (Object) bytes(subject));
    }

    @Override
    public void revoke(String handle) throws SQLException {
        execute(REVOKE, (Object) id(handle));
    }

    @Override
    public void close() {}

    private int execute(String sql, Object... parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            int rows = 0;
            if (statement.execute()) {
                while (statement.getResultSet().next()) {
                    rows++;
                }
            }
            return rows;
        }
    }

    private static byte[] id(String handle) {
        return bytes(SessionId.parse(handle.substring(0, HANDLE_ID)));
    }

    private static byte[] bytes(SessionId id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.mostSignificantBits())
                .putLong(id.leastSignificantBits())
                .array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
