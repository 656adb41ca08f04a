package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SigningKeys;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ordinary events do to a device's user agent, under the default guard. */
class SameDeviceTest {
    private static final String WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
            + " (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36";
    private static final JwtUserSessionManager MANAGER = JwtUserSessionManager.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
            .refreshTokenKeys(RefreshTokenKeys.generate())
            .storage(new InMemoryUserSessionStorage())
            .build();

    private final RequestContext contexts = RequestContext.builder().build();

    @AfterAll
    static void close() {
        MANAGER.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " | ", textBlock = """
                    Chrome, 96 to 138, Android reduced UA | Mozilla/5.0 (Linux; Android 9; SM-G960F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/96.0.4664.45 Mobile Safari/537.36 | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36
                    Chrome desktop, next version | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36
                    iPad Safari: full screen to split view / request mobile site | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15 | Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1
                    iPhone: Safari tab to home-screen app (same cookies before iOS 17? shared by SFSafariViewController) | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1 | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148
                    Android phone: desktop site  (documented) | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36 | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36
                    mobile app 1.4 to 1.5, iOS | Acme/1.4.0 (com.acme.app; build:214; iOS 17.5.1) Alamofire/5.8.1 | Acme/1.5.0 (com.acme.app; build:230; iOS 18.0.0) Alamofire/5.9.0
                    mobile app, CFNetwork after system update | Acme/214 CFNetwork/1494.0.7 Darwin/23.4.0 | Acme/230 CFNetwork/1568.100.1 Darwin/24.0.0
                    mobile app, okhttp next version | okhttp/4.12.0 | okhttp/5.0.0
                    hybrid app: WebView signs in, native client refreshes | Mozilla/5.0 (Linux; Android 13; Pixel 7 Build/TQ3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.6099.144 Mobile Safari/537.36 | okhttp/4.12.0
                    hybrid app: apps own UA, then the WebViews | Acme/2.1 (Android 13; Pixel 7) | Mozilla/5.0 (Linux; Android 13; Pixel 7 Build/TQ3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.6099.144 Mobile Safari/537.36
                    Electron desktop app, next version | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Acme/1.4.0 Chrome/120.0.6099.291 Electron/28.2.0 Safari/537.36 | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Acme/2.0.0 Chrome/130.0.6723.44 Electron/33.0.0 Safari/537.36
                    Firefox release to ESR | Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
                    Firefox Android 125 to 126, platform token gains Linux (a) | Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0 | Mozilla/5.0 (Linux; Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0
                    Firefox Android 125 to 126, platform token gains Linux (b) | Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0 | Mozilla/5.0 (Android 14; Linux; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0
                    Firefox Linux 126 to 127, i686 reported as x86_64 | Mozilla/5.0 (X11; Linux i686; rv:126.0) Gecko/20100101 Firefox/126.0 | Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0
                    Firefox: distributions build says Ubuntu, then not | Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:119.0) Gecko/20100101 Firefox/119.0 | Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0
                    Firefox Android | Mozilla/5.0 (Android 14; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0 | Mozilla/5.0 (Android 15; Mobile; rv:141.0) Gecko/141.0 Firefox/141.0
                    Firefox Android tablet Mobile token | Mozilla/5.0 (Android 14; Tablet; rv:120.0) Gecko/120.0 Firefox/120.0 | Mozilla/5.0 (Android 14; Mobile; rv:121.0) Gecko/121.0 Firefox/121.0
                    Opera, next version | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 OPR/110.0.0.0 | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 OPR/112.0.0.0
                    Samsung Internet | Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36 | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36
                    DuckDuckGo iOS: UA differs by site and version | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15 | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 Ddg/17.5
                    Chrome iOS: mobile to desktop site | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/125.0.6422.80 Mobile/15E148 Safari/604.1 | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/125 Version/11.1.1 Safari/605.1.15
                    search engines in-app view: Google app then Chrome custom tab | Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 GSA/15.1 | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36
                    Windows: Chrome 32 bit to 64 bit | Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36
                    Linux to Wayland Firefox, X11 kept | Mozilla/5.0 (Wayland; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/113.0 | Mozilla/5.0 (X11; Linux x86_64; rv:114.0) Gecko/20100101 Firefox/114.0
                    ChromeOS: CrOS string then Linux (reduced) | Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36 | Mozilla/5.0 (X11; CrOS x86_64 16093.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36
                    HeadlessChrome | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/138.0.0.0 Safari/537.36 | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36
                    python-requests next version | python-requests/2.31.0 | python-requests/2.32.3
                    Java HttpClient after JDK update | Java-http-client/17.0.9 | Java-http-client/21.0.1
                    server-side rendering refreshes for the browser | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 | node
                    Dalvik (Androids own client) to okhttp after a release | Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7 Build/TQ3A) | okhttp/4.12.0
                    """)
    void theSessionGoesOn(String event, String before, String after) {
        assertThat(event).isNotEmpty();
        refresh(Map.of("User-Agent", before), Map.of("User-Agent", after));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " | ", textBlock = """
                    DevTools device emulation | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1
                    another browser | Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36
                    an iPhone is not an iPad | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1 | Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1
                    a program of its own | Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 | okhttp/4.12.0
                    """)
    void whatStillCountsAsAnotherDevice(String event, String before, String after) {
        assertThat(event).isNotEmpty();
        assertThatExceptionOfType(InvalidRefreshTokenException.class)
                .isThrownBy(() -> refresh(Map.of("User-Agent", before), Map.of("User-Agent", after)))
                .satisfies(refusal ->
                        assertThat(refusal.code()).isEqualTo(InvalidRefreshTokenException.Code.CONTEXT_REFUSED));
    }

    @Test
    void hintsThatComeWithSomeRequestsOnlyChangeNothing() {
        Map<String, String> hinted = Map.of(
                "User-Agent", WINDOWS,
                "Sec-CH-UA", "\"Brave\";v=\"138\", \"Chromium\";v=\"138\"",
                "Sec-CH-UA-Mobile", "?0",
                "Sec-CH-UA-Platform", "\"Windows\"");
        refresh(hinted, Map.of("User-Agent", WINDOWS));
        refresh(Map.of("User-Agent", WINDOWS), hinted);
    }

    @Test
    void aUserAgentThatIsNotSaidIsNoOtherDevice() {
        refresh(Map.of("User-Agent", WINDOWS), Map.of());
        refresh(Map.of(), Map.of("User-Agent", WINDOWS));
    }

    private void refresh(Map<String, String> before, Map<String, String> after) {
        SessionContext signIn = contexts.of(FakeRequest.of(before));
        MANAGER.refresh(MANAGER.create("alice", signIn).refreshToken(), contexts.of(FakeRequest.of(after)));
    }
}
