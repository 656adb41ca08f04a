package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.ClientKey;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import io.symbolon.fixture.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access with a token that is bound by DPoP: RFC 9449 section 4.3, number by number. */
class DpopAccessTest {
    private static final URI ORDERS = URI.create("https://api.example.com/orders?page=2");
    private static final String TARGET = "https://api.example.com/orders";

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();
    private final JwtUserSessionManager other = nodes.start();
    private final ClientKey key = ClientKey.es256();
    private final SessionTokens signIn = node.create("user-1", CONTEXT);
    private final SessionTokens bound = node.bind(signIn.sessionId(), key.dpop(node.registrationChallenge(signIn)));
    private final String token = bound.accessToken();

    @Test
    void g11ATokenThatIsBoundByDpopIsNeverGoodWithoutAProof() {
        InvalidAccessTokenException refusal = assertRefused(Code.PROOF_REQUIRED, () -> node.verify(token));

        assertThat(refusal.action()).isEqualTo(SessionException.Action.RETRY);
        assertThat(refusal.endsSession()).isFalse();
        String nonce = refusal.challenge().orElseThrow();
        assertThat(nonce).matches("[A-Za-z0-9_-]+");
        assertThat(other.verify(token, key.dpop(nonce, token, "GET", ORDERS)).binding())
                .contains(new Binding.Dpop(key.thumbprint()));
    }

    @Test
    void g11AProofIsAcceptedOnceByEachNode() {
        BindingProof.Dpop proof = key.dpop(node.dpopNonce(), token, "GET", ORDERS);

        node.verify(token, proof);
        assertRefused(Code.INVALID_PROOF, () -> node.verify(token, proof));
        other.verify(token, proof);
        assertRefused(Code.INVALID_PROOF, () -> other.verify(token, proof));
        nodes.clock().advance(Duration.ofMinutes(3));
        assertRefused(Code.PROOF_REQUIRED, () -> nodes.start().verify(token, proof));
    }

    @Test
    void aNonceIsGoodForTwoMinutesOnEveryNodeAndAnOlderOneIsReplaced() {
        String nonce = node.dpopNonce();
        nodes.clock().advance(Duration.ofMinutes(2));
        other.verify(token, key.dpop(nonce, token, "GET", ORDERS));
        nodes.clock().advance(Duration.ofSeconds(1));

        InvalidAccessTokenException refusal =
                assertRefused(Code.PROOF_REQUIRED, () -> other.verify(token, key.dpop(nonce, token, "GET", ORDERS)));
        String next = refusal.challenge().orElseThrow();
        node.verify(token, key.dpop(next, token, "GET", ORDERS));
    }

    @Test
    void aNonceOfANodeWhoseClockIsALittleAheadIsGood() {
        String nonce = node.dpopNonce();
        nodes.clock().advance(Duration.ofMinutes(-5));

        other.verify(token, key.dpop(nonce, token, "GET", ORDERS));
        nodes.clock().advance(Duration.ofSeconds(-1));
        assertRefused(Code.PROOF_REQUIRED, () -> other.verify(token, key.dpop(nonce, token, "GET", ORDERS)));
    }

    @Test
    void g11AProofForAnotherTokenMethodOrTargetIsNone() {
        String nonce = node.dpopNonce();
        SessionTokens another = refreshed();

        for (BindingProof.Dpop wrong : List.of(
                key.dpop(nonce, another.accessToken(), "GET", ORDERS),
                at(key.dpop(nonce, token, "POST", ORDERS), "GET", ORDERS),
                at(key.dpop(nonce, token, "get", ORDERS), "GET", ORDERS),
                at(key.dpop(nonce, token, "GET", ORDERS), "GET", URI.create("https://api.example.com/orders/7")),
                at(key.dpop(nonce, token, "GET", ORDERS), "GET", URI.create("http://api.example.com/orders")),
                at(key.dpop(nonce, token, "GET", ORDERS), "GET", URI.create("https://evil.example.com/orders")),
                at(key.dpop(nonce, token, "GET", ORDERS), "GET", URI.create("/orders")))) {
            assertRefused(Code.INVALID_PROOF, () -> node.verify(token, wrong));
        }
        assertThat(node.verify(token, key.dpop(nonce, token, "GET", ORDERS)).subject())
                .isEqualTo("user-1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/orders, true",
        "HTTPS://API.example.COM:443/orders, true",
        "https://api.example.com/orders?page=1#top, true",
        "https://api.example.com/a/../orders, true",
        "https://api.example.com/%6Frders, true",
        "https://api.example.com/orders/, false",
        "https://api.example.com/Orders, false",
        "https://api.example.com:8443/orders, false",
        "https://user@api.example.com/orders, false",
        "//api.example.com/orders, false",
        "orders, false",
        "'not a uri', false",
    })
    void aTargetIsComparedAsAUriWithoutQueryAndFragment(String target, boolean isSame) {
        String text = key.dpopText("GET", target, claims(node.dpopNonce(), token));
        BindingProof.Dpop proof = BindingProof.dpop(text, "GET", ORDERS);

        if (isSame) {
            assertThat(node.verify(token, proof).subject()).isEqualTo("user-1");
        } else {
            assertRefused(Code.INVALID_PROOF, () -> node.verify(token, proof));
        }
    }

    @Test
    void aTargetWithEscapesIsTheSameInCapitals() {
        URI uri = URI.create("https://api.example.com/%c3%a4/%2f");
        String text = key.dpopText("GET", "https://api.example.com/%C3%A4/%2F", claims(node.dpopNonce(), token));

        assertThat(node.verify(token, BindingProof.dpop(text, "GET", uri)).subject())
                .isEqualTo("user-1");
    }

    @Test
    void g11AProofWithoutOneOfItsClaimsIsNone() {
        String ath = "\"ath\":\"" + ath(token) + "\"";
        String nonce = "\"nonce\":\"" + node.dpopNonce() + "\"";
        String header = key.header("dpop+jwt", ",\"jwk\":" + key.jwk());
        String request = "\"htm\":\"GET\",\"htu\":\"" + TARGET + "\"";

        for (String claims : List.of(
                "{" + request + ",\"iat\":1," + ath + "," + nonce + "}",
                "{\"jti\":\"\"," + request + ",\"iat\":1," + ath + "," + nonce + "}",
                "{\"jti\":\"a\",\"htu\":\"" + TARGET + "\",\"iat\":1," + ath + "," + nonce + "}",
                "{\"jti\":\"a\",\"htm\":\"GET\",\"iat\":1," + ath + "," + nonce + "}",
                "{\"jti\":\"a\"," + request + "," + ath + "," + nonce + "}",
                "{\"jti\":\"a\"," + request + ",\"iat\":\"1\"," + ath + "," + nonce + "}",
                "{\"jti\":\"a\"," + request + ",\"iat\":1," + nonce + "}",
                "{\"jti\":\"" + "a".repeat(1_025) + "\"," + request + ",\"iat\":1," + ath + "," + nonce + "}")) {
            assertRefused(
                    Code.INVALID_PROOF,
                    () -> node.verify(token, BindingProof.dpop(key.signed(header, claims), "GET", ORDERS)));
        }
        String withoutNonce = "{\"jti\":\"a\"," + request + ",\"iat\":1," + ath + "}";
        assertRefused(
                Code.PROOF_REQUIRED,
                () -> node.verify(token, BindingProof.dpop(key.signed(header, withoutNonce), "GET", ORDERS)));
    }

    @Test
    void g11AProofOfAnotherKeyOrTypeIsNone() {
        String nonce = node.dpopNonce();
        String claims =
                "{\"jti\":\"a\",\"htm\":\"GET\",\"htu\":\"" + TARGET + "\",\"iat\":1," + claims(nonce, token) + "}";
        ClientKey thief = ClientKey.es256();

        for (String text : List.of(
                thief.signed(thief.header("dpop+jwt", ",\"jwk\":" + thief.jwk()), claims),
                thief.signed(key.header("dpop+jwt", ",\"jwk\":" + key.jwk()), claims),
                key.signed(key.header("dpop+jwt", ""), claims),
                key.signed(key.header("dbsc+jwt", ",\"jwk\":" + key.jwk()), claims),
                key.signed(key.header("at+jwt", ",\"jwk\":" + key.jwk()), claims),
                key.signed(key.header("dpop+jwt", ",\"jwk\":" + key.jwk().replace("{", "{\"d\":\"AA\",")), claims),
                key.signed(key.header("dpop+jwt", ",\"jwk\":" + key.jwk().replace("\"y\":\"", "\"y\":\"AQAB")), claims),
                token)) {
            assertRefused(Code.INVALID_PROOF, () -> node.verify(token, BindingProof.dpop(text, "GET", ORDERS)));
        }
    }

    @Test
    void aTokenThatIsNotBoundByDpopIsNotGoodWithOne() {
        SessionTokens dbsc = node.create("user-2", CONTEXT);
        SessionTokens boundByBrowser =
                node.bind(dbsc.sessionId(), key.dbscRegistration(node.registrationChallenge(dbsc)));

        for (String some : List.of(signIn.accessToken(), boundByBrowser.accessToken())) {
            assertRefused(Code.INVALID_PROOF, () -> node.verify(some, key.dpop(node.dpopNonce(), some, "GET", ORDERS)));
            assertThat(node.verify(some).sessionId()).isNotNull();
        }
    }

    @Test
    void theTokenItselfIsJudgedBeforeTheProof() {
        BindingProof.Dpop proof = key.dpop(node.dpopNonce(), token, "GET", ORDERS);
        node.revoke(signIn.sessionId());

        assertRefused(Code.REVOKED, () -> node.verify(token, proof));
        Waiting.soon().untilAsserted(() -> assertRefused(Code.REVOKED, () -> other.verify(token, proof)));
    }

    @Test
    void aVerifierWithoutSecretsGoesByTheTimeOfTheProof() {
        try (AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                .issuer(Nodes.ISSUER)
                .audience(Nodes.AUDIENCE)
                .keys(Nodes.SIGNING_KEYS)
                .withoutRevocations()
                .clock(nodes.clock())
                .build()) {
            assertThat(assertRefused(Code.PROOF_REQUIRED, () -> verifier.verify(token))
                            .challenge())
                    .isEmpty();
            long now = nodes.clock().instant().getEpochSecond();
            BindingProof.Dpop fresh = at(now);
            assertThat(verifier.verify(token, fresh).subject()).isEqualTo("user-1");
            assertRefused(Code.INVALID_PROOF, () -> verifier.verify(token, fresh));
            verifier.verify(token, at(now - 60));
            verifier.verify(token, at(now + 5));
            for (long wrong : new long[] {now - 61, now + 6, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertRefused(Code.PROOF_REQUIRED, () -> verifier.verify(token, at(wrong)));
            }
        }
    }

    private BindingProof.Dpop at(long second) {
        String header = key.header("dpop+jwt", ",\"jwk\":" + key.jwk());
        String claims = "{\"jti\":\"" + second + "\",\"htm\":\"GET\",\"htu\":\"" + TARGET + "\",\"iat\":" + second
                + ",\"ath\":\"" + ath(token) + "\"}";
        return BindingProof.dpop(key.signed(header, claims), "GET", ORDERS);
    }

    private static BindingProof.Dpop at(BindingProof.Dpop proof, String method, URI uri) {
        return BindingProof.dpop(proof.proof(), method, uri);
    }

    private SessionTokens refreshed() {
        return node.refresh(bound.refreshToken(), RefreshRequest.of(CONTEXT).withProof(key.dpop(node.dpopNonce())));
    }

    private static String claims(String nonce, String token) {
        return "\"nonce\":\"" + nonce + "\",\"ath\":\"" + ath(token) + "\"";
    }

    private static String ath(String token) {
        try {
            return RawTokens.encode(java.security.MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
