package io.symbolon.benchmarks.storage;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.report.Figure;
import java.util.List;

/** How much memory of Redis a session takes, each of another subject. */
final class RedisBytes {
    private static final int FULL_SESSIONS = 10_000;

    private RedisBytes() {}

    static List<Figure> measure(Form form, String title, RedisClient client, SessionSystem system) throws Exception {
        int sessions = form.scaled(FULL_SESSIONS);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            long before = usage(redis);
            long usedBefore = used(redis);
            for (int i = 0; i < sessions; i++) {
                system.create("user-" + i);
            }
            return List.of(
                    new Figure(
                            "redis-bytes", title, "keys, by MEMORY USAGE", (double) (usage(redis) - before) / sessions),
                    new Figure(
                            "redis-bytes",
                            title,
                            "server, by used_memory",
                            (double) (used(redis) - usedBefore) / sessions));
        }
    }

    private static long usage(RedisCommands<String, String> redis) {
        long bytes = 0;
        ScanIterator<String> keys = ScanIterator.scan(redis, ScanArgs.Builder.limit(1_000));
        while (keys.hasNext()) {
            Long usage = redis.memoryUsage(keys.next());
            bytes += usage == null ? 0 : usage;
        }
        return bytes;
    }

    private static long used(RedisCommands<String, String> redis) {
        return redis.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow();
    }
}
