package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.Overload;
import io.symbolon.testkit.TcpRelay;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Far more is asked of Redis than it serves: calls fail soon and say why, tokens are verified on, and it passes. */
final class OverloadTest {
    private static final int MOST_WAITING = 20;

    /** Far above the time-out of a command, on a machine that others keep busy. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Closer closer = new Closer();

    @AfterEach
    void close() {
        closer.close();
    }

    @Test
    void callsFailSoonTokensAreVerifiedOnAndItPasses() {
        TcpRelay relay =
                closer.add(new TcpRelay(closer.add(RedisProcess.start()).port()));
        RedisClient client = TestClients.client(RedisProcess.uri(relay.port()));
        closer.add(client::shutdown);
        RedisUserSessionStorage storage = closer.add(RedisUserSessionStorage.builder(client)
                .commandTimeout(Duration.ofSeconds(5))
                .mostWaitingCalls(MOST_WAITING)
                .build());
        Overload overload = closer.add(new Overload(storage, relay));

        assertThat(overload.run())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.after()).isLessThan(LIMIT))
                .allSatisfy(failure -> assertThat(failure.why().isRetrySafe()).isTrue())
                .allSatisfy(failure -> assertThat(failure.why()).hasMessageContainingAll("Redis", "ry again"))
                .as("refused before they were sent")
                .anySatisfy(failure -> assertThat(failure.why())
                        .hasMessageContaining(MOST_WAITING + " calls of this node wait for it already"));
        overload.assertPasses();
    }
}
