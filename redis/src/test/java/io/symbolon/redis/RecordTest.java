package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session is in the server: small, and readable for an older and a newer node at a time. */
final class RecordTest {
    private static final byte NEWER_FORMAT = 2;
    private static final byte TAG_OF_NEWER_FORMAT = 99;

    private RedisProcess server;
    private RedisClient client;
    private RedisUserSessionStorage storage;
    private StatefulRedisConnection<byte[], byte[]> connection;
    private RedisCommands<byte[], byte[]> redis;

    @BeforeEach
    void start() {
        server = RedisProcess.start();
        client = TestClients.client(server.uri());
        storage = RedisUserSessionStorage.builder(client).build();
        connection = client.connect(ByteArrayCodec.INSTANCE);
        redis = connection.sync();
    }

    @AfterEach
    void close() {
        connection.close();
        storage.close();
        client.shutdown();
        server.close();
    }

    @Test
    void aSessionTakesNoMoreThanSixHundredBytes() {
        int subjects = 1_000;
        long before = usedBytes();
        long records = 0;
        long indexes = 0;
        for (int i = 0; i < subjects; i++) {
            String subject = "2f1c7f6e-93a4-4d58-9d54-" + (100_000_000_000L + i);
            StoredSession session = Sample.stored(storage, subject);
            storage.update(movedTo(session, "198.51.100." + i % 250));
            records += redis.memoryUsage(key("s:" + session.id()));
            indexes += redis.memoryUsage(key("u:" + subject));
        }
        long all = (usedBytes() - before) / subjects;
        String measured = "a session with 3 claims, a subject of 36 characters, seen from two places: "
                + records / subjects + " bytes by MEMORY USAGE, and " + indexes / subjects
                + " for its subject's set; used_memory grows by " + all;
        System.out.println(measured);

        assertThat((records + indexes) / subjects).as(measured).isLessThanOrEqualTo(600);
    }

    @Test
    void furtherSessionsOfASubjectTakeLess() {
        int sessions = 10;
        long bytes = 0;
        for (int i = 0; i < sessions; i++) {
            bytes +=
                    redis.memoryUsage(key("s:" + Sample.stored(storage, "alice").id()));
        }
        bytes += redis.memoryUsage(key("u:alice"));
        System.out.println(
                "each of " + sessions + " sessions of a subject, index included: " + bytes / sessions + " bytes");

        assertThat(bytes / sessions).isLessThanOrEqualTo(500);
    }

    @Test
    void anOlderNodeReadsANewerFormatAndKeepsWhatItDoesNotKnow() {
        StoredSession session = Sample.stored(storage, "alice");
        rewrite(session.id(), NEWER_FORMAT, "what only a newer node knows");

        assertThat(storage.find(session.id()).value()).contains(session);
        assertThat(storage.update(movedTo(session, "198.51.100.1")).value())
                .hasValueSatisfying(
                        updated -> assertThat(updated.lastSeenFrom().ip()).isEqualTo("198.51.100.1"));
        storage.raiseVersion(session.id());
        assertThat(storage.findAll("alice").value()).hasSize(1);

        byte[] record = record(session.id());
        assertThat(record[0]).isEqualTo(NEWER_FORMAT);
        assertThat(new String(record, StandardCharsets.ISO_8859_1)).contains("what only a newer node knows");
        assertThat(storage.delete(session.id(), RevocationCause.SIGNED_OUT).value())
                .isTrue();
    }

    @Test
    void aRecordWithoutTheOptionalFieldsIsRead() {
        StoredSession session = Sample.stored(storage, "alice");
        byte[] record = record(session.id());
        byte[] lastSeenFrom = {5, 0, 0, 0};
        String older = new String(record, StandardCharsets.ISO_8859_1)
                .replace(new String(lastSeenFrom, StandardCharsets.ISO_8859_1), "");
        redis.set(key("s:" + session.id()), older.getBytes(StandardCharsets.ISO_8859_1), SetArgs.Builder.keepttl());

        assertThat(record(session.id())).hasSize(record.length - lastSeenFrom.length);
        assertThat(storage.find(session.id()).value()).contains(session);
    }

    @Test
    void aFormatThatCannotBeReadIsAFaultAndNoMissingSession() {
        StoredSession session = Sample.stored(storage, "alice");
        rewrite(session.id(), (byte) 128, "unknown");

        SessionStorageException failure =
                catchThrowableOfType(SessionStorageException.class, () -> storage.find(session.id()));

        assertThat(failure).isNotNull();
        assertThat(failure.isRetrySafe()).isFalse();
    }

    @Test
    void anEntryThatOnlyANewerNodeUnderstandsStopsNoReader() throws InterruptedException {
        StoredSession session = Sample.stored(storage, "alice");
        redis.xadd(key("log"), Map.of(bytes("kind"), bytes("Q"), bytes("what"), bytes("ever")));
        redis.xadd(
                key("log"),
                Map.of(
                        bytes("kind"), bytes("E"),
                        bytes("sid"), bytes(session.id().toString()),
                        bytes("cause"), bytes("A_NEW_CAUSE"),
                        bytes("at"), bytes("1795500000000"),
                        bytes("more"), bytes("1")));

        assertThat(Sample.readAll(storage.revocationLog())).singleElement().satisfies(revocation -> {
            assertThat(revocation.sessionId()).contains(session.id());
            assertThat(revocation.cause()).isEqualTo(RevocationCause.ADMINISTRATOR);
        });
    }

    private static SessionUpdate movedTo(StoredSession session, String ip) {
        return new SessionUpdate(
                session.id(),
                session.generation(),
                session.version(),
                session.generation() + 1,
                session.refreshKeyId(),
                true,
                new SessionContext(ip, Sample.CONTEXT.device(), Sample.CONTEXT.location()),
                session.claims());
    }

    private void rewrite(SessionId id, byte format, String more) {
        byte[] record = record(id);
        byte[] value = bytes(more);
        ByteBuffer changed = ByteBuffer.allocate(record.length + 4 + value.length)
                .put(record)
                .put(TAG_OF_NEWER_FORMAT)
                .put(new byte[] {0, 0, (byte) value.length})
                .put(value);
        changed.put(0, format);
        redis.set(key("s:" + id), changed.array(), SetArgs.Builder.keepttl());
    }

    private byte[] record(SessionId id) {
        return redis.get(key("s:" + id));
    }

    private long usedBytes() {
        return Long.parseLong(redis.info("memory").replaceAll("(?s).*used_memory:(\\d+).*", "$1"));
    }

    private static byte[] key(String name) {
        return bytes("symbolon:{0}:" + name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
