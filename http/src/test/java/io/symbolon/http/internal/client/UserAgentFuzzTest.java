package io.symbolon.http.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class UserAgentFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void whateverAClientSaysOfItselfADeviceHasAShortNameOrNone(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        UserAgentDevices devices = UserAgentDevices.create();
        for (Map<String, String> headers : List.of(
                Map.of("User-Agent", text),
                Map.of("Sec-CH-UA", text, "Sec-CH-UA-Platform", '"' + text + '"'),
                Map.of("Sec-CH-UA", '"' + text + "\";v=\"1\"", "Sec-CH-UA-Platform", text))) {
            devices.find(name -> Optional.ofNullable(headers.get(name))).ifPresent(device -> {
                assertThat(device.type()).isIn("desktop", "phone", "tablet", "tv", "other");
                assertThat(device.name()).isNotBlank().hasSizeLessThan(1_024);
            });
        }
    }
}
