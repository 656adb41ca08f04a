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

/** All that is measured of growth. */
public final class GrowthPrograms {
    private static final int MOST_SESSIONS = 1_000_000;
    /** Of sessions on PostgreSQL: more take long to make. */
    private static final int MOST_ON_POSTGRES = 100_000;

    /** For whole lists of very many sessions, which take longer than a command may by default. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private GrowthPrograms() {}

    public static List<Figure> measure(Form form) throws Exception {
        List<Figure> figures = new ArrayList<>();
        try (UserSessionStorage storage = new InMemoryUserSessionStorage()) {
            figures.addAll(SubjectGrowth.measure(form, "in memory", storage));
            figures.addAll(LiveClosing.measure(form, "in memory", storage));
        }
        figures.addAll(onRedis(form));
        try (PostgresServer server = PostgresServer.start(false);
                UserSessionStorage storage =
                        JdbcUserSessionStorage.builder(server.pool()).build()) {
            figures.addAll(SubjectGrowth.measure(form, "PostgreSQL", storage));
            figures.addAll(LiveClosing.measure(form, "PostgreSQL", storage));
            figures.addAll(RedButton.measure(form, "PostgreSQL", storage, MOST_ON_POSTGRES, Optional.empty()));
        }
        return figures;
    }

    private static List<Figure> onRedis(Form form) throws Exception {
        List<Figure> figures = new ArrayList<>();
        try (RedisServer server = RedisServer.start()) {
            RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.port());
            try (UserSessionStorage storage = RedisUserSessionStorage.builder(client)
                            .commandTimeout(LONGEST)
                            .build();
                    StatefulRedisConnection<String, String> connection = client.connect()) {
                figures.addAll(SubjectGrowth.measure(form, "Redis", storage));
                figures.addAll(LiveClosing.measure(form, "Redis", storage));
                figures.addAll(RedButton.measure(
                        form, "Redis", storage, MOST_SESSIONS, Optional.of(new RedisNotes(connection.sync()))));
            } finally {
                client.shutdown();
            }
        }
        return figures;
    }
}
