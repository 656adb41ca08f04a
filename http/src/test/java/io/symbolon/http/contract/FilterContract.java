package io.symbolon.http.contract;

import static io.symbolon.http.contract.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.StalenessPolicy;
import io.symbolon.http.AccessTokenCheck;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.TokenTransports;
import io.symbolon.http.contract.TestClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class FilterContract extends HttpContract {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final TestApplication application = start();
    private final TestClient browser = application.browser();

    @Test
    void theTokenIsTheRequestsAttributeAndPrincipal() {
        browser.signIn("alice");
        assertThat(browser.get("/api/me").body()).isEqualTo("alice,none");
    }

    @Test
    void withoutATokenTheChallengeHasNoError() {
        Answer answer = browser.get("/api/me");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).contains("Bearer realm=\"symbolon\"");
        assertThat(answer.json("action")).isEqualTo("SIGN_IN");
        assertThat(answer.json("code")).isEqualTo("TOKEN_MISSING");
        assertThat(application.apiCalls).hasValue(0);
    }

    @Test
    void refreshAndTryAgainIsToldApartFromSignInAgain() {
        browser.signIn("alice");
        TestClient other = application.browser();
        other.signIn("bob");
        application.clock.advance(Duration.ofMinutes(10));
        other.refresh();
        application.manager().revokeAll("bob");
        application.clock.advance(Duration.ofMinutes(6));

        Answer refresh = browser.get("/api/me");
        Answer signIn = other.get("/api/me");

        assertThat(refresh.status()).isEqualTo(401).isEqualTo(signIn.status());
        assertThat(refresh.header("content-type")).contains("application/problem+json");
        assertThat(refresh.header("cache-control")).contains("no-store");
        assertThat(refresh.header("www-authenticate").orElse(""))
                .startsWith("Bearer realm=\"symbolon\", error=\"invalid_token\", error_description=\"")
                .endsWith(", code=\"EXPIRED\", action=\"REFRESH\"");
        assertThat(refresh.json("title")).isEqualTo("Unauthorized");
        assertThat(refresh.json("status")).isEqualTo("401");
        assertThat(refresh.json("detail")).isNotEmpty();
        assertThat(refresh.json("code")).isEqualTo("EXPIRED");
        assertThat(refresh.json("action")).isEqualTo("REFRESH");
        assertThat(signIn.json("code")).isEqualTo("REVOKED");
        assertThat(signIn.json("action")).isEqualTo("SIGN_IN");
        assertThat(application.apiCalls).hasValue(0);
    }

    @Test
    void anOutdatedTokenAsksForARefreshThatHelps() {
        browser.signIn("alice");
        application.clock.advance(Duration.ofSeconds(1));
        application.manager().expireAccessTokens("alice");
        assertThat(browser.get("/api/me").json("code")).isEqualTo("OUTDATED");
        browser.refresh();
        assertThat(browser.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void aNodeThatIsStaleByPolicyAnswers503AndAsksForARetry() {
        try (TestApplication strict = start(setup -> {
            setup.manager = builder -> builder.stalenessPolicy(StalenessPolicy.rejectAfter(LIMIT));
            return setup;
        })) {
            TestClient client = strict.browser();
            client.signIn("alice");
            strict.storage.cut();
            strict.clock.advance(LIMIT.plusMillis(1));
            await().untilAsserted(
                            () -> assertThat(client.get("/api/me").status()).isEqualTo(503));

            Answer answer = client.get("/api/me");
            assertThat(answer.json("code")).isEqualTo("STALE_NODE");
            assertThat(answer.json("action")).isEqualTo("RETRY");
            assertThat(answer.header("retry-after")).contains("1");
            assertThat(answer.header("www-authenticate")).isEmpty();
            assertThat(client.get("/page").status()).isEqualTo(503);

            strict.storage.restore();
            await().untilAsserted(
                            () -> assertThat(client.get("/api/me").status()).isEqualTo(200));
        }
    }

    @Test
    void anOptionalFilterLetsEverybodyPassAndSaysWhyOneIsNobody() {
        assertThat(browser.get("/page").body()).isEqualTo("nobody,none");
        browser.signIn("alice");
        assertThat(browser.get("/page").body()).startsWith("alice,");
        application.clock.advance(Duration.ofMinutes(16));
        assertThat(browser.get("/page").body()).isEqualTo("nobody,EXPIRED");
    }

    @Test
    void mappedToAllPathsTheFilterLeavesTheEndpointsAndTheSignInOpen() {
        try (TestApplication everywhere = start(setup -> {
            setup.filteredPaths = List.of("/*");
            return setup;
        })) {
            TestClient client = everywhere.browser();
            assertThat(client.get("/page").status()).isEqualTo(401);
            assertThat(client.signIn("alice").status()).isEqualTo(200);
            everywhere.clock.advance(Duration.ofMinutes(16));
            assertThat(client.get("/sessions").json("code")).isEqualTo("EXPIRED");
            assertThat(client.refresh().status()).isEqualTo(204);
            assertThat(client.get("/sessions").status()).isEqualTo(200);
            assertThat(client.get("/.well-known/jwks.json").status()).isEqualTo(200);
            assertThat(client.get("/symbolon/symbolon.js").status()).isEqualTo(200);
            assertThat(client.post("/session/sign-out", null).status()).isEqualTo(204);
        }
    }

    @Test
    void aServiceThatOnlyVerifiesUsesTheFilterAlone() {
        String token = application.client().signIn("alice", 1).json("access_token");
        AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .jwks(application.manager().jwks())
                .revocations(application.storage.proxied().revocationLog())
                .build();
        try (verifier;
                TestApplication service = start(setup -> {
                    setup.filter = Optional.of(
                            AccessTokenCheck.required(verifier::verify, TokenTransports.of(TokenTransport.bearer())));
                    return setup;
                })) {
            TestClient phone = service.client().with("Authorization", "Bearer " + token);
            assertThat(phone.get("/api/me").body()).startsWith("alice,");
            application.manager().revokeAll("alice");
            await().untilAsserted(() -> assertThat(phone.get("/api/me").body()).contains("\"REVOKED\""));
        }
    }

    @Test
    void aForgedTokenIsRefusedWithoutBeingRepeated() {
        String forged = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.";
        Answer answer =
                application.client().with("Authorization", "Bearer " + forged).get("/api/me");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("eyJ");
        assertThat(answer.json("action")).isEqualTo("REFRESH");
    }
}
