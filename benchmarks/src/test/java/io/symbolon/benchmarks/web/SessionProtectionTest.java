package io.symbolon.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.peers.PeerKey;
import io.symbolon.benchmarks.storage.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sessions in Redis are real: without them nobody gets in. */
class SessionProtectionTest {
    private static final int USERS = 5;
    private static final int ROUNDS = 100;

    @Test
    void onlyAUserWithASessionInRedisGetsIn() throws Exception {
        try (RedisServer redis = RedisServer.start()) {
            ServerSetup setup = new ServerSetup(
                    Stack.SERVLET, Protection.SPRING_SESSION, PeerKey.generate(JwsAlgorithm.HS256), 0, redis.port());
            try (RunningApplication application = new RunningApplication(setup)) {
                List<Caller> callers = Callers.signIn(setup, application.port(), USERS);
                try (HttpLoad load = new HttpLoad(application.port(), callers, 2)) {
                    long answered = 0;
                    // A busy machine may need several rounds.
                    for (int i = 0; i < ROUNDS && answered <= USERS; i++) {
                        HttpLoad.Round round = load.run(Duration.ofMillis(200));
                        assertThat(round.failures()).isZero();
                        answered += round.latencies().count();
                    }
                    assertThat(answered).isGreaterThan(USERS);
                }
                assertThat(application.get("Cookie", "SESSION=AAAA").statusCode())
                        .isEqualTo(302);
                assertThat(application.get(Caller.NAME_HEADER, "user-1").statusCode())
                        .isEqualTo(302);

                empty(redis);

                String cookie = StandardCharsets.ISO_8859_1
                        .decode(callers.get(0).request().duplicate())
                        .toString()
                        .replaceAll("(?s).*Cookie: ([^\r]*).*", "$1");
                assertThat(cookie).startsWith(SessionsOnRedis.COOKIE);
                assertThat(application.get("Cookie", cookie).statusCode()).isEqualTo(302);
            }
        }
    }

    private static void empty(RedisServer redis) {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
        try (var connection = client.connect()) {
            assertThat(connection.sync().dbsize()).isGreaterThanOrEqualTo(USERS);
            connection.sync().flushall();
        } finally {
            client.shutdown();
        }
    }
}
