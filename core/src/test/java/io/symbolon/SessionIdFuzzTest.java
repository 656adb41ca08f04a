package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class SessionIdFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void aTextIsRefusedOrIsTheOnlyOneOfItsId(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        SessionId id;
        try {
            id = SessionId.parse(text);
        } catch (IllegalArgumentException refused) {
            if (text.length() > 3) {
                assertThat(refused).hasMessageNotContaining(text);
            }
            return;
        }
        assertThat(id.toString()).isEqualTo(text);
        assertThat(SessionId.of(id.mostSignificantBits(), id.leastSignificantBits()))
                .isEqualTo(id);
    }
}
