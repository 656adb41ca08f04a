package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.internal.crypto.KeyPairs;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeysFromPemTest {
    private static final String ISSUER = "https://login.example.com";
    private static final String AUDIENCE = "https://api.example.com";
    private static final String PAIRS = "io.symbolon.internal.crypto.CryptoUnderTest#keyPairAlgorithms";

    private static final KeyPair P256 = KeyPairs.one(JwsAlgorithm.ES256);
    private static final String P256_PRIVATE =
            pem("PRIVATE KEY", P256.getPrivate().getEncoded());
    private static final String P256_PUBLIC = pem("PUBLIC KEY", P256.getPublic().getEncoded());
    private static final String ED25519_PRIVATE =
            pem("PRIVATE KEY", KeyPairs.one(JwsAlgorithm.EdDSA).getPrivate().getEncoded());

    @ParameterizedTest
    @MethodSource(PAIRS)
    void thePrivateKeyAloneIsEnough(JwsAlgorithm algorithm) {
        KeyPair pair = KeyPairs.one(algorithm);

        SigningKeys keys = SigningKeys.fromPem(
                algorithm, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));

        assertThat(keys).hasToString(SigningKeys.of(algorithm, pair).toString());
        assertSignsFor(keys, algorithm, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    @ParameterizedTest
    @MethodSource(PAIRS)
    void thePublicKeyMayStandBesideIt(JwsAlgorithm algorithm) {
        KeyPair pair = KeyPairs.one(algorithm);
        String both = "a comment\n" + pem("PUBLIC KEY", pair.getPublic().getEncoded())
                + pem("PRIVATE KEY", pair.getPrivate().getEncoded());

        assertThat(SigningKeys.fromPem(algorithm, both))
                .hasToString(SigningKeys.of(algorithm, pair).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "ES256, EC, ec_paramgen_curve:P-256",
        "ES384, EC, ec_paramgen_curve:P-384",
        "ES512, EC, ec_paramgen_curve:P-521",
        "RS256, RSA, rsa_keygen_bits:2048",
        "EdDSA, ED25519, ",
    })
    void keysThatOpensslMakesAreRead(JwsAlgorithm algorithm, String kind, @Nullable String option, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path key = folder.resolve("key.pem");
        List<String> options = option == null ? List.of() : List.of("-pkeyopt", option);
        openssl(Stream.concat(Stream.of("genpkey", "-algorithm", kind, "-out", key.toString()), options.stream()));
        String publicPem = openssl(Stream.of("pkey", "-in", key.toString(), "-pubout"));

        assertSignsFor(SigningKeys.fromPem(algorithm, Files.readString(key)), algorithm, publicPem);
    }

    @Test
    void lineBreaksOfAnyKindWillDo() {
        String expected = SigningKeys.fromPem(JwsAlgorithm.ES256, P256_PRIVATE).toString();
        for (String other : new String[] {"\r\n", " ", ""}) {
            assertThat(SigningKeys.fromPem(JwsAlgorithm.ES256, P256_PRIVATE.replace("\n", other)))
                    .hasToString(expected);
        }
    }

    @ParameterizedTest
    @MethodSource(PAIRS)
    void aPublicKeyOfAnotherPairIsRefused(JwsAlgorithm algorithm) {
        String mixed = pem("PRIVATE KEY", KeyPairs.one(algorithm).getPrivate().getEncoded())
                + pem("PUBLIC KEY", KeyPairs.other(algorithm).getPublic().getEncoded());

        assertThatThrownBy(() -> SigningKeys.fromPem(algorithm, mixed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not belong together");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA PRIVATE KEY, openssl pkcs8 -topk8",
        "EC PRIVATE KEY, openssl pkcs8 -topk8",
        "OPENSSH PRIVATE KEY, ssh-keygen",
        "ENCRYPTED PRIVATE KEY, openssl pkey -in",
        "RSA PUBLIC KEY, openssl rsa -RSAPublicKey_in",
        "PUBLIC KEY, A public key cannot sign",
        "CERTIFICATE, no private key",
    })
    void anotherFormIsRefusedWithWhatToDo(String label, String advice) {
        refused(JwsAlgorithm.ES256, pem(label, secretBytes()), advice);
    }

    @Test
    void theOldFormOfAnEncryptedKeyIsRefusedWithWhatToDo() {
        String pem = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,AA\n\n"
                + Base64.getEncoder().encodeToString(secretBytes()) + "\n-----END RSA PRIVATE KEY-----\n";
        refused(JwsAlgorithm.RS256, pem, "encrypted");
    }

    @Test
    void whatIsNoPemIsRefusedWithoutBeingShown() {
        String secret = Base64.getEncoder().encodeToString(secretBytes());
        refused(JwsAlgorithm.ES256, secret, "PEM");
        refused(JwsAlgorithm.ES256, "", "no private key in PEM");
        refused(JwsAlgorithm.ES256, "-----BEGIN PRIVATE KEY-----\n" + secret, "END line");
        refused(JwsAlgorithm.ES256, "-----BEGIN PRIVATE KEY\n" + secret, "BEGIN line");
        refused(JwsAlgorithm.ES256, "-----BEGIN PRIVATE KEY--------END PRIVATE KEY-----", "END line");
        refused(JwsAlgorithm.ES256, pem("PRIVATE KEY", secretBytes()), "damaged");
        refused(JwsAlgorithm.ES256, pem("PRIVATE KEY", secretBytes()).replace('A', '*'), "not base64");
        refused(JwsAlgorithm.ES256, P256_PRIVATE.replace("\n", "\\n"), "two characters");
        refused(JwsAlgorithm.ES256, P256_PRIVATE + P256_PRIVATE, "2 private keys");
    }

    @Test
    void aKeyThatDoesNotFitTheAlgorithmIsRefused() {
        refused(JwsAlgorithm.RS256, P256_PRIVATE, "RS256 needs an RSA key");
        refused(JwsAlgorithm.ES384, P256_PRIVATE, "P-384");
        refused(JwsAlgorithm.EdDSA, P256_PRIVATE, "EdDSA needs a key on the curve Ed25519");
        refused(JwsAlgorithm.ES256, ED25519_PRIVATE, "this is a key on the curve Ed25519");
        refused(JwsAlgorithm.HS256, P256_PRIVATE, "fromBase64");
    }

    @Test
    void aServiceThatVerifiesTakesSeveralPublicKeysAndNoPrivateOne() {
        KeyPair other = KeyPairs.other(JwsAlgorithm.ES256);
        String both = P256_PUBLIC + pem("PUBLIC KEY", other.getPublic().getEncoded());
        assertSignsFor(SigningKeys.fromPem(JwsAlgorithm.ES256, P256_PRIVATE), JwsAlgorithm.ES256, both);
        assertSignsFor(SigningKeys.of(JwsAlgorithm.ES256, other), JwsAlgorithm.ES256, both);

        refusedPublic(P256_PRIVATE, "openssl pkey -in key.pem -pubout");
        refusedPublic(pem("CERTIFICATE", secretBytes()), "openssl x509");
        refusedPublic("", "no public key in PEM");
        refusedPublic(
                pem("PUBLIC KEY", KeyPairs.one(JwsAlgorithm.EdDSA).getPublic().getEncoded()),
                "this is a key on the curve Ed25519");
    }

    private static void refused(JwsAlgorithm algorithm, String pem, String why) {
        assertThatThrownBy(() -> SigningKeys.fromPem(algorithm, pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .satisfies(refused -> assertShowsNothing(refused, pem));
    }

    private static void refusedPublic(String pem, String why) {
        assertThatThrownBy(() -> AccessTokenVerifier.builder().keysFromPem(JwsAlgorithm.ES256, pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    /** Neither in the message nor in a cause's. */
    private static void assertShowsNothing(Throwable refused, String pem) {
        String key = pem.lines()
                .filter(line -> line.length() > 20 && !line.contains("-----"))
                .findFirst()
                .orElse("?");
        for (Throwable each = refused; each != null; each = each.getCause()) {
            for (int at = 0; at + 8 <= key.length(); at++) {
                assertThat(each.toString()).doesNotContain(key.substring(at, at + 8));
            }
        }
    }

    private static byte[] secretBytes() {
        byte[] bytes = new byte[90];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7);
        }
        return bytes;
    }

    private static void assertSignsFor(SigningKeys keys, JwsAlgorithm algorithm, String publicPem) {
        try (JwtUserSessionManager manager = JwtUserSessionManager.builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .signingKeys(keys)
                        .refreshTokenKeys(RefreshTokenKeys.generate())
                        .storage(new InMemoryUserSessionStorage())
                        .build();
                AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .keysFromPem(algorithm, publicPem)
                        .withoutRevocations()
                        .build()) {
            String token =
                    manager.create("user-1", SessionContext.of("203.0.113.7")).accessToken();
            assertThat(verifier.verify(token).subject()).isEqualTo("user-1");
        }
    }

    private static String openssl(Stream<String> arguments) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            Stream.concat(Stream.of("openssl"), arguments).toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException absent) {
            return Assumptions.abort("openssl is not installed");
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private static String pem(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
