package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.fixture.TestKeys;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeyRulesTest {
    private static final KeyPair WEAK = TestKeys.rsa(1024);

    @ParameterizedTest
    @CsvSource({"HS256, 32, 256", "HS384, 48, 384", "HS512, 64, 512"})
    void aShortSecretIsRefusedWithTheLengthNeededAndHowToMakeOne(JwsAlgorithm algorithm, int bytes, int bits) {
        for (int length : new int[] {0, 1, 16, bytes - 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SigningKeys.hmac(algorithm, varied(length)))
                    .withMessageContaining(algorithm.name())
                    .withMessageContaining(bytes + " bytes")
                    .withMessageContaining(bits + " bits")
                    .withMessageContaining("has " + length)
                    .withMessageContaining("openssl rand -base64 " + bytes);
        }
        assertThat(SigningKeys.hmac(algorithm, varied(bytes))).isNotNull();
        assertThat(SigningKeys.hmac(algorithm, varied(200))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void aShortRsaKeyIsRefusedWithTheLengthNeededAndHowToMakeOne(JwsAlgorithm algorithm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.of(algorithm, WEAK))
                .withMessageContaining(algorithm.name())
                .withMessageContaining("2048")
                .withMessageContaining("1024")
                .withMessageContaining("openssl genpkey");
    }

    @Test
    void anRsaKeyOfOneBitLessIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.of(JwsAlgorithm.RS256, TestKeys.rsa(2040)))
                .withMessageContaining("2048");
    }

    @ParameterizedTest
    @CsvSource({
        "ES256, secp384r1, P-256",
        "ES256, secp521r1, P-256",
        "ES384, secp256r1, P-384",
        "ES384, secp521r1, P-384",
        "ES512, secp256r1, P-521",
        "ES512, secp384r1, P-521"
    })
    void aKeyOnAnotherCurveIsRefusedWithTheCurveNeededAndHowToMakeOne(
            JwsAlgorithm algorithm, String curve, String needed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.of(algorithm, TestKeys.curve(curve)))
                .withMessageContaining(algorithm.name())
                .withMessageContaining(needed)
                .withMessageContaining("openssl genpkey");
    }

    @Test
    void anEd448KeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.of(JwsAlgorithm.EdDSA, TestKeys.edwards("Ed448")))
                .withMessageContaining("Ed25519")
                .withMessageContaining("openssl genpkey");
    }

    @Test
    void aKeyOfAnotherKindIsRefused() {
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            for (JwsAlgorithm other : JwsAlgorithm.values()) {
                if (other.keyType() == JwsAlgorithm.KeyType.SYMMETRIC || other.keyType() == algorithm.keyType()) {
                    continue;
                }
                assertThatIllegalArgumentException()
                        .as("%s with a key for %s", algorithm, other)
                        .isThrownBy(() -> SigningKeys.of(algorithm, TestKeys.pair(other)))
                        .withMessageContaining(algorithm.name());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"HS256", "HS384", "HS512"},
            mode = EnumSource.Mode.EXCLUDE)
    void aSecretForAnAlgorithmOfKeyPairsIsRefused(JwsAlgorithm algorithm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.hmac(algorithm, new byte[64]))
                .withMessageContaining(algorithm.name())
                .withMessageContaining("generate");
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
    void twoHalvesThatAreNoPairAreRefused(JwsAlgorithm algorithm) {
        KeyPair one = TestKeys.pair(algorithm);
        KeyPair other = TestKeys.another(algorithm);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.of(algorithm, new KeyPair(one.getPublic(), other.getPrivate())))
                .withMessageContaining("do not belong together");
    }

    @ParameterizedTest
    @EnumSource(names = {"HS256", "HS384", "HS512", "ES256", "ES384", "ES512", "EdDSA"})
    void generatedKeysAreNeverTheSame(JwsAlgorithm algorithm) {
        assertThat(SigningKeys.generate(algorithm).toString())
                .contains(algorithm.name())
                .isNotEqualTo(SigningKeys.generate(algorithm).toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"HS256", "HS384", "HS512"})
    void theSecretIsCopied(JwsAlgorithm algorithm) {
        byte[] secret = TestKeys.secret(algorithm);
        SigningKeys keys = SigningKeys.hmac(algorithm, secret);

        secret[0] ^= 1;

        assertThat(keys).hasToString(TestKeys.signingKeys(algorithm).toString());
        assertThat(keys.toString())
                .isNotEqualTo(SigningKeys.hmac(algorithm, secret).toString());
    }

    @Test
    void toStringShowsAlgorithmAndKeyIdAndNoSecret() {
        byte[] secret = TestKeys.secret(JwsAlgorithm.HS512);
        String shown = SigningKeys.hmac(JwsAlgorithm.HS512, secret).toString();

        assertThat(shown).contains("HS512", "kid=");
        for (int i = 0; i + 6 <= secret.length; i++) {
            byte[] some = Arrays.copyOfRange(secret, i, i + 6);
            assertThat(shown)
                    .doesNotContain(Base64.getEncoder().encodeToString(some))
                    .doesNotContain(HexFormat.of().formatHex(some));
        }
        byte[] privateKey = TestKeys.pair(JwsAlgorithm.EdDSA).getPrivate().getEncoded();
        assertThat(SigningKeys.of(JwsAlgorithm.EdDSA, TestKeys.pair(JwsAlgorithm.EdDSA))
                        .toString())
                .contains("EdDSA")
                .doesNotContain(Base64.getUrlEncoder().encodeToString(Arrays.copyOfRange(privateKey, 20, 40)));
    }

    private static byte[] varied(int length) {
        byte[] secret = new byte[length];
        for (int i = 0; i < length; i++) {
            secret[i] = (byte) i;
        }
        return secret;
    }
}
