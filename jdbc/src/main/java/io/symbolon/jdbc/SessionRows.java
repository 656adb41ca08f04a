package io.symbolon.jdbc;

import io.symbolon.Device;
import io.symbolon.SessionContext;
import io.symbolon.SessionLifetime;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions as rows. Times are milliseconds since 1970, so no time zone has a say. */
final class SessionRows {
    private SessionRows() {}

    /** Whether an outer join found a session. */
    static boolean isPresent(ResultSet row) throws SQLException {
        return row.getBytes("sid") != null;
    }

    static StoredSession read(ResultSet row, String subject) throws SQLException {
        return new StoredSession(
                SubjectKey.sessionId(row.getBytes("sid")),
                subject,
                row.getLong("version"),
                row.getInt("generation"),
                Sql.text(row, "refresh_key_id"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("refreshed_at")),
                SessionLifetime.of(
                        Duration.ofMillis(row.getLong("idle_millis")),
                        Duration.ofMillis(row.getLong("absolute_millis"))),
                tokenTtl(row),
                context(row, "created_"),
                context(row, "seen_"),
                Sql.text(row, "claims"));
    }

    /** In the order of the table's columns. */
    static @Nullable Object[] insertParameters(StoredSession session) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(SubjectKey.bytes(session.id()));
        values.add(SubjectKey.of(session.subject()));
        values.add(session.version());
        values.add(session.generation());
        values.add(Sql.bytes(session.refreshKeyId()));
        values.add(session.createdAt().toEpochMilli());
        values.add(session.refreshedAt().toEpochMilli());
        values.add(session.expiresAt().toEpochMilli());
        values.add(session.lifetime().idle().toMillis());
        values.add(session.lifetime().absolute().toMillis());
        values.add(millis(session.accessTokenTtl()));
        addContext(values, session.createdFrom());
        addContext(values, session.lastSeenFrom());
        values.add(Sql.bytes(session.claims()));
        return values.toArray();
    }

    /** In the order of {@link SessionTable}'s statement. */
    static @Nullable Object[] updateParameters(StoredSession updated, SessionUpdate update) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(update.generation());
        values.add(Sql.bytes(update.refreshKeyId()));
        values.add(updated.refreshedAt().toEpochMilli());
        values.add(updated.expiresAt().toEpochMilli());
        addContext(values, update.lastSeenFrom());
        values.add(Sql.bytes(update.claims()));
        values.add(SubjectKey.bytes(update.id()));
        return values.toArray();
    }

    static void addContext(List<@Nullable Object> values, SessionContext context) {
        Device device = context.device();
        values.add(Sql.bytes(context.ip()));
        values.add(device == null ? null : Sql.bytes(device.type()));
        values.add(device == null ? null : Sql.bytes(device.name()));
        values.add(Sql.bytesOrNull(context.location()));
    }

    static @Nullable Long millis(Optional<Duration> duration) {
        return duration.map(Duration::toMillis).orElse(null);
    }

    private static Optional<Duration> tokenTtl(ResultSet row) throws SQLException {
        long millis = row.getLong("token_millis");
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private static SessionContext context(ResultSet row, String prefix) throws SQLException {
        Optional<String> deviceType = Sql.optionalText(row, prefix + "device_type");
        Optional<String> deviceName = Sql.optionalText(row, prefix + "device_name");
        return new SessionContext(
                Sql.text(row, prefix + "ip"),
                deviceType.isPresent() ? new Device(deviceType.get(), deviceName.orElse("")) : null,
                Sql.optionalText(row, prefix + "location").orElse(null));
    }
}
