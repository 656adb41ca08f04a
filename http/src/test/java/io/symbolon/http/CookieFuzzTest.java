package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

class CookieFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void whateverACookieHeaderHoldsItsValuesAreThoseThatStandInIt(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.ISO_8859_1);

        assertThat(CookieHeader.values(FakeRequest.of(Map.of("Cookie", line)), "__Host-access-token"))
                .doesNotHaveDuplicates()
                .allSatisfy(value -> assertThat(value).isNotEmpty().doesNotContain(";"))
                .allMatch(value -> line.contains("__Host-access-token=" + value)
                        || line.contains("__Host-access-token=\"" + value + '"'));
        assertThat(CookieHeader.values(
                        FakeRequest.of(Map.of("Cookie", line + ";__Host-access-token=own")), "__Host-access-token"))
                .contains("own");
    }
}
