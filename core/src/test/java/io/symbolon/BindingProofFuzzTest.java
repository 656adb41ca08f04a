package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.fixture.ClientKey;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any text as a proof, and any header and claims that a client signed well. */
class BindingProofFuzzTest {
    private static final JwtUserSessionManager NODE = new Nodes().start();
    private static final ClientKey KEY = ClientKey.es256();
    private static final SessionTokens UNBOUND = NODE.create("user-1", CONTEXT);
    private static final SessionTokens BOUND = bound();
    private static final URI TARGET = ClientKey.REFRESH_URI;

    @FuzzTest(maxDuration = "60s")
    void noTextIsAProof(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = Math.max(0, text.indexOf('\n'));
        String header = text.substring(0, end);
        String claims = text.substring(end);
        String withKey = header.replace("KEY", KEY.jwk());
        for (String presented : List.of(
                text,
                RawTokens.encode(header) + '.' + RawTokens.encode(claims) + '.' + RawTokens.encode(bytes),
                KEY.signed(withKey, claims),
                KEY.signed(withKey, claims.replace("NONCE", NODE.dpopNonce())))) {
            assertIsNone(presented);
        }
    }

    private static void assertIsNone(String text) {
        for (BindingProof proof : List.of(
                BindingProof.dbsc(text), BindingProof.software(text), BindingProof.dpop(text, "POST", TARGET))) {
            boolean isRefused = false;
            try {
                NODE.bind(UNBOUND.sessionId(), proof);
            } catch (BindingRefusedException refused) {
                isRefused = true;
            }
            assertThat(isRefused).isTrue();
        }
        boolean isRefused = false;
        try {
            NODE.verify(BOUND.accessToken(), BindingProof.dpop(text, "POST", TARGET));
        } catch (InvalidAccessTokenException refused) {
            isRefused = true;
        }
        assertThat(isRefused).isTrue();
    }

    private static SessionTokens bound() {
        SessionTokens tokens = NODE.create("user-2", CONTEXT);
        return NODE.bind(tokens.sessionId(), KEY.dpop(NODE.registrationChallenge(tokens)));
    }
}
