package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tokens that are bound by DPoP (RFC 9449), in applications with Symbolon's chain of Spring Security: {@code /me} tells who
 * asks, {@code /orders} needs the role ORDERS, {@code /admin} the role ADMIN, {@code /open} is for everybody.
 */
abstract class ProvedRequestsContract {
    private final DpopKey key = new DpopKey();

    /** The application that is tested. */
    abstract WebApplication application();

    /** Whose sessions its tokens are of. */
    abstract JwtUserSessionManager issuer();

    /** Empty where the application asks for none. */
    abstract String nonce();

    @Test
    void aTokenWithItsProofIsGoodWithItsAuthorities() {
        SessionTokens tokens = bound();

        HttpResponse<String> answer = get("/me", tokens, proof("GET", "/me", tokens));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("alice");
        assertThat(answer.headers().firstValue("DPoP-Nonce").isPresent())
                .as("the next one")
                .isEqualTo(!nonce().isEmpty());
        assertThat(get("/orders", tokens, proof("GET", "/orders", tokens)).statusCode())
                .isEqualTo(200);
        assertThat(get("/admin", tokens, proof("GET", "/admin", tokens)).statusCode())
                .as("an authority that it does not have")
                .isEqualTo(403);
    }

    @Test
    void anUnsafeRequestNeedsNoCsrfTokenBesideIt() {
        SessionTokens tokens = bound();

        assertThat(dpop(tokens, proof("POST", "/me", tokens))
                        .postJson("/me", "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void g11WithoutAProofItIsRefusedUnderEachScheme() {
        SessionTokens tokens = bound();
        String token = tokens.accessToken();

        for (Client thief : List.of(
                dpop(tokens, ""),
                client().bearer(token),
                client().bearer(token).with("DPoP", proof("GET", "/me", tokens)),
                client().with("Cookie", "__Host-access-token=" + token),
                client().with("Cookie", "__Host-access-token=" + token).with("DPoP", proof("GET", "/me", tokens)))) {
            HttpResponse<String> answer = thief.get("/me");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("PROOF_REQUIRED").contains("RETRY");
            assertChallenge(answer, nonce().isEmpty() ? "invalid_dpop_proof" : "use_dpop_nonce");
        }
    }

    @Test
    void g11AnOldProofIsRefusedAndToldWhatANewOneNeeds() {
        SessionTokens tokens = bound();
        String old = key.proof("GET", uri("/me"), tokens, "", Instant.now().minusSeconds(120));

        HttpResponse<String> answer = get("/me", tokens, old);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertChallenge(answer, nonce().isEmpty() ? "invalid_dpop_proof" : "use_dpop_nonce");
        String given = answer.headers().firstValue("DPoP-Nonce").orElse("");
        assertThat(given.isEmpty()).isEqualTo(nonce().isEmpty());
        assertThat(get("/me", tokens, key.proof("GET", uri("/me"), tokens, given))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void g11AProofThatWasSeenOrIsForAnotherRequestOrTokenOrOfAnotherKeyIsRefused() {
        SessionTokens tokens = bound();
        String once = proof("GET", "/me", tokens);
        assertThat(get("/me", tokens, once).statusCode()).isEqualTo(200);

        for (String wrong : List.of(
                once,
                proof("POST", "/me", tokens),
                proof("GET", "/orders", tokens),
                proof("GET", "/me", bound()),
                new DpopKey().proof("GET", uri("/me"), tokens, nonce()),
                "x")) {
            HttpResponse<String> answer = get("/me", tokens, wrong);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("INVALID_PROOF");
            assertChallenge(answer, "invalid_dpop_proof");
        }
    }

    @Test
    void aTokenThatIsNotBoundIsNoneOfTheSchemeDpop() {
        SessionTokens tokens = signIn();

        assertThat(get("/me", tokens, proof("GET", "/me", tokens)).body()).contains("INVALID_PROOF");
        assertThat(client().bearer(tokens.accessToken()).get("/me").body()).isEqualTo("alice");
    }

    @Test
    void whatIsForEverybodyIsSoWithAnyProof() {
        SessionTokens tokens = bound();

        assertThat(get("/open", tokens, "x").statusCode()).isEqualTo(200);
        assertThat(client().get("/open").statusCode()).isEqualTo(200);
    }

    private static void assertChallenge(HttpResponse<String> answer, String error) {
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("DPoP ")
                .contains("error=\"" + error + '"')
                .contains("algs=\"ES256 RS256 PS256 EdDSA\"");
    }

    final HttpResponse<String> get(String path, SessionTokens tokens, String proof) {
        return dpop(tokens, proof).get(path);
    }

    private Client client() {
        return application().client();
    }

    private Client dpop(SessionTokens tokens, String proof) {
        Client client = client().with("Authorization", "DPoP " + tokens.accessToken());
        return proof.isEmpty() ? client : client.with("DPoP", proof);
    }

    final String proof(String method, String path, SessionTokens tokens) {
        return proof(method, path, tokens, nonce());
    }

    final String proof(String method, String path, SessionTokens tokens, String nonce) {
        return key.proof(method, uri(path), tokens, nonce);
    }

    private String uri(String path) {
        return "http://127.0.0.1:" + application().port() + path;
    }

    final SessionTokens bound() {
        return key.bind(issuer(), signIn());
    }

    final SessionTokens signIn() {
        return issuer().create(
                        "alice",
                        SessionContext.of("203.0.113.7"),
                        CreateOptions.defaults().withAuthorities(List.of("ROLE_ORDERS")));
    }
}
