package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a fail-over another entry may have the number of one that was lost: it is not taken for it. */
final class VeryEntryTest {
    private static final String LOG = "symbolon:{0}:log";

    private static RedisProcess server;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;
    private RedisUserSessionStorage storage;

    @BeforeAll
    static void startServer() {
        server = RedisProcess.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        server.ask("FLUSHALL");
        client = TestClients.client(server.uri());
        connection = client.connect();
        storage = RedisUserSessionStorage.builder(client)
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .build();
    }

    @AfterEach
    void close() {
        storage.close();
        connection.close();
        client.shutdown();
    }

    @Test
    void anotherEntryUnderTheCursorsNumberIsNoticed() throws InterruptedException {
        try (RedisRevocationLog log = RedisRevocationLog.builder(client)
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .build()) {
            server.copyKeysOf("symbolon");
            storage.end(Sample.newId("alice"), RevocationCause.SIGNED_OUT);
            LogCursor ofLostEntry = Sample.end(log);
            String number = lastNumber();
            server.putBackKeysOf("symbolon");
            SessionId other = logUnder(number);

            LogPage page = log.read(ofLostEntry, Duration.ZERO);

            assertThat(page.restarted()).isTrue();
            assertThat(page.revocations())
                    .singleElement()
                    .satisfies(revocation -> assertThat(revocation.sessionId()).contains(other));
            assertThat(log.read(page.next(), Duration.ZERO).restarted()).isFalse();
        }
    }

    @Test
    void anotherEntryUnderTheNumberOfAnOwnOneIsNoticedByItsWriter() throws InterruptedException {
        RevocationLog log = storage.revocationLog();
        LogCursor ofMark = Sample.end(log);
        server.copyKeysOf("symbolon");
        storage.end(Sample.newId("alice"), RevocationCause.SIGNED_OUT);
        String number = lastNumber();
        server.putBackKeysOf("symbolon");
        logUnder(number);

        LogPage page = log.read(ofMark, Duration.ZERO);

        assertThat(page.restarted()).isTrue();
        assertThat(log.read(page.next(), Duration.ZERO).restarted()).isFalse();
    }

    @Test
    void theSameEntryAfterOthersIsAnotherOne() {
        server.copyKeysOf("symbolon");
        storage.end(Sample.newId("alice"), RevocationCause.SIGNED_OUT);
        String lost = appendSame();
        server.putBackKeysOf("symbolon");

        assertThat(appendSame()).isNotEqualTo(lost);
    }

    /** What the scripts append, at a fixed time; returns its hash. */
    private String appendSame() {
        String script = RedisScript.END.text().replace("local now = ", "local now = 1795500000000 -- ");
        connection
                .sync()
                .eval(
                        script,
                        ScriptOutputType.MULTI,
                        new String[] {"symbolon:{0}:meta", "symbolon:{0}:s:x", "symbolon:{0}:none"},
                        SessionId.of(0, 1).toString(),
                        "SIGNED_OUT");
        return connection
                .sync()
                .xrevrange(LOG, Range.unbounded(), Limit.from(1))
                .get(0)
                .getBody()
                .getOrDefault("hash", "");
    }

    private SessionId logUnder(String number) {
        SessionId ended = Sample.newId("bob");
        connection
                .sync()
                .xadd(
                        LOG,
                        new XAddArgs().id(number),
                        Map.of("target", "session", "kind", "ENDED", "sid", ended.toString(), "hash", "12345"));
        return ended;
    }

    private String lastNumber() {
        return connection
                .sync()
                .xrevrange(LOG, Range.unbounded(), Limit.from(1))
                .get(0)
                .getId();
    }
}
