package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public abstract class DeviceContract extends HttpContract {
    private static final String LINUX_CHROME =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
    private final TestApplication application = start();

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
                    Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 => desktop|Chrome on Windows
                    Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0 => desktop|Edge on Windows
                    Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15 => desktop|Safari on macOS
                    Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0 => desktop|Firefox on Linux
                    Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 => desktop|Chrome on ChromeOS
                    Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1 => phone|Safari on iOS
                    Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.0.0 Mobile/15E148 Safari/604.1 => phone|Chrome on iOS
                    Mozilla/5.0 (iPad; CPU OS 16_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.1 Mobile/15E148 Safari/604.1 => tablet|Safari on iOS
                    Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36 => phone|Chrome on Android
                    Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 => tablet|Chrome on Android
                    Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0 => phone|Firefox on Android
                    Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36 => phone|Samsung Internet on Android
                    Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) 76.0.3809.146/6.0 TV Safari/537.36 => tv|Safari on Tizen
                    Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7 Build/TQ3A) => phone|App on Android
                    MyApp/12 CFNetwork/1494.0.7 Darwin/23.4.0 => phone|MyApp on iOS
                    okhttp/4.12.0 => other|okhttp
                    """)
    void aDeviceHasATypeAndANameWithoutVersions(String userAgent, String expected) {
        assertThat(device(application.client().with("User-Agent", userAgent))).isEqualTo(expected);
    }

    @Test
    void anUpdateOfTheBrowserOrTheSystemKeepsTheDevice() {
        String before = device(application.client().with("User-Agent", LINUX_CHROME));
        String after = device(application.client().with("User-Agent", LINUX_CHROME.replace("131", "132")));
        assertThat(after).isEqualTo(before).isEqualTo("desktop|Chrome on Linux");
    }

    @Test
    void hintsFillInWhatTheUserAgentDoesNotSay() {
        TestClient client = application
                .client()
                .with("User-Agent", "Mozilla/5.0")
                .with("Sec-CH-UA", "\"Not;A=Brand\";v=\"8\", \"Chromium\";v=\"131\", \"Google Chrome\";v=\"131\"")
                .with("Sec-CH-UA-Platform", "\"Android\"");
        assertThat(device(client.with("Sec-CH-UA-Mobile", "?1"))).isEqualTo("phone|Chrome on Android");
        assertThat(device(client.with("Sec-CH-UA-Mobile", "?0"))).isEqualTo("tablet|Chrome on Android");
    }

    @Test
    void aSessionsDeviceIsTheSameWithAndWithoutHints() {
        TestClient client = application.client().with("User-Agent", LINUX_CHROME);
        TestClient hinted = client.with("Sec-CH-UA", "\"Chromium\";v=\"131\", \"Brave\";v=\"131\"")
                .with("Sec-CH-UA-Platform", "\"Linux\"")
                .with("Sec-CH-UA-Mobile", "?0");
        assertThat(device(hinted)).isEqualTo(device(client));
    }

    @Test
    void malformedHintsAndLongUserAgentsAreNoDevice() {
        TestClient client = application.client().with("User-Agent", "x".repeat(2_000));
        assertThat(device(client)).isEqualTo("-");
        assertThat(device(client.with("Sec-CH-UA-Platform", "Linux").with("Sec-CH-UA", "\"\\\";v=")))
                .isEqualTo("-");
    }

    @Test
    void anotherDevicesRefreshIsRefusedByDefaultAndAnUpdatedBrowsersIsNot() {
        TestClient browser = application.browser().with("User-Agent", LINUX_CHROME);
        browser.signIn("alice");
        assertThat(browser.with("User-Agent", LINUX_CHROME.replace("131", "140"))
                        .refresh()
                        .status())
                .isEqualTo(204);
        assertThat(browser.with("User-Agent", "Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0")
                        .refresh()
                        .json("code"))
                .isEqualTo("CONTEXT_REFUSED");
    }

    private static String device(TestClient client) {
        String body = client.get("/context").body();
        return body.substring(body.indexOf('|') + 1, body.lastIndexOf('|'));
    }
}
