package io.symbolon.benchmarks.growth;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;

/** What a Redis server notes in its slow log. */
final class RedisNotes {
    private static final String ALL_LONGER_THAN_MICROS = "50";
    private static final String MOST = "100000";

    private final RedisCommands<String, String> redis;

    RedisNotes(RedisCommands<String, String> redis) {
        this.redis = redis;
    }

    /** From here on the server notes what keeps it busy. */
    void start() {
        redis.configSet("slowlog-log-slower-than", ALL_LONGER_THAN_MICROS);
        redis.configSet("slowlog-max-len", MOST);
        redis.slowlogReset();
    }

    /** The longest that one script has kept the server since; reading the notes takes long too. */
    double longestStepMillis() {
        long micros = redis.slowlogGet(Integer.parseInt(MOST)).stream()
                .map(entry -> (List<?>) entry)
                .filter(entry -> ((List<?>) entry.get(3)).get(0).toString().startsWith("EVAL"))
                .mapToLong(entry -> (Long) entry.get(2))
                .max()
                .orElse(0);
        return micros / 1e3;
    }
}
