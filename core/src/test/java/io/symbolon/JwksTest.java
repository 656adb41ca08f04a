package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.SignedJWT;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import io.symbolon.fixture.TestKeys;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JwksTest {
    /** RFC 7518 sections 6.2.2, 6.3.2 and 6.4, RFC 8037 section 2. */
    private static final Set<String> SECRET_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    @AutoClose
    private final Nodes nodes = new Nodes();

    @ParameterizedTest
    @EnumSource(
            names = {"HS256", "HS384", "HS512"},
            mode = EnumSource.Mode.EXCLUDE)
    void aStrangerReadsTheKeyAndFindsItByTheTokensKeyId(JwsAlgorithm algorithm) throws Exception {
        JwtUserSessionManager node = start(TestKeys.signingKeys(algorithm));
        SignedJWT jwt = SignedJWT.parse(node.create("user-1", CONTEXT).accessToken());

        JWKSet set = JWKSet.parse(node.jwks());
        JWK key = set.getKeyByKeyId(jwt.getHeader().getKeyID());

        assertThat(set.getKeys()).hasSize(1);
        assertThat(key).isNotNull();
        assertThat(key.getAlgorithm().getName()).isEqualTo(algorithm.name());
        assertThat(key.getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
        assertThat(key.isPrivate()).isFalse();
        assertThat(key.computeThumbprint()).hasToString(key.getKeyID());
        if (algorithm != JwsAlgorithm.EdDSA) {
            assertThat(((AsymmetricJWK) key).toPublicKey())
                    .isEqualTo(TestKeys.pair(algorithm).getPublic());
            assertThat(jwt.verify(new DefaultJWSVerifierFactory()
                            .createJWSVerifier(jwt.getHeader(), ((AsymmetricJWK) key).toPublicKey())))
                    .isTrue();
        }
    }

    @Test
    void noPrivateAndNoSymmetricPartIsEverPublished() {
        SigningKeys all = TestKeys.signingKeys(JwsAlgorithm.HS256);
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            all = all.alsoVerify(TestKeys.signingKeys(algorithm));
        }

        JsonArray keys = keys(start(all).jwks());

        assertThat(keys).hasSize(JwsAlgorithm.values().length - 3);
        for (JsonElement key : keys) {
            JsonObject jwk = key.getAsJsonObject();
            assertThat(jwk.keySet()).doesNotContainAnyElementsOf(SECRET_MEMBERS);
            assertThat(jwk.get("kty").getAsString()).isIn("RSA", "EC", "OKP");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HS256", "HS384", "HS512"})
    void aSecretsSetIsEmpty(JwsAlgorithm algorithm) {
        assertThat(keys(start(TestKeys.signingKeys(algorithm)).jwks())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES384", "ES512", "EdDSA"})
    void coordinatesHaveTheirFullLengthAlsoWhenTheyStartOrEndWithZeros(JwsAlgorithm algorithm) throws Exception {
        KeyPair pair = pairWithAZeroAtTheEdge(algorithm);

        JsonObject jwk =
                keys(start(SigningKeys.of(algorithm, pair)).jwks()).get(0).getAsJsonObject();

        byte[] x = RawTokens.decode(jwk.get("x").getAsString());
        if (algorithm == JwsAlgorithm.EdDSA) {
            assertThat(x).hasSize(32).endsWith(0);
        } else {
            assertThat(x).hasSize((algorithm.minimumKeyBits() + 7) / 8).startsWith(0);
            assertThat(JWK.parse(jwk.toString()).toECKey().toPublicKey()).isEqualTo(pair.getPublic());
        }
    }

    private static KeyPair pairWithAZeroAtTheEdge(JwsAlgorithm algorithm) {
        for (int i = 0; i < 10_000; i++) {
            KeyPair pair = TestKeys.another(algorithm);
            if (pair.getPublic() instanceof ECPublicKey key
                    && key.getW().getAffineX().bitLength() <= (algorithm.minimumKeyBits() - 1) / 8 * 8) {
                return pair;
            }
            byte[] encoded = pair.getPublic().getEncoded();
            if (algorithm == JwsAlgorithm.EdDSA && encoded[encoded.length - 1] == 0) {
                return pair;
            }
        }
        throw new AssertionError("one of 256 should do");
    }

    private JwtUserSessionManager start(SigningKeys keys) {
        return nodes.start(builder -> builder.signingKeys(keys));
    }

    private static JsonArray keys(String jwks) {
        return JsonParser.parseString(jwks).getAsJsonObject().getAsJsonArray("keys");
    }
}
