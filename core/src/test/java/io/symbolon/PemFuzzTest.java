package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class PemFuzzTest {
    private static final JwsAlgorithm[] ALGORITHMS = {JwsAlgorithm.ES256, JwsAlgorithm.EdDSA, JwsAlgorithm.RS256};

    @FuzzTest(maxDuration = "60s")
    void aPemIsRefusedOrIsAKey(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (JwsAlgorithm algorithm : ALGORITHMS) {
            try {
                assertThat(SigningKeys.fromPem(algorithm, text)).isNotNull();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("Exception");
            }
            try {
                assertThat(AccessTokenVerifier.builder().keysFromPem(algorithm, text))
                        .isNotNull();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("Exception");
            }
        }
    }
}
