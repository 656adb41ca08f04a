package io.symbolon.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwsAlgorithm.KeyType;
import io.symbolon.fixture.WycheproofVectors;
import io.symbolon.fixture.WycheproofVectors.Vector;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that other libraries were wrong about. Every vector is judged right, by every provider. */
class WycheproofSignaturesTest {
    static Stream<Arguments> withEachAlgorithm() {
        return CryptoUnderTest.all()
                .flatMap(crypto -> Stream.of("ES256", "ES384", "ES512", "EdDSA", "RS256", "PS256", "PS384")
                        .map(algorithm -> Arguments.of(crypto, JwsAlgorithm.valueOf(algorithm))));
    }

    static Stream<Arguments> withEachProvider() {
        return CryptoUnderTest.all().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("withEachAlgorithm")
    void everySignatureIsJudgedRight(Crypto crypto, JwsAlgorithm algorithm) throws GeneralSecurityException {
        List<Vector> accepted = accepted(crypto, algorithm, algorithm.toString());

        List<Vector> vectors = WycheproofVectors.of(algorithm.toString());
        assertThat(vectors)
                .hasSizeGreaterThan(100)
                .filteredOn(vector -> vector.result().equals("invalid"))
                .doesNotContainAnyElementsOf(accepted);
        assertThat(vectors)
                .filteredOn(vector -> vector.result().equals("valid") && !isRefusedByTheJdk(crypto, algorithm, vector))
                .isSubsetOf(accepted);
    }

    @ParameterizedTest
    @MethodSource("withEachProvider")
    void aSaltOfAnotherLengthThanTheHashIsRefused(Crypto crypto) throws GeneralSecurityException {
        assertThat(accepted(crypto, JwsAlgorithm.PS256, "PS256-other-salt"))
                .extracting(Vector::comment)
                .containsExactly("s_len changed to 32");
    }

    @ParameterizedTest
    @EnumSource(names = {"HS256", "HS384", "HS512"})
    void everyHmacIsJudgedRightAndAPartOfOneIsNone(JwsAlgorithm algorithm) {
        for (Vector vector : WycheproofVectors.of(algorithm.toString())) {
            Hmac hmac = new Hmac(
                    "HmacSHA" + algorithm.minimumKeyBits(), HexFormat.of().parseHex(vector.key()));
            byte[] message = vector.bytes(0);
            assertThat(hmac.verify(message, message.length, vector.bytes(1)))
                    .as("%s", vector)
                    .isEqualTo(vector.result().equals("valid"));
        }
    }

    /**
     * The JDK refuses the few signatures, one of four thousand million for ES256, whose point has an x above the order of
     * the curve. It harms nobody: the client refreshes.
     */
    private static boolean isRefusedByTheJdk(Crypto crypto, JwsAlgorithm algorithm, Vector vector) {
        return !crypto.serves(algorithm)
                && (vector.comment().contains("large x-coordinate")
                        || vector.comment().contains("smallest possible x with a reduction"));
    }

    private static List<Vector> accepted(Crypto crypto, JwsAlgorithm algorithm, String file)
            throws GeneralSecurityException {
        List<Vector> accepted = new ArrayList<>();
        Map<String, SignatureVerifier> verifiers = new HashMap<>();
        for (Vector vector : WycheproofVectors.of(file)) {
            SignatureVerifier verifier = verifiers.get(vector.key());
            if (verifier == null) {
                verifier = crypto.verifier(algorithm, publicKey(algorithm.keyType(), vector));
                verifiers.put(vector.key(), verifier);
            }
            byte[] message = vector.bytes(0);
            if (verifier.verify(message, message.length, vector.bytes(1))) {
                accepted.add(vector);
            }
        }
        return accepted;
    }

    private static PublicKey publicKey(KeyType type, Vector vector) throws GeneralSecurityException {
        return KeyFactory.getInstance(type == KeyType.ED25519 ? "Ed25519" : type.name())
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(vector.key())));
    }
}
