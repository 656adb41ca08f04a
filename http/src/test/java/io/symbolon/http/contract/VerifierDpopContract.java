package io.symbolon.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.BindingProof;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.http.AccessTokenCheck;
import io.symbolon.http.TokenTransport;
import io.symbolon.http.TokenTransports;
import io.symbolon.http.contract.TestClient.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens that are bound by DPoP (RFC 9449), in a service that only verifies: it has no nonces, and goes by the time. */
public abstract class VerifierDpopContract extends HttpContract {
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");
    private static final String SESSIONS = "https://login.example.com/session/bind";

    private final TestApplication login = start();
    private final DraftBrowser key = new DraftBrowser(login.client());
    private final AccessTokenVerifier verifier = AccessTokenVerifier.builder()
            .issuer("https://login.example.com")
            .audience("https://api.example.com")
            .jwks(login.manager().jwks())
            .revocations(login.storage.proxied().revocationLog())
            .clock(login.clock)
            .build();
    private final TestApplication service = service(transports -> transports);
    private final String token = bound(key).accessToken();

    @AfterEach
    void stopTheVerifier() {
        verifier.close();
    }

    @Test
    void aTokenIsGoodWithAProofOfThisMinute() {
        for (int seconds : new int[] {0, -59, 5}) {
            Answer answer = get(token, proof("GET", "/api/me", token, seconds).by(key));

            assertThat(answer.body()).startsWith("alice,");
            assertThat(answer.header("dpop-nonce")).as("it has none").isEmpty();
        }
        assertThat(service.client()
                        .with("Authorization", "DPoP " + token)
                        .with("DPoP", proof("POST", "/api/me", token, 0).by(key))
                        .post("/api/me", "x")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void g11WithoutAProofItIsRefusedUnderEachScheme() {
        String proof = proof("GET", "/api/me", token, 0).by(key);
        TestClient client = service.client();
        for (TestClient thief : List.of(
                client.with("Authorization", "DPoP " + token),
                client.with("Authorization", "Bearer " + token),
                client.with("Authorization", "Bearer " + token).with("DPoP", proof),
                service.browser().with("Cookie", "__Host-access-token=" + token),
                service.browser().with("Cookie", "__Host-access-token=" + token).with("DPoP", proof))) {
            Answer answer = thief.get("/api/me");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json("code")).isEqualTo("PROOF_REQUIRED");
            assertThat(answer.json("action")).isEqualTo("RETRY");
            assertRefusal(answer);
        }
    }

    @Test
    void g11AProofForAnotherRequestOrTokenOrOfAnotherKeyOrSeenBeforeIsRefused() {
        String once = proof("GET", "/api/me", token, 0).by(key);
        assertThat(get(token, once).status()).isEqualTo(200);
        DraftBrowser thief = new DraftBrowser(login.client());

        for (String wrong : List.of(
                once,
                proof("POST", "/api/me", token, 0).by(key),
                proof("GET", "/api/other", token, 0).by(key),
                proof("GET", "/api/me", bound(key).accessToken(), 0).by(key),
                proof("GET", "/api/me", "", 0).by(key),
                proof("GET", "/api/me", token, 0).by(thief),
                "x")) {
            Answer answer = get(token, wrong);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json("code")).isEqualTo("INVALID_PROOF");
            assertRefusal(answer);
        }
    }

    @Test
    void g11AProofOfAnotherTimeIsRefused() {
        for (int seconds : new int[] {-61, 7}) {
            Answer answer = get(token, proof("GET", "/api/me", token, seconds).by(key));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json("code")).isEqualTo("PROOF_REQUIRED");
            assertRefusal(answer);
        }
    }

    @Test
    void whatIsWrongWithTheTokenIsToldBeforeTheProof() {
        String unbound = login.manager().create("alice", CONTEXT).accessToken();
        assertThat(get(unbound, proof("GET", "/api/me", unbound, 0).by(key)).json("code"))
                .isEqualTo("INVALID_PROOF");
        assertThat(service.client()
                        .with("Authorization", "Bearer " + unbound)
                        .get("/api/me")
                        .status())
                .isEqualTo(200);

        login.manager().revokeAll("alice");
        Patience.await()
                .untilAsserted(() -> assertThat(
                                get(token, proof("GET", "/api/me", token, 0).by(key))
                                        .json("code"))
                        .isEqualTo("REVOKED"));
    }

    @Test
    void aTargetIsWhatTheOutsideSeesOfIt() {
        TestApplication behindProxy =
                service(transports -> transports.withExternalBase(URI.create("https://api.example.com/shop")));
        TestClient client = behindProxy.client().with("Authorization", "DPoP " + token);
        DpopProof outside = new DpopProof("GET", "https://api.example.com/shop/api/me", token, "", now(0));
        DpopProof inside = new DpopProof("GET", behindProxy.origin() + "/api/me", token, "", now(0));

        assertThat(client.with("DPoP", outside.by(key)).get("/api/me").status()).isEqualTo(200);
        assertThat(client.with("DPoP", inside.by(key)).get("/api/me").json("code"))
                .isEqualTo("INVALID_PROOF");
    }

    @Test
    void aFilterOfTheManagersOwnTakesProofsToo() {
        TestApplication node = start(setup -> {
            setup.filter = Optional.of(
                    AccessTokenCheck.required(login.manager(), TokenTransports.of(TokenTransport.bearer())));
            return setup;
        });
        TestClient client = node.client().with("Authorization", "DPoP " + token);
        String nonce = client.get("/api/me").header("dpop-nonce").orElseThrow();
        DpopProof proof = new DpopProof("GET", node.origin() + "/api/me", token, nonce, now(-300));

        assertThat(client.with("DPoP", proof.by(key)).get("/api/me").body()).startsWith("alice,");
    }

    private TestApplication service(UnaryOperator<TokenTransports> changes) {
        return start(setup -> {
            setup.filter = Optional.of(AccessTokenCheck.required(
                    verifier, changes.apply(TokenTransports.of(TokenTransport.cookie(), TokenTransport.bearer()))));
            return setup;
        });
    }

    private SessionTokens bound(DraftBrowser by) {
        SessionTokens tokens = login.manager().create("alice", CONTEXT);
        String challenge = login.manager().registrationChallenge(tokens);
        String proof = new DpopProof("POST", SESSIONS, "", challenge, now(0)).by(by);
        return login.manager().bind(tokens.sessionId(), BindingProof.dpop(proof, "POST", URI.create(SESSIONS)));
    }

    private Answer get(String accessToken, String proof) {
        return service.client()
                .with("Authorization", "DPoP " + accessToken)
                .with("DPoP", proof)
                .get("/api/me");
    }

    private DpopProof proof(String method, String path, String accessToken, int seconds) {
        return new DpopProof(method, service.origin() + path, accessToken, "", now(seconds));
    }

    private long now(int seconds) {
        return login.clock.instant().plus(Duration.ofSeconds(seconds)).getEpochSecond();
    }

    /** RFC 9449 section 7.1: no word of a nonce where there is none. */
    private static void assertRefusal(Answer answer) {
        assertThat(answer.header("www-authenticate").orElseThrow())
                .startsWith("DPoP ")
                .contains("error=\"invalid_dpop_proof\"")
                .contains("algs=\"ES256 RS256 PS256 EdDSA\"");
        assertThat(answer.header("dpop-nonce")).isEmpty();
    }
}
