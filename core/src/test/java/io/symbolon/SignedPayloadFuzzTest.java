package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;

/** What our own key has signed is refused, or says what a sign-in could say. Remembered or not, it says the same. */
class SignedPayloadFuzzTest {
    private static final Nodes NODES = new Nodes();
    private static final JwtUserSessionManager NODE = NODES.start(builder -> builder.verifiedTokenCache(0));
    private static final JwtUserSessionManager REMEMBERING = NODES.start();
    private static final String ENCODED_HEADER =
            RawTokens.part(NODE.create("user-1", CONTEXT).accessToken(), 0);

    @FuzzTest(maxDuration = "60s")
    void aSignedPayloadIsRefusedOrSaysWhatCanBeSaidAgain(byte[] payload) {
        String text = RawTokens.signed(ENCODED_HEADER, payload);
        AccessToken token;
        try {
            token = NODE.verify(text);
        } catch (InvalidAccessTokenException refused) {
            return;
        }
        assertThat(REMEMBERING.verify(text)).isEqualTo(token);
        assertThat(REMEMBERING.verify(text)).isEqualTo(token);
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
}
