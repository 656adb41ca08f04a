package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

class BodyFuzzTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @FuzzTest(maxDuration = "60s")
    void aBodyIsRefusedOrHasTheMemberOrNot(byte[] bytes) throws IOException {
        HttpRequest request =
                new FakeRequest("/", "", Optional.empty(), JSON, new String(bytes, StandardCharsets.ISO_8859_1));
        try {
            assertThat(new TextMember("refresh_token").read(request)).isNotNull();
        } catch (RefusedRequestException refused) {
            assertThat(refused.code())
                    .isIn(RefusedRequestException.Code.BODY_TOO_LARGE, RefusedRequestException.Code.MALFORMED_BODY);
        }
    }
}
