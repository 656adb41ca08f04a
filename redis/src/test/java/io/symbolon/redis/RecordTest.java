package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.storage.Generation;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.Revocation.Kind;
import io.symbolon.storage.Revocation.OfSession;
import io.symbolon.storage.Revocation.OfUnknown;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.StorageFixture.NewerEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session is in the server: small, and readable for an older and a newer node at a time. */
final class RecordTest {
    private static final Map<String, Object> CLAIMS =
            Map.of("roles", List.of("user", "editor"), "tenant", "acme", "name", "Ada Lovelace");

    private RedisProcess server;
    private RedisClient client;
    private RedisUserSessionStorage storage;
    private StatefulRedisConnection<byte[], byte[]> connection;
    private RedisCommands<byte[], byte[]> redis;
    private NewerRedisNode newer;

    @BeforeEach
    void start() {
        server = RedisProcess.start();
        client = TestClients.client(server.uri());
        storage = RedisUserSessionStorage.builder(client)
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .build();
        connection = client.connect(ByteArrayCodec.INSTANCE);
        redis = connection.sync();
        newer = new NewerRedisNode(redis, new RedisKeys("symbolon", 1));
    }

    @AfterEach
    void close() {
        connection.close();
        storage.close();
        client.shutdown();
        server.close();
    }

    /** As a manager keeps it, after a refresh from another address. */
    @Test
    void aSessionTakesNoMoreThanSixHundredBytes() {
        int subjects = 1_000;
        long before = usedBytes();
        long records = 0;
        long indexes = 0;
        try (JwtUserSessionManager manager = manager()) {
            for (int i = 0; i < subjects; i++) {
                String subject = "2f1c7f6e-93a4-4d58-9d54-" + (100_000_000_000L + i);
                SessionTokens tokens = manager.create(subject, Sample.CONTEXT, CreateOptions.claims(CLAIMS));
                manager.refresh(
                        tokens.refreshToken(),
                        new SessionContext(
                                "198.51.100." + i % 250, Sample.CONTEXT.device(), Sample.CONTEXT.location()));
                records += redis.memoryUsage(key("s:" + tokens.sessionId()));
                indexes += redis.memoryUsage(key("u:" + subject));
            }
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
        newer.storeFormat(session.id(), SessionRecord.FORMAT + 1, "what only a newer node knows");

        assertThat(storage.find(session.id()).value()).contains(session);
        assertThat(storage.update(Sample.rotation(session)).value())
                .hasValueSatisfying(
                        updated -> assertThat(updated.generation().number()).isEqualTo(1));
        storage.outdate(session.id());
        storage.outdateAll("alice");
        assertThat(storage.findAll("alice").value())
                .singleElement()
                .satisfies(found -> assertThat(found.revision()).isEqualTo(3));

        byte[] record = newer.record(session.id());
        assertThat(record[0]).isEqualTo((byte) (SessionRecord.FORMAT + 1));
        assertThat(new String(record, StandardCharsets.ISO_8859_1)).contains("what only a newer node knows");
        assertThat(storage.end(session.id(), RevocationCause.SIGNED_OUT).value())
                .isTrue();
    }

    @Test
    void anOriginThatOnlyANewerNodeKnowsSurvivesAWriteThatMakesNoGeneration() {
        StoredSession session = Sample.stored(storage, "alice");
        newer.storeOrigin(session.id(), "PASSKEY");

        StoredSession read = storage.find(session.id()).value().orElseThrow();
        assertThat(read.generation().origin()).isEqualTo(Generation.Origin.UNKNOWN);
        storage.update(
                new SessionUpdate(session.id(), read.revision(), Optional.empty(), false, true, SessionParts.none()));

        assertThat(new String(newer.record(session.id()), StandardCharsets.ISO_8859_1))
                .contains("PASSKEY");
        assertThat(storage.find(session.id()).value().orElseThrow().parts()).isEqualTo(SessionParts.none());
    }

    @Test
    void aFormatThatCannotBeReadIsAFaultAndNoMissingSession() {
        StoredSession session = Sample.stored(storage, "alice");
        newer.storeFormat(session.id(), SessionRecord.LAST_COMPATIBLE_FORMAT + 1, "unknown");

        SessionStorageException failure =
                catchThrowableOfType(SessionStorageException.class, () -> storage.find(session.id()));

        assertThat(failure).isNotNull();
        assertThat(failure.isRetrySafe()).isFalse();
    }

    @Test
    void entriesThatOnlyANewerNodeUnderstandsStopNoReader() throws InterruptedException {
        StoredSession session = Sample.stored(storage, "alice");
        OfSession alices = new OfSession(session.id(), Optional.of("alice"));
        newer.log(new NewerEntry(
                alices, "ENDED", Revocation.ALL_VERSIONS, Optional.of("A_NEW_CAUSE"), Map.of("more", "1")));
        newer.log(new NewerEntry(alices, "FROZEN", 7, Optional.empty(), Map.of()));
        newer.log(new NewerEntry(new OfUnknown("tenant"), "ENDED", 7, Optional.empty(), Map.of("tenant", "acme")));

        List<Revocation> read = Sample.readAll(storage.revocationLog());

        assertThat(read).extracting(Revocation::target).containsExactly(alices, alices, new OfUnknown("tenant"));
        assertThat(read).extracting(Revocation::kind).containsExactly(Kind.ENDED, new Kind("FROZEN"), Kind.ENDED);
        assertThat(read).extracting(Revocation::minimumVersion).containsExactly(Revocation.ALL_VERSIONS, 7L, 7L);
        assertThat(read)
                .extracting(Revocation::cause)
                .containsExactly(Optional.of(RevocationCause.UNKNOWN), Optional.empty(), Optional.empty());
    }

    @Test
    void anEntryThatCannotBeMadeOutConcernsSomebodyUnknown() throws InterruptedException {
        redis.xadd(key("log"), Map.of(bytes("what"), bytes("ever")));
        redis.xadd(key("log"), Map.of(bytes("target"), bytes("session"), bytes("sid"), bytes("not an id")));

        assertThat(Sample.readAll(storage.revocationLog()))
                .extracting(Revocation::target)
                .containsExactly(new OfUnknown(""), new OfUnknown("session"));
    }

    private JwtUserSessionManager manager() {
        return JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(storage)
                .build();
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
