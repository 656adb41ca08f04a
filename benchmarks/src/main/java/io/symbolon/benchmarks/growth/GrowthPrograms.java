package io.symbolon.benchmarks.growth;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.benchmarks.storage.PostgresServer;
import io.symbolon.benchmarks.storage.RedisServer;
import io.symbolon.jdbc.JdbcUserSessionStorage;
import io.symbolon.redis.RedisUserSessionStorage;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is measured of growth, storage by storage. */
public final class GrowthPrograms {
    private static final int MOST_REVOCATIONS_OF_VIEW = 10_000_000;
    private static final int MOST_FOR_RED_BUTTON = 1_000_000;
    private static final int MOST_FOR_RED_BUTTON_ON_POSTGRES = 100_000;

    /** For whole lists of very many sessions, which take longer than a command may by default. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private GrowthPrograms() {}

    /**
     * Measures a view, and the storage in memory.
     *
     * @param most how many sessions and revocations at most, in the full form
     */
    public static List<Figure> inMemory(Form form, int most) throws Exception {
        List<Figure> figures = new ArrayList<>(
                // A view is filled in a moment, so in the short form too.
                RevocationGrowth.ofView(form, form == Form.SMOKE ? 1 : MOST_REVOCATIONS_OF_VIEW));
        try (UserSessionStorage storage = new InMemoryUserSessionStorage()) {
            figures.addAll(growth(form, "in memory", storage, most));
        }
        try (UserSessionStorage storage = new InMemoryUserSessionStorage()) {
            figures.addAll(ofSubject(form, "in memory", storage));
        }
        return figures;
    }

    /**
     * Measures Redis.
     *
     * @param most how many sessions and revocations at most, in the full form
     */
    public static List<Figure> redis(Form form, int most) throws Exception {
        List<Figure> figures = new ArrayList<>(onRedis((storage, notes) -> growth(form, "Redis", storage, most)));
        figures.addAll(onRedis((storage, notes) -> {
            List<Figure> ofSubject = new ArrayList<>(ofSubject(form, "Redis", storage));
            ofSubject.addAll(RedButton.measure(form, "Redis", storage, MOST_FOR_RED_BUTTON, Optional.of(notes)));
            return ofSubject;
        }));
        return figures;
    }

    /**
     * Measures PostgreSQL.
     *
     * @param most how many sessions and revocations at most, in the full form
     */
    public static List<Figure> postgres(Form form, int most) throws Exception {
        List<Figure> figures = new ArrayList<>(onPostgres(storage -> growth(form, "PostgreSQL", storage, most)));
        figures.addAll(onPostgres(storage -> {
            List<Figure> ofSubject = new ArrayList<>(ofSubject(form, "PostgreSQL", storage));
            ofSubject.addAll(
                    RedButton.measure(form, "PostgreSQL", storage, MOST_FOR_RED_BUTTON_ON_POSTGRES, Optional.empty()));
            return ofSubject;
        }));
        return figures;
    }

    private static List<Figure> growth(Form form, String title, UserSessionStorage storage, int most) throws Exception {
        // The log first: those who sign in and out add to it.
        List<Figure> figures = new ArrayList<>(RevocationGrowth.ofStart(title, storage, form.scaled(most)));
        figures.addAll(SessionGrowth.measure(form, title, storage, form.scaled(most)));
        return figures;
    }

    private static List<Figure> ofSubject(Form form, String title, UserSessionStorage storage) throws Exception {
        List<Figure> figures = new ArrayList<>(SubjectGrowth.measure(form, title, storage));
        figures.addAll(LiveClosing.measure(form, title, storage));
        return figures;
    }

    private interface OnRedis {
        List<Figure> measure(UserSessionStorage storage, RedisNotes notes) throws Exception;
    }

    private interface OnPostgres {
        List<Figure> measure(UserSessionStorage storage) throws Exception;
    }

    private static List<Figure> onRedis(OnRedis program) throws Exception {
        try (RedisServer server = RedisServer.start()) {
            RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.port());
            try (UserSessionStorage storage = RedisUserSessionStorage.builder(client)
                            .commandTimeout(LONGEST)
                            .build();
                    StatefulRedisConnection<String, String> connection = client.connect()) {
                return program.measure(storage, new RedisNotes(connection.sync()));
            } finally {
                client.shutdown();
            }
        }
    }

    private static List<Figure> onPostgres(OnPostgres program) throws Exception {
        try (PostgresServer server = PostgresServer.start(false);
                UserSessionStorage storage =
                        JdbcUserSessionStorage.builder(server.pool()).build()) {
            return program.measure(storage);
        }
    }
}
