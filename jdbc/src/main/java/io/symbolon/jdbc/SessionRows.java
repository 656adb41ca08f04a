package io.symbolon.jdbc;

import io.symbolon.SessionLifetime;
import io.symbolon.storage.Generation;
import io.symbolon.storage.NextGeneration;
import io.symbolon.storage.SessionParts;
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
    /** The columns in the order of {@link #insertParameters}. */
    static final List<String> COLUMNS = List.of(
            "sid",
            "subject_key",
            "client_id",
            "version",
            "revision",
            "generation",
            "grace_from",
            "origin",
            "refresh_key_id",
            "rotated_at",
            "created_at",
            "refreshed_at",
            "expires_at",
            "idle_millis",
            "absolute_millis",
            "parts");

    private SessionRows() {}

    /** Whether an outer join found a session. */
    static boolean isPresent(ResultSet row) throws SQLException {
        return row.getBytes("sid") != null;
    }

    static StoredSession read(ResultSet row, String subject) throws SQLException {
        return new StoredSession(
                SubjectKey.sessionId(row.getBytes("sid")),
                subject,
                Sql.text(row, "client_id"),
                row.getLong("version"),
                row.getLong("revision"),
                new Generation(
                        row.getInt("generation"),
                        row.getInt("grace_from"),
                        Generation.Origin.named(row.getString("origin")),
                        Sql.text(row, "refresh_key_id"),
                        Instant.ofEpochMilli(row.getLong("rotated_at"))),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("refreshed_at")),
                SessionLifetime.of(
                        Duration.ofMillis(row.getLong("idle_millis")),
                        Duration.ofMillis(row.getLong("absolute_millis"))),
                SessionParts.fromBytes(row.getBytes("parts")));
    }

    static @Nullable Object[] insertParameters(StoredSession session) {
        Generation generation = session.generation();
        return new @Nullable Object[] {
            SubjectKey.bytes(session.id()),
            SubjectKey.of(session.subject()),
            Sql.bytes(session.clientId()),
            session.version(),
            session.revision(),
            generation.number(),
            generation.graceFrom(),
            generation.origin().name(),
            Sql.bytes(generation.refreshKeyId()),
            generation.rotatedAt().toEpochMilli(),
            session.createdAt().toEpochMilli(),
            session.refreshedAt().toEpochMilli(),
            session.expiresAt().toEpochMilli(),
            session.lifetime().idle().toMillis(),
            session.lifetime().absolute().toMillis(),
            session.parts().toBytes()
        };
    }

    /**
     * In the order of {@link SessionTable}'s statement. Where no generation is made, the columns of the current one stay as
     * they are, and so does an origin that only a newer node knows.
     */
    static @Nullable Object[] updateParameters(StoredSession updated, SessionUpdate update) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(updated.version());
        values.add(updated.revision());
        addGeneration(values, update.generation());
        values.add(update.generation()
                .map(made -> updated.generation().rotatedAt().toEpochMilli())
                .orElse(null));
        values.add(updated.refreshedAt().toEpochMilli());
        values.add(updated.expiresAt().toEpochMilli());
        values.add(update.parts().toBytes());
        values.add(SubjectKey.bytes(update.id()));
        return values.toArray();
    }

    /** Number, lower end of the grace, origin and key; all null if there is none. */
    static void addGeneration(List<@Nullable Object> values, Optional<NextGeneration> generation) {
        values.add(generation.map(NextGeneration::number).orElse(null));
        values.add(generation.map(NextGeneration::graceFrom).orElse(null));
        values.add(generation.map(made -> made.origin().name()).orElse(null));
        values.add(generation.map(made -> Sql.bytes(made.refreshKeyId())).orElse(null));
    }
}
