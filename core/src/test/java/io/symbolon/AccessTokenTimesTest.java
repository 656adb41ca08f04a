package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the cache of verified tokens and without: time is judged on every call. */
class AccessTokenTimesTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void aTokenIsGoodUntilTheMillisecondBeforeItExpires(int cache) {
        JwtUserSessionManager node = nodes.start(builder -> builder.verifiedTokenCache(cache));
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.verify(tokens.accessToken());

        nodes.clock().set(tokens.accessTokenExpiresAt().minusMillis(1));
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
        nodes.clock().set(tokens.accessTokenExpiresAt());
        assertRefused(Code.EXPIRED, () -> node.verify(tokens.accessToken()));
        nodes.clock().set(tokens.accessTokenExpiresAt().plus(Duration.ofDays(4000)));
        assertRefused(Code.EXPIRED, () -> node.verify(tokens.accessToken()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void theClockSkewProlongsItByThatMuch(int cache) {
        JwtUserSessionManager node =
                nodes.start(builder -> builder.verifiedTokenCache(cache).clockSkew(Duration.ofSeconds(60)));
        SessionTokens tokens = node.create("user-1", CONTEXT);

        nodes.clock().set(tokens.accessTokenExpiresAt().plusSeconds(60).minusMillis(1));
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
        nodes.clock().set(tokens.accessTokenExpiresAt().plusSeconds(60));
        assertRefused(Code.EXPIRED, () -> node.verify(tokens.accessToken()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void aTokenThatIsNotValidYetIsRefusedUntilItIs(int cache) {
        JwtUserSessionManager node =
                nodes.start(builder -> builder.verifiedTokenCache(cache).clockSkew(Duration.ofSeconds(10)));
        String token = node.create("user-1", CONTEXT).accessToken();
        Instant notBefore = nodes.clock().instant().plusSeconds(100);
        String later = RawTokens.signed(
                RawTokens.part(token, 0),
                RawTokens.text(token, 1).replaceFirst("}$", ",\"nbf\":" + notBefore.getEpochSecond() + "}"));

        assertRefused(Code.NOT_YET_VALID, () -> node.verify(later));
        nodes.clock().set(notBefore.minusSeconds(10).minusMillis(1));
        assertRefused(Code.NOT_YET_VALID, () -> node.verify(later));
        nodes.clock().set(notBefore.minusSeconds(10));
        AccessToken verified = node.verify(later);
        assertThat(verified.claims()).as("nbf is none of the caller's own").isEmpty();
    }
}
