package io.symbolon.http.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

class ForwardedFuzzTest {
    private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8", "2001:db8::/32");

    @FuzzTest(maxDuration = "60s")
    void whateverIsForwardedTheClientsAddressIsAnAddress(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.ISO_8859_1);
        for (List<String> reported :
                List.of(ForwardedHeader.addresses(List.of(line)), List.of(line.split(",", -1)), List.of(line))) {
            String address = PROXIES.clientAddress("10.0.0.1", reported);

            assertThat(IpAddress.parse(address)).isPresent();
            assertThat(PROXIES.clientAddress("203.0.113.7", reported)).isEqualTo("203.0.113.7");
        }
    }
}
