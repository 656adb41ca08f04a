package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.nio.charset.StandardCharsets;

/**
 * Whatever comes, the answer is one of those that are defined. A build replays what is kept beside this class; with
 * {@code JAZZER_FUZZ=1}, {@code -Djazzer.hooks=true} and one test selected, it looks for more.
 */
class TokenFuzzTest {
    private static final Nodes NODES = new Nodes();
    private static final JwtUserSessionManager NODE = NODES.start(builder -> builder.verifiedTokenCache(0));
    private static final SessionTokens TOKENS = NODE.create("user-1", CONTEXT);
    private static final String ENCODED_HEADER = RawTokens.part(TOKENS.accessToken(), 0);
    private static final String REFRESH_PREFIX = TOKENS.refreshToken().substring(0, 12);

    @FuzzTest(maxDuration = "60s")
    void noTextIsAnAccessToken(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertRefused(text);
        assertRefused(ENCODED_HEADER + '.' + text);
        assertRefused(ENCODED_HEADER + '.' + RawTokens.encode(bytes) + '.' + text);
    }

    @FuzzTest(maxDuration = "60s")
    void aSignedPayloadIsRefusedOrSaysWhatCanBeSaidAgain(byte[] payload) {
        AccessToken token;
        try {
            token = NODE.verify(RawTokens.signed(ENCODED_HEADER, payload));
        } catch (InvalidAccessTokenException refused) {
            return;
        }
        CreateOptions again;
        try {
            again = CreateOptions.claims(token.claims());
        } catch (IllegalArgumentException halfASurrogatePair) {
            // JSON can escape what has no form in UTF-8.
            assertThat(halfASurrogatePair).hasMessageContaining("surrogate");
            return;
        }
        assertThat(again.claims()).isEqualTo(token.claims());
    }

    @FuzzTest(maxDuration = "60s")
    void noTextIsARefreshToken(byte[] bytes) {
        for (String text : new String[] {
            new String(bytes, StandardCharsets.UTF_8),
            REFRESH_PREFIX + new String(bytes, StandardCharsets.UTF_8),
            REFRESH_PREFIX + RawTokens.encode(bytes)
        }) {
            try {
                assertThat(NODE.refresh(text, CONTEXT)).isNull();
            } catch (InvalidRefreshTokenException refused) {
                assertThat(refused.code()).isNotNull();
            }
        }
    }

    private static void assertRefused(String text) {
        try {
            assertThat(NODE.verify(text)).isNull();
        } catch (InvalidAccessTokenException refused) {
            assertThat(refused.code()).isNotNull();
        }
    }
}
