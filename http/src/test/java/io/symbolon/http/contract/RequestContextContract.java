package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.http.RequestContext;
import io.symbolon.http.RequestContext.ForwardingHeader;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All requests here come from 127.0.0.1, which some tests take for a trusted proxy. */
public abstract class RequestContextContract extends HttpContract {
    @Test
    void aForgedForwardingHeaderChangesNothing() {
        try (TestApplication application = with(context -> context.trustedProxies("10.0.0.0/8"))) {
            assertThat(ip(application.client().with("X-Forwarded-For", "203.0.113.7")))
                    .isEqualTo("127.0.0.1");
            assertThat(ip(application.client().with("Forwarded", "for=203.0.113.7")))
                    .isEqualTo("127.0.0.1");
            assertThat(ip(application.client().with("X-Real-IP", "203.0.113.7")))
                    .isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    203.0.113.7                          | 203.0.113.7
                    6.6.6.6, 203.0.113.7                 | 203.0.113.7
                    6.6.6.6, 203.0.113.7, 10.1.2.3       | 203.0.113.7
                    10.9.9.9, 203.0.113.7, 10.1.2.3      | 203.0.113.7
                    127.0.0.1, 203.0.113.7               | 203.0.113.7
                    203.0.113.7:4711                     | 203.0.113.7
                    [2001:DB8:0:0::7]:4711               | 2001:db8::7
                    2001:db8:0:1:0:0:0:7                 | 2001:db8:0:1::7
                    0:0:1:2:0:0:1:1                      | ::1:2:0:0:1:1
                    1:0:0:2:0:0:0:1                      | 1:0:0:2::1
                    2001:db8::1:1:1:1:1                  | 2001:db8:0:1:1:1:1:1
                    fe80::1%eth0                         | fe80::1
                    ::ffff:203.0.113.7                   | 203.0.113.7
                    2001:db8:ffff::1                     | 2001:db8:ffff::1
                    203.0.113.7, 2001:db8:aaaa::1        | 203.0.113.7
                    10.1.2.3, 10.1.2.4                   | 10.1.2.3
                    203.0.113.7, unknown                 | 127.0.0.1
                    203.0.113.7, evil.example            | 127.0.0.1
                    203.0.113.7, 10.1.2.999              | 127.0.0.1
                    203.0.113.7, nonsense, 10.1.2.3      | 10.1.2.3
                    203.0.113.7,                         | 127.0.0.1
                    '   '                                | 127.0.0.1
                    0x7f.1, 010.0.0.1                    | 127.0.0.1
                    """)
    void behindTrustedProxiesTheNearestUntrustedAddressIsTheClients(String header, String expected) {
        try (TestApplication application =
                with(context -> context.trustedProxies("127.0.0.1", "10.0.0.0/8", "2001:db8:aaaa::/48"))) {
            assertThat(ip(application.client().with("X-Forwarded-For", header))).isEqualTo(expected);
            assertThat(ip(application.client().with("Forwarded", "for=6.6.6.6")))
                    .isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    for=203.0.113.7                                      | 203.0.113.7
                    For="[2001:db8::7]:4711";proto=https;by=10.0.0.1     | 2001:db8::7
                    for=6.6.6.6, for=203.0.113.7;proto=http, for=10.1.1.1| 203.0.113.7
                    for="203.0.113.7:80"                                 | 203.0.113.7
                    proto=https ; for=203.0.113.7                        | 203.0.113.7
                    for=203.0.113.7, proto=https                         | 127.0.0.1
                    for=203.0.113.7, for=_hidden                         | 127.0.0.1
                    for="6.6.6.6, for=203.0.113.7                        | 127.0.0.1
                    for=6.6.6.6;x=", for="[2001:db8::7]"                 | 127.0.0.1
                    for=6.6.6.6 for=203.0.113.7                          | 127.0.0.1
                    for="203.0.113.\\7"                                  | 203.0.113.7
                    for=203.0.113.7,                                     | 127.0.0.1
                    """)
    void theForwardedHeaderIsReadLikewise(String header, String expected) {
        try (TestApplication application = with(context ->
                context.trustedProxies("127.0.0.0/8", "10.0.0.0/8").forwardingHeader(ForwardingHeader.FORWARDED))) {
            assertThat(ip(application.client().with("Forwarded", header))).isEqualTo(expected);
            assertThat(ip(application.client().with("X-Forwarded-For", "6.6.6.6")))
                    .isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/", "10.0.0.0/-1", "::/129", "1.2.3", "/8"
            })
    void whatIsNoAddressRangeIsRefused(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestContext.builder().trustedProxies(range))
                .withMessageContaining("ranges holds");
    }

    @Test
    void theLocationComesFromAHook() {
        try (TestApplication application =
                with(context -> context.location((ip, request) -> Optional.of("near " + ip)))) {
            assertThat(application.client().get("/context").body()).endsWith("|near 127.0.0.1");
        }
    }

    @Test
    void aFailingLocationSourceFailsNoSignIn() {
        try (TestApplication application = with(context -> context.location((ip, request) -> {
            throw new IllegalStateException("down");
        }))) {
            assertThat(application.browser().signIn("alice").status()).isEqualTo(200);
        }
        try (TestApplication application =
                with(context -> context.location((ip, request) -> Optional.of("x".repeat(2_000))))) {
            assertThat(application.browser().signIn("alice").status()).isEqualTo(200);
        }
    }

    private static String ip(TestClient client) {
        return client.get("/context").body().split("\\|", 2)[0];
    }

    private TestApplication with(UnaryOperator<RequestContext.Builder> settings) {
        RequestContext context = settings.apply(RequestContext.builder()).build();
        return start(setup -> {
            setup.sessions = sessions -> sessions.context(context);
            return setup;
        });
    }
}
