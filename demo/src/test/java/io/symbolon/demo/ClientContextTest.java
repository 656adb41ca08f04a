package io.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientContextTest {
    private static final String WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            curl/8.14.1 | program | curl
            Java-http-client/17.0.15 | program | Java-http-client
            Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | desktop | Firefox on Linux
            Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0 | mobile | Firefox on Android
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0 | desktop | Edge on Windows
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15 | desktop | Safari on macOS
            Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1 | phone | Safari on iPhone
            """)
    void aKnownUserAgentIsADevice(String userAgent, String type, String name) {
        assertThat(ClientContext.device(userAgent)).contains(new Device(type, name));
    }

    @Test
    void anUpdateOfTheBrowserMakesNoOtherDevice() {
        assertThat(ClientContext.device("Mozilla/5.0 (X11; Linux x86_64) " + WEBKIT + "Chrome/140.0.0.0 Safari/537.36"))
                .isPresent()
                .isEqualTo(ClientContext.device(
                        "Mozilla/5.0 (X11; Linux x86_64) " + WEBKIT + "Chrome/141.0.0.0 Safari/537.36"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"null", "''", "Mozilla/5.0", "Linux", "(", "1/2"})
    void whatIsNotKnownIsNoDevice(String userAgent) {
        assertThat(ClientContext.device(userAgent)).isEmpty();
    }
}
