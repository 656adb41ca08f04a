package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class JwkFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void aJwkIsRefusedOrSigns(byte[] bytes) {
        try {
            assertThat(SigningKeys.fromJwk(new String(bytes, StandardCharsets.UTF_8)))
                    .isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageNotContaining("Exception");
        }
    }
}
