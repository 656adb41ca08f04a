package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.ClientKey;
import io.symbolon.fixture.Nodes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Connections that are opened with a token that is bound by DPoP (RFC 9449). */
class LiveDpopConnectionsTest {
    private static final URI PRICES = URI.create("https://api.example.com/prices");

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final Map<String, Code> closed = new ConcurrentHashMap<>();

    @AutoClose
    private final LiveConnections<String> live = LiveConnections.<String>builder(
                    (connection, why) -> closed.put(connection, why.code()))
            .clock(nodes.clock())
            .build();

    private final JwtUserSessionManager node = nodes.start(builder -> builder.listener(live));
    private final ClientKey key = ClientKey.es256();
    private final SessionTokens bound = bound("alice", key);
    private final String token = bound.accessToken();

    @Test
    void aProofOfTheOpeningRequestOpensAConnectionWhichLivesByItsToken() {
        assertThat(live.open("expiring", token, proof(key, token), node).binding())
                .contains(new Binding.Dpop(key.thumbprint()));
        SessionTokens other = bound("bob", key);
        live.open("ended", other.accessToken(), proof(key, other.accessToken()), node);

        nodes.start().revoke(other.sessionId());
        soon().until(() -> closed.get("ended") == Code.REVOKED);
        assertThat(live.size()).isOne();
        nodes.clock().advance(Duration.ofMinutes(16));
        soon().until(() -> closed.get("expiring") == Code.EXPIRED);
    }

    @Test
    void g11WithoutAGoodProofNoConnectionIsOpened() {
        BindingProof.Dpop seen = proof(key, token);
        live.open("first", token, seen, node);
        ClientKey thief = ClientKey.es256();

        assertRefused(Code.PROOF_REQUIRED, () -> live.open("thief", token, node));
        for (BindingProof.Dpop wrong : List.of(
                seen,
                proof(thief, token),
                proof(key, bound("bob", key).accessToken()),
                BindingProof.dpop(proof(key, token).proof(), "POST", PRICES),
                BindingProof.dpop(proof(key, token).proof(), "GET", URI.create("https://api.example.com/orders")))) {
            assertRefused(Code.INVALID_PROOF, () -> live.open("thief", token, wrong, node));
        }
        String old = node.dpopNonce();
        nodes.clock().advance(Duration.ofMinutes(3));
        assertRefused(Code.PROOF_REQUIRED, () -> live.open("thief", token, key.dpop(old, token, "GET", PRICES), node));
        assertThat(live.size()).isOne();
    }

    @Test
    void whatAFilterHasVerifiedIsAskedForNoSecondProof() {
        BindingProof.Dpop proof = proof(key, token);
        node.verify(token, proof);

        live.openAuthenticated("socket", token, node);

        node.revoke(bound.sessionId());
        soon().until(() -> closed.get("socket") == Code.REVOKED);
        assertRefused(Code.REVOKED, () -> live.openAuthenticated("late", token, node));
        assertThat(live.size()).isZero();
    }

    @Test
    void g11ANewTokenNeedsAProofOfItsOwn() {
        live.open("socket", token, proof(key, token), node);
        nodes.clock().advance(Duration.ofMinutes(14));
        String next = refreshed();

        InvalidAccessTokenException refusal = assertRefused(Code.PROOF_REQUIRED, () -> live.renew("socket", next));
        assertThat(refusal.challenge()).isPresent();
        assertRefused(Code.INVALID_PROOF, () -> live.renew("socket", next, proof(key, token)));
        assertRefused(Code.INVALID_PROOF, () -> live.renew("socket", next, proof(ClientKey.es256(), next)));
        String another = bound("bob", key).accessToken();
        assertThatIllegalArgumentException().isThrownBy(() -> live.renew("socket", another, proof(key, another)));
        live.openAuthenticated("silent", token, node);
        live.renew("socket", next, proof(key, next));

        nodes.clock().advance(Duration.ofMinutes(2));
        soon().until(() -> closed.get("silent") == Code.EXPIRED);
        assertThat(closed).doesNotContainKey("socket");
        nodes.clock().advance(Duration.ofMinutes(14));
        soon().until(() -> closed.get("socket") == Code.EXPIRED);
    }

    @Test
    void aServiceThatOnlyVerifiesAsksForTheSame() {
        try (AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                .issuer(Nodes.ISSUER)
                .audience(Nodes.AUDIENCE)
                .keys(Nodes.SIGNING_KEYS)
                .revocations(nodes.storage().revocationLog())
                .clock(nodes.clock())
                .listener(live)
                .build()) {
            BindingProof.Dpop proof = proof(key, token);
            assertRefused(Code.PROOF_REQUIRED, () -> live.open("socket", token, verifier));
            live.open("socket", token, proof, verifier);
            assertRefused(Code.INVALID_PROOF, () -> live.open("again", token, proof, verifier));
            live.openAuthenticated("filtered", token, verifier);

            node.revoke(bound.sessionId());

            soon().until(() -> closed.get("socket") == Code.REVOKED && closed.get("filtered") == Code.REVOKED);
        }
    }

    private SessionTokens bound(String subject, ClientKey by) {
        SessionTokens signIn = node.create(subject, CONTEXT);
        return node.bind(signIn.sessionId(), by.dpop(node.registrationChallenge(signIn)));
    }

    private String refreshed() {
        return node.refresh(bound.refreshToken(), RefreshRequest.of(CONTEXT).withProof(key.dpop(node.dpopNonce())))
                .accessToken();
    }

    private BindingProof.Dpop proof(ClientKey by, String accessToken) {
        return by.dpop(node.dpopNonce(), accessToken, "GET", PRICES);
    }
}
