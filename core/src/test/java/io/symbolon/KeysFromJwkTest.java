package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.internal.crypto.KeyGeneration;
import io.symbolon.internal.crypto.KeyPairs;
import io.symbolon.internal.json.Json;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeysFromJwkTest {
    private static final String PAIRS = "io.symbolon.internal.crypto.CryptoUnderTest#keyPairAlgorithms";
    private static final List<String> SECRET_MEMBERS = List.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");

    @ParameterizedTest
    @MethodSource(PAIRS)
    void aPrivateKeySignsUnderTheIdThatItBrings(JwsAlgorithm algorithm) {
        KeyPair pair = KeyPairs.one(algorithm);
        Map<String, Object> jwk = privateJwk(algorithm, pair);
        jwk.put("kid", "2026-11");

        SigningKeys keys = SigningKeys.fromJwk(Json.write(jwk));

        assertThat(keys).asString().contains("kid=2026-11");
        assertIssuesFor(keys, jwksOf(keys));
    }

    @ParameterizedTest
    @MethodSource(PAIRS)
    void withoutAnIdItIsTheThumbprint(JwsAlgorithm algorithm) {
        KeyPair pair = KeyPairs.one(algorithm);

        assertThat(SigningKeys.fromJwk(Json.write(privateJwk(algorithm, pair))))
                .hasToString(SigningKeys.of(algorithm, pair).toString());
    }

    @Test
    void theThumbprintIsThatOfTheRfc() {
        // RFC 8037 appendix A.3, and the public key of its appendix A.1.
        String jwks = jwksOf(SigningKeys.fromJwk(rfc8037Key("")));
        assertThat(jwks).contains("\"kid\":\"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k\"");
    }

    @ParameterizedTest
    @CsvSource({"HS256, 32", "HS384, 48", "HS512, 64"})
    void aSecretSigns(JwsAlgorithm algorithm, int bytes) {
        byte[] secret = KeyGeneration.secret(bytes);
        String jwk = "{\"kty\":\"oct\",\"alg\":\"%s\",\"k\":\"%s\"}".formatted(algorithm, base64Url(secret));

        assertThat(SigningKeys.fromJwk(jwk))
                .hasToString(SigningKeys.hmac(algorithm, secret).toString());
        assertThat(SigningKeys.fromJwk(jwk.replace("\"kty\"", "\"kid\":\"one\",\"kty\"")))
                .asString()
                .contains("kid=one");
        assertThat(SigningKeys.fromBase64(algorithm, base64Url(secret)))
                .hasToString(SigningKeys.hmac(algorithm, secret).toString());
    }

    @Test
    void ofASetTheFirstSignsAndAllVerify() {
        SigningKeys one = SigningKeys.fromJwk(jwkOf("one"));
        SigningKeys two = SigningKeys.fromJwk(jwkOf("two"));
        String first = jwkOf("first");
        SigningKeys all = SigningKeys.fromJwk("{\"keys\":[" + first + "," + jwkOf("second") + "]}");

        assertThat(all)
                .asString()
                .contains("signing=SigningKey[ES256, kid=first]")
                .contains("kid=second");
        assertIssuesFor(SigningKeys.fromJwk(first), jwksOf(all));
        assertThat(one.alsoVerify(two)).asString().contains("kid=one").contains("kid=two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|not a JSON object",
                "{|not a JSON object",
                "{}|no alg",
                "{\"keys\":[]}|no keys",
                "{\"keys\":[1]}|not a JSON object",
                "{\"kty\":\"EC\",\"alg\":\"ES256K\"}|alg is none that signs",
                "{\"kty\":\"EC\",\"alg\":\"ES256\"}|no d",
                "{\"kty\":\"EC\",\"alg\":\"RS256\",\"d\":\"c2VjcmV0LXNlY3JldA\"}|kty is \"EC\" and does not fit its alg: RS256 needs \"RSA\"",
                "{\"kty\":\"EC\",\"alg\":\"ES256\",\"crv\":\"P-384\",\"d\":\"c2VjcmV0LXNlY3JldA\"}|ES256 needs \"P-256\"",
                "{\"kty\":\"EC\",\"alg\":\"ES256\",\"crv\":\"P-256\",\"d\":\"c2VjcmV0LXNlY3JldA\"}|no x",
                "{\"kty\":\"OKP\",\"alg\":\"EdDSA\",\"crv\":\"Ed25519\",\"x\":\"AA\",\"d\":\"c2VjcmV0LXNlY3JldA\"}|32 bytes",
                "{\"kty\":\"oct\",\"alg\":\"HS256\"}|no k",
                "{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"c2VjcmV0LXNlY3JldA\"}|at least 32 bytes",
                "{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"c2VjcmV0LXNlY3JldA==\"}|not base64url",
                "{\"kty\":\"oct\",\"alg\":\"ES256\",\"k\":\"c2VjcmV0LXNlY3JldA\"}|no d",
            })
    void whatIsNotInOrderIsRefusedWithoutBeingShown(String text, String why) {
        assertThatThrownBy(() -> SigningKeys.fromJwk(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("c2VjcmV0LXNlY3JldA");
    }

    @ParameterizedTest
    @MethodSource(PAIRS)
    void aPrivatePartOfAnotherPairIsRefused(JwsAlgorithm algorithm) {
        Map<String, Object> jwk = privateJwk(algorithm, KeyPairs.one(algorithm));
        Map<String, Object> other = privateJwk(algorithm, KeyPairs.other(algorithm));
        SECRET_MEMBERS.stream().filter(jwk::containsKey).forEach(name -> jwk.put(name, other.get(name)));

        assertThatThrownBy(() -> SigningKeys.fromJwk(Json.write(jwk))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsPublishedHasUseAlgAndKidAndNoPrivatePart() {
        SigningKeys all = Arrays.stream(JwsAlgorithm.values())
                .map(KeysFromJwkTest::keys)
                .reduce(SigningKeys::alsoVerify)
                .orElseThrow();

        List<?> published = published(all);

        assertThat(published).hasSize(10).allSatisfy(key -> {
            Map<?, ?> jwk = (Map<?, ?>) key;
            assertThat(jwk.get("use")).isEqualTo("sig");
            assertThat(jwk.get("alg")).asString().doesNotStartWith("HS");
            assertThat(jwk.get("kid")).asString().hasSize(43);
            assertThat(jwk.keySet().stream().map(Object::toString))
                    .isSubsetOf("kty", "crv", "x", "y", "n", "e", "use", "alg", "kid");
        });
    }

    @ParameterizedTest
    @MethodSource(PAIRS)
    void noPrivateNumberIsInWhatIsPublished(JwsAlgorithm algorithm) {
        KeyPair pair = KeyPairs.one(algorithm);
        String published = jwksOf(SigningKeys.of(algorithm, pair));

        Map<String, Object> privateJwk = privateJwk(algorithm, pair);
        SECRET_MEMBERS.stream()
                .filter(privateJwk::containsKey)
                .forEach(name -> assertThat(published).doesNotContain((String) privateJwk.get(name)));
    }

    @Test
    void aSecretIsPublishedByNeitherItselfNorItsHash() {
        byte[] secret = KeyGeneration.secret(32);
        SigningKeys keys = SigningKeys.hmac(JwsAlgorithm.HS256, secret);

        assertThat(jwksOf(keys)).isEqualTo("{\"keys\":[]}");
        assertThat(jwksOf(SigningKeys.generate(JwsAlgorithm.ES256).alsoVerify(keys)))
                .doesNotContain("oct")
                .doesNotContain(base64Url(secret));
        assertThat(keys.toString()).doesNotContain(thumbprintOfSecret(secret));
    }

    private static SigningKeys keys(JwsAlgorithm algorithm) {
        return algorithm.keyType() == JwsAlgorithm.KeyType.SYMMETRIC
                ? SigningKeys.generate(algorithm)
                : SigningKeys.of(algorithm, KeyPairs.one(algorithm));
    }

    private static String thumbprintOfSecret(byte[] secret) {
        try {
            byte[] members = "{\"k\":\"%s\",\"kty\":\"oct\"}"
                    .formatted(base64Url(secret))
                    .getBytes(StandardCharsets.US_ASCII);
            return base64Url(MessageDigest.getInstance("SHA-256").digest(members));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** RFC 8037 appendix A.1: a key that everybody knows. */
    private static String rfc8037Key(String more) {
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"alg\":\"EdDSA\"," + more
                + "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
    }

    private static String jwkOf(String keyId) {
        Map<String, Object> jwk = privateJwk(JwsAlgorithm.ES256, KeyGeneration.keyPair(JwsAlgorithm.ES256));
        jwk.put("kid", keyId);
        return Json.write(jwk);
    }

    /** What a JWK library writes: the published members and the private ones. */
    private static Map<String, Object> privateJwk(JwsAlgorithm algorithm, KeyPair pair) {
        List<?> keys = published(SigningKeys.of(algorithm, pair));
        Map<String, Object> jwk = new LinkedHashMap<>();
        ((Map<?, ?>) keys.get(0)).forEach((name, value) -> jwk.put((String) name, value));
        jwk.remove("kid");
        if (pair.getPrivate() instanceof RSAPrivateCrtKey rsa) {
            jwk.put("d", number(rsa.getPrivateExponent()));
            jwk.put("p", number(rsa.getPrimeP()));
            jwk.put("q", number(rsa.getPrimeQ()));
            jwk.put("dp", number(rsa.getPrimeExponentP()));
            jwk.put("dq", number(rsa.getPrimeExponentQ()));
            jwk.put("qi", number(rsa.getCrtCoefficient()));
        } else if (pair.getPrivate() instanceof ECPrivateKey ec) {
            jwk.put("d", number(ec.getS()));
        } else {
            jwk.put(
                    "d",
                    base64Url(((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow()));
        }
        return jwk;
    }

    private static List<?> published(SigningKeys keys) {
        if (Json.readObject(jwksOf(keys)).get("keys") instanceof List<?> list) {
            return list;
        }
        throw new AssertionError("no keys");
    }

    private static String number(BigInteger value) {
        byte[] signed = value.toByteArray();
        return base64Url(signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String jwksOf(SigningKeys keys) {
        try (JwtUserSessionManager manager = manager(keys)) {
            return manager.jwks();
        }
    }

    private static void assertIssuesFor(SigningKeys keys, String jwks) {
        try (JwtUserSessionManager manager = manager(keys);
                AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                        .issuer("https://login.example.com")
                        .audience("https://api.example.com")
                        .jwks(jwks)
                        .withoutRevocations()
                        .build()) {
            String token =
                    manager.create("user-1", SessionContext.of("203.0.113.7")).accessToken();
            assertThat(verifier.verify(token).subject()).isEqualTo("user-1");
        }
    }

    private static JwtUserSessionManager manager(SigningKeys keys) {
        return JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(keys)
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(new InMemoryUserSessionStorage())
                .build();
    }
}
