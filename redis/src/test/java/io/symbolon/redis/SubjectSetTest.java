package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.symbolon.RevocationCause;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long the server keeps the set of a subject's sessions. */
class SubjectSetTest {
    private static final String SET = "symbolon:{0}:u:alice";
    private static final Duration RETENTION = Duration.ofMinutes(30);
    private static final Duration IDLE = Duration.ofSeconds(24);

    private RedisProcess server;
    private RedisClient client;
    private RedisUserSessionStorage storage;

    @BeforeEach
    void start() {
        server = RedisProcess.start();
        client = TestClients.client(server.uri());
        storage = RedisUserSessionStorage.builder(client)
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .retention(RETENTION)
                .build();
    }

    @AfterEach
    void close() {
        storage.close();
        client.shutdown();
        server.close();
    }

    @Test
    void itOutlivesASessionByTheRetentionHoweverOftenThatIsRefreshed() {
        StoredSession session = insert(IDLE);
        assertThat(outlives(session)).isBetween(RETENTION, RETENTION.plus(IDLE.dividedBy(4)));
        do {
            session = storage.update(Sample.rotation(session)).value().orElseThrow();
            assertThat(outlives(session)).isBetween(RETENTION, RETENTION.plus(IDLE.dividedBy(4)));
        } while (session.refreshedAt().isBefore(session.createdAt().plus(IDLE.dividedBy(6))));
    }

    @Test
    void itOutlivesTheLongestOfSeveral() {
        StoredSession longest = insert(Duration.ofDays(2));
        insert(IDLE);

        assertThat(outlives(longest)).isGreaterThanOrEqualTo(RETENTION);
    }

    @Test
    void itIsGoneARetentionAfterTheLastSessionWasEnded() {
        StoredSession longest = insert(Duration.ofDays(2));
        storage.end(longest.id(), RevocationCause.SIGNED_OUT);

        assertThat(Duration.ofMillis(server.number("PTTL " + SET)))
                .isBetween(RETENTION.minus(TestClients.COMMAND_TIMEOUT), RETENTION);
    }

    private StoredSession insert(Duration idle) {
        return storage.insert(
                        Sample.insert("alice", SessionLifetime.of(idle, Duration.ofDays(30)), SessionLimit.unlimited()))
                .session()
                .orElseThrow();
    }

    private Duration outlives(StoredSession session) {
        return Duration.ofMillis(
                server.number("EVAL \"return redis.call('PTTL', KEYS[1]) - redis.call('PTTL', KEYS[2])\" 2 " + SET
                        + " symbolon:{0}:s:" + session.id()));
    }
}
