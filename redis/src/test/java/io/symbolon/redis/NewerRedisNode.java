package io.symbolon.redis;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import io.symbolon.testkit.StorageFixture.NewerEntry;
import io.symbolon.testkit.StorageFixture.NewerNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Writes records and entries under a key prefix as a newer version might: in this one's notation, and beyond it. */
final class NewerRedisNode implements NewerNode {
    private static final int HEADER_BYTES = 51;
    private static final byte ORIGIN = 3;
    private static final byte TAG_OF_NEWER_FORMAT = 99;

    private final RedisClusterCommands<byte[], byte[]> redis;
    private final RedisKeys keys;

    NewerRedisNode(RedisClusterCommands<byte[], byte[]> redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    @Override
    public void log(NewerEntry entry) {
        Map<String, String> fields = new LinkedHashMap<>();
        int partition = 0;
        if (entry.target() instanceof Revocation.OfSession session) {
            partition = keys.partitionOf(session.id());
            fields.put("target", "session");
            fields.put("sid", session.id().toString());
            fields.put("sub", session.subject().orElse(""));
        } else if (entry.target() instanceof Revocation.OfSubject all) {
            partition = keys.partitionOf(all.subject());
            fields.put("target", "subject");
            fields.put("sub", all.subject());
        } else if (entry.target() instanceof Revocation.OfUnknown unknown) {
            fields.put("target", unknown.type());
        }
        fields.put("kind", entry.kind());
        boolean hasMinimum = entry.minimumVersion() != Revocation.ALL_VERSIONS;
        fields.put("min", hasMinimum ? Long.toString(entry.minimumVersion()) : "");
        fields.put("cause", entry.cause().orElse(""));
        fields.put("at", Long.toString(now(partition)));
        fields.putAll(entry.extraFields());
        redis.xadd(
                keys.log(partition),
                fields.entrySet().stream()
                        .flatMap(field -> Stream.of(bytes(field.getKey()), bytes(field.getValue())))
                        .toArray());
    }

    @Override
    public void storeOrigin(SessionId session, String origin) {
        replace(session, ORIGIN, bytes(origin));
    }

    /** Adds a field that only a newer format has, and names that format. */
    void storeFormat(SessionId session, int format, String more) {
        replace(session, TAG_OF_NEWER_FORMAT, bytes(more));
        byte[] record = record(session);
        record[0] = (byte) format;
        redis.set(keys.session(session), record, SetArgs.Builder.keepttl());
    }

    byte[] record(SessionId session) {
        return redis.get(keys.session(session));
    }

    private void replace(SessionId session, byte tag, byte[] value) {
        ByteBuffer record = ByteBuffer.wrap(record(session));
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        byte[] header = new byte[HEADER_BYTES];
        record.get(header);
        changed.writeBytes(header);
        while (record.hasRemaining()) {
            int head = record.getInt();
            byte[] kept = new byte[head & 0xFFFFFF];
            record.get(kept);
            if (head >>> 24 != tag) {
                changed.writeBytes(field((byte) (head >>> 24), kept));
            }
        }
        changed.writeBytes(field(tag, value));
        redis.set(keys.session(session), changed.toByteArray(), SetArgs.Builder.keepttl());
    }

    private static byte[] field(byte tag, byte[] value) {
        return ByteBuffer.allocate(Integer.BYTES + value.length)
                .putInt(tag << 24 | value.length)
                .put(value)
                .array();
    }

    private long now(int partition) {
        return redis.<Long>eval(
                "local t = redis.call('TIME') return t[1] * 1000 + math.floor(t[2] / 1000)",
                ScriptOutputType.INTEGER,
                keys.log(partition));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
