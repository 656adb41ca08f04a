package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.Binding;
import io.symbolon.http.contract.TestClient.Answer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A program with bearer tokens that binds its session and proves its key at each access: DPoP (RFC 9449). */
public abstract class DpopContract extends HttpContract {
    private static final int BEARER = 1;

    private final TestApplication application = start(setup -> {
        setup.sessions = sessions -> sessions.bindSessions();
        return setup;
    });
    private final DraftBrowser key = new DraftBrowser(application.client());

    private String accessToken = "";
    private String refreshToken = "";
    private String nonce = "";

    @Test
    void aProgramBindsItsSessionAndProvesItsKeyAtEachAccess() {
        bind();

        assertThat(application.manager().list("alice").get(0).binding()).contains(new Binding.Dpop(key.thumbprint()));
        Answer first = access("GET", "/api/me", "");
        assertThat(first.status()).isEqualTo(401);
        assertThat(first.json("code")).isEqualTo("PROOF_REQUIRED");
        assertThat(first.json("action")).isEqualTo("RETRY");
        assertThat(first.header("www-authenticate").orElseThrow())
                .startsWith("DPoP ")
                .contains("error=\"use_dpop_nonce\"")
                .contains("algs=\"ES256 RS256 PS256 EdDSA\"");
        nonce = first.header("dpop-nonce").orElseThrow();

        Answer second = access("GET", "/api/me", nonce);

        assertThat(second.body()).startsWith("alice,");
        assertThat(second.header("dpop-nonce")).as("the next one").isPresent();
        assertThat(access("GET", "/sessions", nonce).status()).isEqualTo(200);
    }

    @Test
    void aBoundSessionIsRefreshedWithAProof() {
        bind();
        application.clock.advance(Duration.ofMinutes(16));

        Answer refused = refresh(application.client());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json("code")).isEqualTo("PROOF_REQUIRED");
        nonce = refused.header("dpop-nonce").orElseThrow();
        assertThat(refused.json("challenge")).isEqualTo(nonce);
        Answer refreshed = refresh(application.client().with("DPoP", proof("POST", "/session/refresh", "")));

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.json("token_type")).isEqualTo("DPoP");
        accessToken = refreshed.json("access_token");
        assertThat(access("GET", "/api/me", application.manager().dpopNonce()).body())
                .startsWith("alice,");
    }

    @Test
    void g11ATokenThatIsBoundByDpopIsRefusedUnderBearerAndInCookiesOnEveryRoute() {
        bind();
        TestClient bearer = application.client().with("Authorization", "Bearer " + accessToken);
        TestClient cookie = application.browser().with("Cookie", "__Host-access-token=" + accessToken);

        for (TestClient thief : new TestClient[] {bearer, cookie}) {
            for (String path : new String[] {"/api/me", "/sessions"}) {
                Answer answer = thief.get(path);
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.json("code")).isEqualTo("PROOF_REQUIRED");
            }
            assertThat(thief.post("/sessions/revoke-all", null).status()).isEqualTo(401);
            assertThat(thief.get("/page").body()).doesNotStartWith("alice");
        }
        assertThat(application.manager().list("alice")).hasSize(1);
    }

    @Test
    void g11AProofThatWasSeenOrIsForAnotherRequestIsRefused() {
        bind();
        nonce = application.manager().dpopNonce();
        TestClient client = application.client().with("Authorization", "DPoP " + accessToken);
        String once = proof("GET", "/api/me", accessToken);
        assertThat(client.with("DPoP", once).get("/api/me").status()).isEqualTo(200);

        for (String wrong : new String[] {
            once,
            proof("POST", "/api/me", accessToken),
            proof("GET", "/api/other", accessToken),
            proof("GET", "/api/me", "another token"),
            "x"
        }) {
            Answer answer = client.with("DPoP", wrong).get("/api/me");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json("code")).isEqualTo("INVALID_PROOF");
            assertThat(answer.header("www-authenticate").orElseThrow()).contains("error=\"invalid_dpop_proof\"");
        }
    }

    @Test
    void aNonceIsGoodForTwoMinutes() {
        bind();
        String old = application.manager().dpopNonce();
        application.clock.advance(Duration.ofMinutes(3));

        Answer answer = access("GET", "/api/me", old);

        assertThat(answer.json("code")).isEqualTo("PROOF_REQUIRED");
        assertThat(access("GET", "/api/me", answer.header("dpop-nonce").orElseThrow())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenThatIsNotBoundIsNotOneOfTheSchemeDpop() {
        signIn();
        nonce = application.manager().dpopNonce();
        TestClient client = application.client().with("Authorization", "DPoP " + accessToken);

        assertThat(client.get("/api/me").json("code")).isEqualTo("INVALID_PROOF");
        assertThat(access("GET", "/api/me", nonce).json("code")).isEqualTo("INVALID_PROOF");
        assertThat(application
                        .client()
                        .with("Authorization", "Bearer " + accessToken)
                        .get("/api/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void g11ARefreshGivesAProgramNoNonceThatBinds() {
        signIn();
        application.clock.advance(Duration.ofMinutes(1));

        Answer refreshed = refresh(application.client());

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.json("token_type")).isEqualTo("Bearer");
        assertThat(refreshed.header("dpop-nonce")).isEmpty();
    }

    @Test
    void signingOutNeedsNoProof() {
        bind();

        assertThat(application
                        .client()
                        .with("Content-Type", "application/json")
                        .post("/session/sign-out", "{\"refresh_token\":\"" + refreshToken + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(application.manager().list("alice")).isEmpty();
    }

    @Test
    void aTargetIsWhatTheOutsideSeesOfIt() {
        TestApplication behindProxy = start(setup -> {
            setup.sessions =
                    sessions -> sessions.bindSessions().externalBase(URI.create("https://api.example.com/shop"));
            return setup;
        });
        Answer signedIn = behindProxy.client().signIn("alice", BEARER);
        nonce = signedIn.header("dpop-nonce").orElseThrow();
        accessToken = signedIn.json("access_token");

        Answer bound = behindProxy
                .client()
                .with("Authorization", "Bearer " + accessToken)
                .with("DPoP", proofFor("POST", "https://api.example.com/shop/session/bind", ""))
                .post("/session/bind", null);

        assertThat(bound.status()).isEqualTo(200);
        assertThat(bound.json("token_type")).isEqualTo("DPoP");
    }

    private void signIn() {
        Answer signedIn = application.client().signIn("alice", BEARER);
        accessToken = signedIn.json("access_token");
        refreshToken = signedIn.json("refresh_token");
        nonce = signedIn.header("dpop-nonce").orElseThrow();
    }

    private void bind() {
        signIn();
        Answer bound = application
                .client()
                .with("Authorization", "Bearer " + accessToken)
                .with("DPoP", proof("POST", "/session/bind", ""))
                .post("/session/bind", null);
        assertThat(bound.status()).isEqualTo(200);
        assertThat(bound.json("token_type")).isEqualTo("DPoP");
        accessToken = bound.json("access_token");
        refreshToken = bound.json("refresh_token");
        nonce = "";
    }

    private Answer access(String method, String path, String withNonce) {
        nonce = withNonce;
        TestClient client = application.client().with("Authorization", "DPoP " + accessToken);
        return client.with("DPoP", proof(method, path, accessToken)).send(method, path, null);
    }

    private Answer refresh(TestClient client) {
        return client.with("Content-Type", "application/json")
                .post("/session/refresh", "{\"refresh_token\":\"" + refreshToken + "\"}");
    }

    private String proof(String method, String path, String token) {
        return proofFor(method, application.origin() + path, token);
    }

    private String proofFor(String method, String uri, String token) {
        return new DpopProof(method, uri, token, nonce, 1).by(key);
    }
}
