package io.symbolon.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionId;
import io.symbolon.benchmarks.peers.Library;
import io.symbolon.benchmarks.peers.PeerKey;
import io.symbolon.benchmarks.peers.SampleClaims;
import io.symbolon.benchmarks.peers.SampleTokens;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No open endpoint is measured: every protection by tokens lets good ones in, and no others. */
class TokenProtectionTest {
    private static final int NO_REDIS = 1;
    private static final int FEW_REVOCATIONS = 10;

    private final SampleClaims claims = SampleClaims.of("user-1");

    static Stream<Arguments> protections() {
        return Stream.of(JwsAlgorithm.HS256, JwsAlgorithm.ES256)
                .flatMap(algorithm -> Stream.concat(
                        Arrays.stream(Protection.values())
                                .filter(Protection::hasTokens)
                                .map(protection -> Arguments.of(Stack.SERVLET, protection, algorithm)),
                        Stream.of(Stack.WEBFLUX, Stack.JERSEY)
                                .map(stack -> Arguments.of(stack, Protection.SYMBOLON_FILTER, algorithm))));
    }

    @ParameterizedTest
    @MethodSource("protections")
    void onlyAGoodTokenGetsIn(Stack stack, Protection protection, JwsAlgorithm algorithm) throws Exception {
        // As a server in a process of its own gets it.
        PeerKey key = PeerKey.parse(PeerKey.generate(algorithm).text());
        SampleTokens tokens = SampleTokens.of(Library.SYMBOLON, key);
        SampleTokens forgery = SampleTokens.of(Library.SYMBOLON, PeerKey.generate(algorithm));
        String good = tokens.token(claims);
        try (RunningApplication application =
                new RunningApplication(new ServerSetup(stack, protection, key, FEW_REVOCATIONS, NO_REDIS))) {
            HttpResponse<String> answer = application.withToken(good);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("user-1");

            assertRefused(application.get(Caller.NAME_HEADER, "user-1"));
            assertRefused(application.withToken(withOtherSubject(good, tokens)));
            assertRefused(application.withToken(forgery.token(claims)));
            assertRefused(application.withToken(
                    tokens.token(claims.withExpiry(Instant.now().minusSeconds(5)))));
            assertRefused(application.withToken(tokens.token(claims.withAudience("https://other.example.com"))));
            assertRefused(application.withToken(tokens.token(claims.withIssuer("https://other.example.com"))));

            if (protection.hasSymbolon()) {
                JwtUserSessionManager manager = application.manager();
                assertThat(manager.revocationStatus().entries()).isEqualTo(FEW_REVOCATIONS);
                manager.revoke(SessionId.parse(claims.sessionId()));
                assertRefused(application.withToken(good));
            }
        }
    }

    /** One token's claims under another's signature. */
    private static String withOtherSubject(String token, SampleTokens tokens) throws Exception {
        String other = tokens.token(SampleClaims.of("user-2"));
        return other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("user-");
    }
}
