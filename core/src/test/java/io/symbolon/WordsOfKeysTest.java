package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.symbolon.fixture.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that does not fit is refused with what it is, what is needed, and what to do; and is not shown. */
class WordsOfKeysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ES256|RS256|ES256 needs a key on the curve P-256|this is an RSA key|RS256, RS384, RS512, PS256, PS384, PS512",
                "ES256|ES384|ES256 needs a key on the curve P-256|this is a key on the curve P-384|good for ES384.",
                "ES512|ES256|ES512 needs a key on the curve P-521|this is a key on the curve P-256|good for ES256.",
                "RS256|ES256|RS256 needs an RSA key|this is a key on the curve P-256|good for ES256.",
                "PS512|EdDSA|PS512 needs an RSA key|this is a key on the curve Ed25519|good for EdDSA.",
                "EdDSA|RS256|EdDSA needs a key on the curve Ed25519|this is an RSA key|openssl genpkey -algorithm ed25519",
                "EdDSA|ES512|EdDSA needs a key on the curve Ed25519|this is a key on the curve P-521|good for ES512.",
            })
    void aKeyOfAnotherKindIsNamedInEveryForm(
            JwsAlgorithm algorithm, JwsAlgorithm given, String needed, String found, String advice) {
        KeyPair pair = TestKeys.pair(given);
        String privatePem = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        String publicPem = pem("PUBLIC KEY", pair.getPublic().getEncoded());

        for (Throwable refusal : new Throwable[] {
            catchThrowable(() -> SigningKeys.of(algorithm, pair)),
            catchThrowable(() -> SigningKeys.fromPem(algorithm, privatePem)),
            catchThrowable(() -> SigningKeys.fromPem(algorithm, publicPem + privatePem)),
            catchThrowable(() -> AccessTokenVerifier.builder().keys(algorithm, pair.getPublic())),
            catchThrowable(() -> AccessTokenVerifier.builder().keysFromPem(algorithm, publicPem)),
        }) {
            assertThat(refusal)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(needed, found, advice);
        }
    }

    @ParameterizedTest
    @CsvSource({"Ed448, Ed448", "X25519, X25519", "X448, X448", "DSA, a DSA key", "RSASSA-PSS, RSASSA-PSS only"})
    void keysThatNoOtherAlgorithmTakesAreNamedToo(String jcaName, String named) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(jcaName).generateKeyPair();
        String pem = pem("PRIVATE KEY", pair.getPrivate().getEncoded());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.fromPem(JwsAlgorithm.RS256, pem))
                .withMessageContaining(named)
                .withMessageContaining("RS256 needs an RSA key");
    }

    @Test
    void aCurveThatTheJdkDoesNotHaveIsNamed() {
        // openssl ecparam -name secp256k1 -genkey -noout | openssl ec -pubout
        String secp256k1 = """
                -----BEGIN PUBLIC KEY-----
                MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAE5V9ZRWqh++HfCx9RlcsRX8i7JdvQ9UQP
                R5ZuzutKysLuj06BUne8khWaHmHzx6auTAG5EKoXEbjt0ZYbyNRiIw==
                -----END PUBLIC KEY-----
                """;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessTokenVerifier.builder().keysFromPem(JwsAlgorithm.ES256, secp256k1))
                .withMessageContaining("ES256 needs a key on the curve P-256")
                .withMessageContaining("secp256k1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery staple", "change-me", "my-secret-key-1234", "Tr0ub4dor&3"})
    void aTextThatWasMeantAsASecretIsToldHowManyBytesItIsAndWhatToDo(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        for (Throwable refusal : new Throwable[] {
            catchThrowable(() -> SigningKeys.hmac(JwsAlgorithm.HS256, bytes)),
            catchThrowable(() -> RefreshTokenKeys.of(bytes)),
        }) {
            assertThat(refusal)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(
                            "of at least 32 bytes (256 bits); this one has " + bytes.length + ".",
                            "openssl rand -base64 32");
        }
        for (Throwable refusal : new Throwable[] {
            catchThrowable(() -> SigningKeys.fromBase64(JwsAlgorithm.HS256, text)),
            catchThrowable(() -> RefreshTokenKeys.fromBase64(text)),
        }) {
            assertThat(refusal)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(
                            "base64",
                            "of at least 32 bytes",
                            "the text of " + text.length() + " characters",
                            "Was it meant as it is",
                            "openssl rand -base64 32");
            assertThat(refusal).hasMessageNotContaining(text).hasNoCause();
        }
    }

    @Test
    void base64OfTooFewBytesSaysHowManyThereAre() {
        String text = Base64.getEncoder().encodeToString(TestKeys.secret(JwsAlgorithm.HS256));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.fromBase64(JwsAlgorithm.HS512, text))
                .withMessageContaining(
                        "HS512 needs a secret (RFC 7518 section 3.2) of at least 64 bytes (512 bits); the text of 44"
                                + " characters is base64 of 32.")
                .withMessageNotContaining(text);
    }

    @Test
    void aPemWhereASecretBelongsAndASecretWhereAPemBelongsAreRecognized() {
        String pem = pem(
                "PRIVATE KEY", TestKeys.pair(JwsAlgorithm.ES256).getPrivate().getEncoded());
        String secret = Base64.getEncoder().encodeToString(TestKeys.secret(JwsAlgorithm.HS256));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.fromBase64(JwsAlgorithm.HS256, pem))
                .withMessageContaining("the text is PEM");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.fromBase64(JwsAlgorithm.ES256, secret))
                .withMessageContaining("ES256 signs with a key pair");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.fromPem(JwsAlgorithm.ES256, secret))
                .withMessageContaining("A secret in base64 goes with HS256")
                .withMessageNotContaining(secret);
    }

    @ParameterizedTest
    @EnumSource
    void anAlgorithmIsFoundByItsName(JwsAlgorithm algorithm) {
        assertThat(JwsAlgorithm.named(algorithm.name())).isEqualTo(algorithm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "es256", "ES256K", "RS1", ""})
    void anUnknownAlgorithmIsRefusedWithThoseThatThereAre(String name) {
        for (Throwable refusal : new Throwable[] {
            catchThrowable(() -> JwsAlgorithm.named(name)),
            catchThrowable(() -> SigningKeys.fromJwk("{\"kty\":\"EC\",\"alg\":\"" + name + "\",\"d\":\"AA\"}")),
        }) {
            assertThat(refusal)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "[HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384,"
                                    + " ES512, EdDSA]");
        }
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }
}
