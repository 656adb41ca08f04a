package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.symbolon.fixture.Nodes;
import java.nio.charset.StandardCharsets;

class KeySetFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void aJwkSetIsRefusedOrUsed(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try (AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                .issuer(Nodes.ISSUER)
                .audience(Nodes.AUDIENCE)
                .jwks(text)
                .withoutRevocations()
                .build()) {
            assertThat(text).contains("keys");
            assertThat(verifier.revocationStatus()).isEmpty();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageNotContaining("Exception");
        }
    }
}
