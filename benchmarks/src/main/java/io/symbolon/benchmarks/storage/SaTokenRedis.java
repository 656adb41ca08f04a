package io.symbolon.benchmarks.storage;

import cn.dev33.satoken.dao.auto.SaTokenDaoByObjectFollowString;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sa-Token's storage by plain Lettuce: no more commands than its own plugin sends, and no Spring between. */
final class SaTokenRedis implements SaTokenDaoByObjectFollowString {
    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> redis;

    SaTokenRedis(RedisClient client) {
        connection = client.connect();
        redis = connection.sync();
    }

    void close() {
        connection.close();
    }

    @Override
    public @Nullable String get(String key) {
        return redis.get(key);
    }

    @Override
    public void set(String key, String value, long timeout) {
        if (timeout == NEVER_EXPIRE) {
            redis.set(key, value);
        } else {
            redis.set(key, value, SetArgs.Builder.ex(timeout));
        }
    }

    @Override
    public void update(String key, String value) {
        redis.set(key, value, SetArgs.Builder.keepttl());
    }

    @Override
    public void delete(String key) {
        redis.del(key);
    }

    @Override
    public long getTimeout(String key) {
        return redis.ttl(key);
    }

    @Override
    public void updateTimeout(String key, long timeout) {
        redis.expire(key, timeout);
    }

    @Override
    public List<String> searchData(String prefix, String keyword, int start, int size, boolean sortType) {
        throw new UnsupportedOperationException("is not measured");
    }
}
