package io.symbolon.benchmarks.storage;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.symbolon.SessionId;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The least that a session on Redis can cost: one script call each, which writes what Symbolon's writes, and decides
 * nothing. A handle is the session's id and its subject.
 */
final class RedisFloor implements SessionSystem {
    private static final String CREATE = """
            local now = redis.call('TIME')[1]
            redis.call('SET', KEYS[1], ARGV[2], 'PXAT', (now + 1209600) * 1000)
            redis.call('ZADD', KEYS[2], (now + 1209600) * 1000, ARGV[1], -now, 'v')
            redis.call('PEXPIREAT', KEYS[2], (now + 1216800) * 1000)
            return now
            """;
    private static final String REFRESH = """
            local now = redis.call('TIME')[1]
            local record = redis.call('GET', KEYS[1])
            redis.call('SET', KEYS[1], record, 'PXAT', (now + 1209600) * 1000)
            redis.call('ZADD', KEYS[2], (now + 1209600) * 1000, ARGV[1])
            redis.call('PEXPIREAT', KEYS[2], (now + 1216800) * 1000)
            return record
            """;
    private static final String LIST = """
            local found = {}
            for i, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. redis.call('TIME')[1], '+inf')) do
              found[i] = redis.call('GET', 'floor:s:' .. id)
            end
            return found
            """;
    private static final String REVOKE = """
            redis.call('DEL', KEYS[1])
            redis.call('ZREM', KEYS[2], ARGV[1])
            local entry = redis.call('XADD', KEYS[3], 'MAXLEN', '~', 1000000, '*', 'kind', 'E', 'sid', ARGV[1], 'sub', ARGV[2])
            redis.call('SET', 'floor:x:' .. ARGV[1], entry, 'PX', 7200000)
            return entry
            """;
    private static final String RECORD = "r".repeat(180);

    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> redis;
    private final String create;
    private final String refresh;
    private final String list;
    private final String revoke;

    RedisFloor(RedisClient client) {
        connection = client.connect();
        redis = connection.sync();
        create = redis.scriptLoad(CREATE);
        refresh = redis.scriptLoad(REFRESH);
        list = redis.scriptLoad(LIST);
        revoke = redis.scriptLoad(REVOKE);
    }

    @Override
    public String create(String subject) {
        String id = SessionId.of(
                        System.currentTimeMillis() << Short.SIZE,
                        ThreadLocalRandom.current().nextLong())
                .toString();
        redis.evalsha(create, ScriptOutputType.INTEGER, keys(id, subject), id, RECORD);
        return id + subject;
    }

    @Override
    public String refresh(String handle) {
        String id = id(handle);
        redis.evalsha(refresh, ScriptOutputType.VALUE, keys(id, subject(handle)), id);
        return handle;
    }

    @Override
    public int list(String subject) {
        Object found = redis.evalsha(list, ScriptOutputType.MULTI, "floor:u:" + subject);
        return ((java.util.List<?>) found).size();
    }

    @Override
    public void revoke(String handle) {
        String id = id(handle);
        redis.evalsha(revoke, ScriptOutputType.VALUE, keys(id, subject(handle)), id, subject(handle));
    }

    @Override
    public void close() {
        connection.close();
    }

    private static String[] keys(String id, String subject) {
        return new String[] {"floor:s:" + id, "floor:u:" + subject, "floor:log"};
    }

    private static String id(String handle) {
        return handle.substring(0, 22);
    }

    private static String subject(String handle) {
        return handle.substring(22);
    }
}
