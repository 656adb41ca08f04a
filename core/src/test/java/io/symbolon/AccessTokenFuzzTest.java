package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.nio.charset.StandardCharsets;

/** A text that nobody signed is refused, and always in the same way: at first sight and with tokens remembered. */
class AccessTokenFuzzTest {
    private static final Nodes NODES = new Nodes();
    private static final JwtUserSessionManager NODE = NODES.start(builder -> builder.verifiedTokenCache(0));
    private static final JwtUserSessionManager REMEMBERING = NODES.start();
    private static final String ENCODED_HEADER =
            RawTokens.part(NODE.create("user-1", CONTEXT).accessToken(), 0);

    @FuzzTest(maxDuration = "60s")
    void noTextIsAnAccessToken(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertRefused(text);
        assertRefused(ENCODED_HEADER + '.' + text);
        assertRefused(ENCODED_HEADER + '.' + RawTokens.encode(bytes) + '.' + text);
    }

    private static void assertRefused(String text) {
        InvalidAccessTokenException.Code code = refusal(NODE, text);
        assertThat(refusal(REMEMBERING, text)).isEqualTo(code);
        assertThat(refusal(REMEMBERING, text)).isEqualTo(code);
    }

    private static InvalidAccessTokenException.Code refusal(JwtUserSessionManager node, String text) {
        try {
            throw new AssertionError(node.verify(text).tokenId());
        } catch (InvalidAccessTokenException refused) {
            return refused.code();
        }
    }
}
