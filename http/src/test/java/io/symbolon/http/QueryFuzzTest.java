package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

class QueryFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void aQueryAPathAndAWayBackAreRefusedOrPlain(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        HttpRequest request = new FakeRequest("/" + text, "", Optional.of(text), Map.of(), "");
        try {
            PageQuery.of(request).ifPresent(page -> assertThat(page.limit()).isBetween(1, 1_000));
        } catch (RefusedRequestException refused) {
            assertThat(refused.code()).isEqualTo(RefusedRequestException.Code.MALFORMED_QUERY);
        }
        try {
            TokensInUrl.refuse(request);
        } catch (RefusedRequestException refused) {
            assertThat(refused.code()).isEqualTo(RefusedRequestException.Code.TOKEN_IN_URL);
        }
        RequestPath.of(request).ifPresent(path -> assertThat(path).doesNotContain("//", "/../", "%", ";", "\\"));
        WayBack.checked(text).ifPresent(way -> assertThat(way).startsWith("/").doesNotStartWith("//"));
    }
}
