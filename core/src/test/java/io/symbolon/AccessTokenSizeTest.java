package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertFailed;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.TestKeys;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AccessTokenSizeTest {
    private static final int LIMIT = 8192;

    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final JwtUserSessionManager node = nodes.start();

    @Test
    void aTokenOf8192CharactersIsAcceptedAndOneOfOneMoreIsNot() {
        // With this algorithm, both lengths can be made: no base64 has a remainder of one character.
        JwtUserSessionManager hs512 =
                nodes.start(builder -> builder.signingKeys(TestKeys.signingKeys(JwsAlgorithm.HS512)));
        String token = hs512.create("user-1", CONTEXT).accessToken();
        String longest = padded(token, LIMIT);
        String tooLong = padded(token, LIMIT + 1);

        assertThat(longest.length()).isEqualTo(LIMIT);
        assertThat(hs512.verify(longest).subject()).isEqualTo("user-1");
        assertThat(tooLong.length()).isEqualTo(LIMIT + 1);
        assertRefused(Code.MALFORMED, () -> hs512.verify(tooLong));
    }

    @Test
    void aHugeTextIsRefusedWithoutAnyWork() {
        String huge = "a".repeat(50_000_000);

        long start = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            assertRefused(Code.MALFORMED, () -> node.verify(huge));
        }
        // Reading it once takes milliseconds; a thousand times, many seconds.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void claimsThatMakeATooLongTokenAreRefusedAtSignInAndNothingIsStored() {
        CreateOptions options = CreateOptions.claims(Map.of("big", "x".repeat(6000)));

        assertThat(assertFailed(
                        AnswerFailedException.Code.CLAIMS_TOO_LARGE, () -> node.create("user-1", CONTEXT, options)))
                .hasMessageContaining("6010 bytes")
                .hasMessageContaining("8192")
                .hasMessageNotContaining("xxx")
                .extracting(AnswerFailedException::action)
                .isEqualTo(SessionException.Action.NONE);
        assertThat(storage.inserts).hasValue(0);
        assertThat(node.list("user-1")).isEmpty();
    }

    @Test
    void claimsThatMakeATooLongTokenAreRefusedAtRefreshAndNothingIsLost() {
        SessionTokens tokens = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("a", "b")));

        nodes.passTheGrace();
        assertThat(assertFailed(
                        AnswerFailedException.Code.CLAIMS_TOO_LARGE,
                        () -> node.refresh(tokens.refreshToken(), CONTEXT, Map.of("big", "x".repeat(6000)))))
                .hasMessageContaining("8192");

        assertThat(storage.updates).hasValue(0);
        assertThat(node.verify(node.refresh(tokens.refreshToken(), CONTEXT).accessToken())
                        .claims())
                .containsOnly(Map.entry("a", "b"));
    }

    @Test
    void whateverIsNotRefusedMakesATokenThatIsAccepted() {
        int longest = 0;
        for (int length = 5500; length < 6100; length++) {
            CreateOptions options =
                    CreateOptions.claims(Map.of("big", "é".repeat(length / 2) + "x".repeat(length % 2)));
            try {
                String token = node.create("user-" + length, CONTEXT, options).accessToken();
                assertThat(node.verify(token).claims()).isEqualTo(options.claims());
                longest = Math.max(longest, token.length());
            } catch (AnswerFailedException tooLong) {
                assertThat(tooLong).hasMessageContaining("8192");
            }
        }
        assertThat(longest).as("little room is wasted").isBetween(LIMIT - 100, LIMIT);
    }

    private static String padded(String token, int characters) {
        String payload = RawTokens.text(token, 1).replaceFirst("}$", ",\"own\":\"");
        int encoded = characters - token.length() + RawTokens.part(token, 1).length();
        String filling = "x".repeat(encoded * 3 / 4 - payload.length() - 2);
        return RawTokens.hmacSigned(
                "HmacSHA512",
                TestKeys.secret(JwsAlgorithm.HS512),
                RawTokens.part(token, 0) + '.' + RawTokens.encode(payload + filling + "\"}"));
    }
}
