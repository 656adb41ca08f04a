package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One clock writes, the storage's; a node's own clock has to be near it. */
class ClockMarginTest {
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final SettableClock storageClock = new SettableClock();
    private final SettableClock nodeClock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(storageClock));

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes(nodeClock, storage);

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aNodeWhoseClockIsTooFarAwayDoesNotStart(int direction) {
        nodeClock.advance(MARGIN.plusMillis(1).multipliedBy(direction));

        assertThatIllegalStateException()
                .isThrownBy(nodes::start)
                .withMessageContaining("this node's clock is PT5M0.001S " + side(direction) + " the storage's")
                .withMessageContaining("up to PT5M is allowed")
                .withMessageContaining("NTP");

        nodeClock.advance(Duration.ofMillis(-direction));
        assertThat(nodes.start().list("user-1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aNodeWhoseClockGoesAstrayRefusesUntilItIsRight(int direction) {
        JwtUserSessionManager node = nodes.start(builder -> builder.accessTokenTtl(Duration.ofHours(1)));
        String token = node.create("user-1", CONTEXT).accessToken();

        nodeClock.advance(MARGIN.plusSeconds(1).multipliedBy(direction));
        soon().untilAsserted(() -> {
            wakeTheLog();
            assertThat(assertRefused(Code.STALE_NODE, () -> node.verify(token)))
                    .hasMessageContaining("this node's clock is PT5M1S " + side(direction) + " the storage's")
                    .hasMessageContaining("up to PT5M is allowed");
        });
        assertThat(log.lines())
                .filteredOn(line -> line.contains("this node's clock is PT5M1S " + side(direction)))
                .as("said once, however often the log answers")
                .hasSize(1);

        nodeClock.set(storageClock.instant());
        soon().untilAsserted(() -> {
            wakeTheLog();
            assertThat(node.verify(token).subject()).isEqualTo("user-1");
        });
        assertThat(log.lines()).filteredOn(line -> line.contains("agree again")).hasSize(1);
    }

    @Test
    void withinTheMarginEveryTimeThatIsWrittenIsTheStorages() {
        nodeClock.advance(Duration.ofMinutes(-4));
        JwtUserSessionManager node = nodes.start();

        SessionTokens tokens = node.create("user-1", CONTEXT);

        AccessToken token = node.verify(tokens.accessToken());
        assertThat(token.issuedAt()).isEqualTo(storageClock.instant());
        assertThat(token.expiresAt()).isEqualTo(storageClock.instant().plus(Duration.ofMinutes(15)));
        assertThat(token.version()).isEqualTo(storageClock.instant().toEpochMilli());
        UserSession session = node.find(tokens.sessionId()).orElseThrow();
        assertThat(session.createdAt()).isEqualTo(storageClock.instant());
        assertThat(session.expiresAt()).isEqualTo(storageClock.instant().plus(Duration.ofDays(14)));
    }

    @Test
    void theNodesOwnClockJudgesExpiry() {
        JwtUserSessionManager node = nodes.start();
        String token = node.create("user-1", CONTEXT).accessToken();

        storageClock.advance(Duration.ofMinutes(4));
        nodeClock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(node.verify(token).subject()).isEqualTo("user-1");
        nodeClock.advance(Duration.ofMillis(1));
        assertRefused(Code.EXPIRED, () -> node.verify(token));
    }

    @Test
    void revocationHoldsBetweenNodesWhoseClocksAreApart() {
        JwtUserSessionManager behind = nodes.start();
        nodeClock.advance(Duration.ofMinutes(-3));
        SettableClock ahead = new SettableClock();
        ahead.advance(Duration.ofMinutes(3));
        try (JwtUserSessionManager other = nodes.builder().clock(ahead).build()) {
            for (int i = 0; i < 100; i++) {
                SessionTokens dead = (i % 2 == 0 ? behind : other).create("user-1", CONTEXT);
                (i % 2 == 0 ? other : behind).revokeAll("user-1");
                SessionTokens alive = (i % 2 == 0 ? other : behind).create("user-1", CONTEXT);
                for (JwtUserSessionManager node : new JwtUserSessionManager[] {behind, other}) {
                    assertThat(node.verify(alive.accessToken()).subject()).isEqualTo("user-1");
                    soon().untilAsserted(() -> assertRefused(Code.REVOKED, () -> node.verify(dead.accessToken())));
                }
            }
        }
    }

    private static String side(int direction) {
        return direction < 0 ? "behind" : "ahead of";
    }

    /** A long poll ends when something is logged; its answer is judged by the clock from before and after it. */
    private void wakeTheLog() {
        storage.storage().endAll("somebody else", RevocationCause.SIGNED_OUT, 0);
    }
}
