package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.symbolon.fixture.Nodes;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys by which anybody could make tokens are refused when they are configured, whatever way they come. */
class WeakKeysTest {
    private static final BigInteger ED25519_P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    @Test
    void anEd25519KeyOfLowOrderIsRefused() throws GeneralSecurityException {
        BigInteger order8 = new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);
        List<BigInteger> lowOrder = List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                ED25519_P.subtract(BigInteger.ONE),
                order8,
                ED25519_P.subtract(order8));
        for (BigInteger y : lowOrder) {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(false, y)));

            assertRefused(() -> verifier().keys(JwsAlgorithm.EdDSA, key), "low order");
            assertRefused(() -> verifier().keysFromPem(JwsAlgorithm.EdDSA, pem(key)), "low order");
        }
        assertThat(SigningKeys.generate(JwsAlgorithm.EdDSA)).isNotNull();
    }

    @Test
    void anEd25519KeyThatIsNotAPointIsRefused() throws GeneralSecurityException {
        // About half of all numbers are the y of no point.
        int refused = 0;
        for (int y = 2; y < 40; y++) {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(
                            NamedParameterSpec.ED25519, new EdECPoint(false, BigInteger.valueOf(y))));
            try {
                verifier().keys(JwsAlgorithm.EdDSA, key);
            } catch (IllegalArgumentException notAPoint) {
                assertThat(notAPoint).hasMessageContaining("not a point");
                refused++;
            }
        }
        assertThat(refused).isBetween(8, 30);
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES384", "ES512"})
    void anEcKeyOffItsCurveIsRefused(JwsAlgorithm algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(
                algorithm == JwsAlgorithm.ES256
                        ? "secp256r1"
                        : algorithm == JwsAlgorithm.ES384 ? "secp384r1" : "secp521r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey good = (ECPublicKey) pair.getPublic();
        ECPoint off =
                new ECPoint(good.getW().getAffineX(), good.getW().getAffineY().add(BigInteger.ONE));
        PublicKey bad = KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(off, good.getParams()));

        assertRefused(() -> verifier().keys(algorithm, bad), "not a point");
        assertRefused(() -> SigningKeys.of(algorithm, new KeyPair(bad, pair.getPrivate())), "not a point");
    }

    @Test
    void anRsaKeyThatAnybodyCanFactorIsRefused() throws GeneralSecurityException {
        RSAPublicKey good = rsa();
        BigInteger n = good.getModulus();
        BigInteger e = good.getPublicExponent();

        assertRefused(() -> verifier().keys(JwsAlgorithm.RS256, rsa(n.clearBit(0), e)), "small factor");
        BigInteger divisible = n.subtract(n.mod(BigInteger.valueOf(2 * 331L))).add(BigInteger.valueOf(331));
        assertRefused(() -> verifier().keys(JwsAlgorithm.RS256, rsa(divisible, e)), "small factor");
        assertRefused(() -> verifier().keys(JwsAlgorithm.RS256, rsa(n, BigInteger.valueOf(3))), "exponent");
        assertRefused(() -> verifier().keys(JwsAlgorithm.RS256, rsa(n, e.add(BigInteger.ONE))), "exponent");
        verifier().keys(JwsAlgorithm.RS256, good);
    }

    @Test
    void anRsaKeyOfSmallPowersIsRefused() throws GeneralSecurityException {
        // A number that is a power of 65537 modulo each prime by which such keys are told.
        BigInteger primes = BigInteger.ONE;
        for (int prime = 2; prime < 170; prime++) {
            if (BigInteger.valueOf(prime).isProbablePrime(30)) {
                primes = primes.multiply(BigInteger.valueOf(prime));
            }
        }
        BigInteger residue = BigInteger.valueOf(65_537).modPow(BigInteger.valueOf(1_234_567), primes);
        BigInteger modulus =
                BigInteger.TWO.pow(2047).divide(primes).multiply(primes).add(residue);
        while (modulus.bitLength() < 2048 || hasFactorBelow(modulus, 1_000)) {
            modulus = modulus.add(primes);
        }
        BigInteger weak = modulus;

        assertRefused(() -> verifier().keys(JwsAlgorithm.RS256, rsa(weak, BigInteger.valueOf(65_537))), "ROCA");
    }

    @Test
    void aSecretThatNobodyFilledIsRefused() {
        assertRefused(() -> SigningKeys.hmac(JwsAlgorithm.HS256, new byte[32]), "one byte again and again");
        byte[] same = new byte[64];
        Arrays.fill(same, (byte) 'x');
        assertRefused(() -> SigningKeys.hmac(JwsAlgorithm.HS512, same), "one byte again and again");
        assertRefused(() -> RefreshTokenKeys.of(new byte[32]), "one byte again and again");
        assertRefused(
                () -> RefreshTokenKeys.fromBase64(Base64.getEncoder().encodeToString(new byte[32])),
                "one byte again and again");
    }

    @Test
    void twoKeysUnderOneIdAndAlgorithmAreRefusedAndTheSameOneTwiceIsNot() {
        SigningKeys one = SigningKeys.fromJwk(jwk("one", Nodes.secret()));
        byte[] other = Nodes.secret();
        other[0]++;
        SigningKeys another = SigningKeys.fromJwk(jwk("one", other));

        assertRefused(() -> one.alsoVerify(another), "same kid");
        assertRefused(
                () -> AccessTokenVerifier.builder()
                        .issuer(Nodes.ISSUER)
                        .audience(Nodes.AUDIENCE)
                        .keys(one)
                        .keys(another)
                        .withoutRevocations()
                        .build(),
                "same kid");
        assertThat(one.alsoVerify(SigningKeys.fromJwk(jwk("one", Nodes.secret())))
                        .toString())
                .isEqualTo(one.toString());
    }

    @Test
    void aKeyIdThatMakesEveryTokenTooLongIsRefused() {
        assertRefused(() -> SigningKeys.fromJwk(jwk("k".repeat(9_000), Nodes.secret())), "the key id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"use\":\"enc\"", "\"key_ops\":[\"encrypt\"]", "\"key_ops\":[]", "\"key_ops\":[\"verify\"]"})
    void aJwkThatIsNotMeantToSignIsRefused(String member) {
        String jwk = jwk("one", Nodes.secret()).replace("{", "{" + member + ",");

        assertRefused(() -> SigningKeys.fromJwk(jwk), "not meant to sign");
    }

    @Test
    void aPrivateKeyOfZeroIsRefusedAsAnArgument() throws GeneralSecurityException {
        // SEC 1 inside PKCS#8 on P-256, d = 0.
        byte[] zero = Base64.getDecoder()
                .decode("MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.fromPem(JwsAlgorithm.ES256, pem("PRIVATE KEY", zero)));
    }

    @Test
    void keysThatAreForPssOnlySignWithPssOnly() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSASSA-PSS");
        generator.initialize(2048);
        PrivateKey key = generator.generateKeyPair().getPrivate();

        assertThat(SigningKeys.fromPem(JwsAlgorithm.PS256, pem("PRIVATE KEY", key.getEncoded())))
                .isNotNull();
        assertRefused(() -> SigningKeys.fromPem(JwsAlgorithm.RS256, pem("PRIVATE KEY", key.getEncoded())), "RS256");
    }

    @Test
    void aPathInsteadOfPemAndAVariableThatIsNotSetAreSaid() {
        assertRefused(() -> SigningKeys.fromPem(JwsAlgorithm.ES256, "/etc/keys/signing.pem"), "path of a file");
        assertRefused(
                () -> SigningKeys.fromPem(
                        JwsAlgorithm.ES256, Path.of("signing.pem").toString()),
                "path of a file");
        assertThatNullPointerException()
                .isThrownBy(() -> SigningKeys.fromPem(JwsAlgorithm.ES256, System.getenv("SYMBOLON_NOT_SET")))
                .withMessageContaining("environment variable");
        assertThatNullPointerException()
                .isThrownBy(() -> RefreshTokenKeys.fromBase64(System.getenv("SYMBOLON_NOT_SET")))
                .withMessageContaining("environment variable");
    }

    private static AccessTokenVerifier.Builder verifier() {
        return AccessTokenVerifier.builder();
    }

    private static RSAPublicKey rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return (RSAPublicKey) generator.generateKeyPair().getPublic();
    }

    private static PublicKey rsa(BigInteger modulus, BigInteger exponent) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException refusedByTheJdk) {
            throw new IllegalArgumentException("small factor, exponent", refusedByTheJdk);
        }
    }

    private static boolean hasFactorBelow(BigInteger number, int limit) {
        for (int factor = 2; factor < limit; factor++) {
            if (number.mod(BigInteger.valueOf(factor)).signum() == 0) {
                return true;
            }
        }
        return false;
    }

    private static String jwk(String keyId, byte[] secret) {
        return "{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"" + keyId + "\",\"k\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\"}";
    }

    private static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }

    private static void assertRefused(ThrowingCallable call, String words) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(words);
    }
}
