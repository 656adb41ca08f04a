package io.symbolon.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.JwsAlgorithm;
import io.symbolon.internal.crypto.KeyPairs;
import io.symbolon.internal.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a set that somebody else publishes. */
class ForeignJwkSetTest {
    private static final VerificationKey ES256 = key(JwsAlgorithm.ES256);
    private static final String GOOD = jwk(ES256);

    @ParameterizedTest
    @MethodSource("io.symbolon.internal.crypto.CryptoUnderTest#keyPairAlgorithms")
    void whatIsPublishedIsReadAsItWas(JwsAlgorithm algorithm) {
        VerificationKey key = key(algorithm);

        List<VerificationKey> read = JwkSet.read(JwkSet.write(List.of(key)));

        assertThat(read).hasSize(1).allMatch(key::isSameAs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kty\":\"RSA\",\"use\":\"enc\",\"alg\":\"RSA-OAEP\",\"kid\":\"a\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"use\":\"enc\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"key_ops\":[\"encrypt\"],\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"EC\",\"use\":\"sig\",\"alg\":\"ES256K\",\"kid\":\"a\",\"crv\":\"secp256k1\"}",
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"kid\":\"a\",\"pub\":\"AQAB\"}",
                "{\"kty\":\"OKP\",\"alg\":\"EdDSA\",\"kid\":\"a\",\"crv\":\"Ed448\",\"x\":\"AQAB\"}",
                "{\"kty\":\"quantum\"}",
            })
    void aKeyThatSignsNoTokenOfOursIsLeftOut(String other) {
        assertThat(JwkSet.read(set(other, GOOD))).hasSize(1).allMatch(ES256::isSameAs);
        assertThatThrownBy(() -> JwkSet.read(set(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no key that verifies");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alg", "kid", "kty", "crv", "x", "y"})
    void aKeyThatLacksAMemberRefusesTheSet(String member) {
        String lacking =
                GOOD.replaceFirst("\"" + member + "\":\"[^\"]*\",?", "").replace(",}", "}");
        assertThat(lacking).isNotEqualTo(GOOD);

        refused(set(GOOD, lacking), "no " + member);
    }

    @Test
    void aKeyThatCannotBeUsedRefusesTheSet() {
        refused(set(GOOD.replace("ES256", "ES384")), "ES384 needs \"P-384\"");
        refused(set(GOOD.replace("ES256", "RS256")), "kty is \"EC\" and does not fit");
        refused(set(GOOD.replaceFirst("\"x\":\"[^\"]{4}", "\"x\":\"AAAA")), "not a point of its curve");
        refused(set(GOOD.replaceFirst("\"y\":\"", "\"y\":\"AQAB")), "not a point of its curve");
        refused(set(GOOD.replaceFirst("\"x\":\"[^\"]*", "\"x\":\"===")), "not base64url");
        refused(
                set("{\"kty\":\"RSA\",\"alg\":\"RS256\",\"kid\":\"a\",\"n\":\"" + "_".repeat(172)
                        + "\",\"e\":\"AQAB\"}"),
                "2048");
        refused(set(GOOD.replaceFirst("\"kid\":\"[^\"]*\"", "\"kid\":5")), "not a text");
        refused(set(GOOD.replaceFirst("\\{", "{\"key_ops\":\"verify\",")), "not an array");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "k", "p", "q", "dp", "dq", "qi", "oth"})
    void aSetThatShowsAPrivatePartIsRefused(String member) {
        String leaking = GOOD.replaceFirst("\\{", "{\"" + member + "\":\"c2VjcmV0LXNlY3JldA\",");
        refused(set(leaking), "private key or a secret");
        refused(set(GOOD, "{\"kty\":\"oct\",\"use\":\"enc\",\"" + member + "\":\"c2VjcmV0LXNlY3JldA\"}"), "secret");
    }

    @Test
    void twoKeysOfOneIdRefuseTheSetButNotOneKeyTwice() {
        String other = jwk(VerificationKey.of(
                        JwsAlgorithm.ES256, KeyPairs.other(JwsAlgorithm.ES256).getPublic()))
                .replaceFirst("\"kid\":\"[^\"]*\"", "\"kid\":\"" + ES256.keyId() + "\"");
        refused(set(GOOD, other), "two different keys");
        assertThat(JwkSet.read(set(GOOD, GOOD))).hasSize(1);
    }

    @Test
    void whatIsNoSetIsRefused() {
        refused("", "not a JSON object");
        refused("[]", "not a JSON object");
        refused("{}", "has no keys");
        refused("{\"keys\":{}}", "has no keys");
        refused("{\"keys\":[]}", "the JWK set is empty");
        refused("{\"keys\":[5]}", "not a JSON object");
        refused("{\"keys\":[],\"keys\":[]}", "not a JSON object");
        String many = IntStream.range(0, 101)
                .mapToObj(i -> GOOD.replaceFirst("\"kid\":\"[^\"]*\"", "\"kid\":\"" + i + "\""))
                .collect(Collectors.joining(","));
        refused("{\"keys\":[" + many + "]}", "at most 100");
    }

    private static void refused(String set, String why) {
        assertThatThrownBy(() -> JwkSet.read(set))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("c2VjcmV0LXNlY3JldA");
    }

    private static VerificationKey key(JwsAlgorithm algorithm) {
        return VerificationKey.of(algorithm, KeyPairs.one(algorithm).getPublic());
    }

    private static String jwk(VerificationKey key) {
        return Json.write(Jwk.publish(key).orElseThrow());
    }

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }
}
