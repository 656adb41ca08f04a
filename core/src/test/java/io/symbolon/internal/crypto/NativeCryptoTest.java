package io.symbolon.internal.crypto;

import static io.symbolon.fixture.Waiting.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwsAlgorithm.KeyType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is promised about signatures, with the JDK and with each library. */
class NativeCryptoTest {
    private static final String EACH = "io.symbolon.internal.crypto.CryptoUnderTest#withEachAlgorithm";
    private static final String OF_EACH_LIBRARY =
            "io.symbolon.internal.crypto.CryptoUnderTest#librariesWithEachAlgorithm";
    private static final byte[] MESSAGE =
            "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyLTEifQ".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theLibrariesAreUnderTestHere() {
        assertThat(CryptoUnderTest.libraries().map(named -> named.getName())).contains("CONSCRYPT", "TINK");
    }

    @ParameterizedTest
    @MethodSource(OF_EACH_LIBRARY)
    void aLibraryServesEveryAlgorithmThatItIsFor(Crypto crypto, JwsAlgorithm algorithm) {
        assertThat(crypto.serves(algorithm)).isTrue();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void whatIsSignedIsVerified(Crypto crypto, JwsAlgorithm algorithm) throws GeneralSecurityException {
        byte[] signature = sign(crypto, algorithm);

        assertThat(accepts(crypto, algorithm, MESSAGE, signature)).isTrue();
        assertThat(signature)
                .hasSize(SignatureSize.of(algorithm, pair(algorithm).getPublic()));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void onlyTheGivenPartOfTheBytesIsSigned(Crypto crypto, JwsAlgorithm algorithm) throws GeneralSecurityException {
        byte[] longer = Arrays.copyOf(MESSAGE, MESSAGE.length + 10);
        byte[] signature =
                crypto.signer(algorithm, pair(algorithm).getPrivate()).sign(longer, MESSAGE.length);

        assertThat(accepts(crypto, algorithm, MESSAGE, signature)).isTrue();
        assertThat(accepts(crypto, algorithm, longer, signature)).isFalse();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void anyOtherMessageIsRefused(Crypto crypto, JwsAlgorithm algorithm) throws GeneralSecurityException {
        byte[] signature = sign(crypto, algorithm);
        for (int at = 0; at < MESSAGE.length; at += 5) {
            byte[] changed = MESSAGE.clone();
            changed[at] ^= 1;

            assertThat(accepts(crypto, algorithm, changed, signature))
                    .as("byte %d", at)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void anyChangedBitOfASignatureIsRefused(Crypto crypto, JwsAlgorithm algorithm) throws GeneralSecurityException {
        byte[] signature = sign(crypto, algorithm);
        for (int at = 0; at < signature.length; at += 7) {
            byte[] changed = signature.clone();
            changed[at] ^= (byte) (1 << at % Byte.SIZE);

            assertThat(accepts(crypto, algorithm, MESSAGE, changed))
                    .as("byte %d", at)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void aSignatureOfAnotherLengthIsRefused(Crypto crypto, JwsAlgorithm algorithm) throws GeneralSecurityException {
        byte[] good = sign(crypto, algorithm);
        for (int length : new int[] {0, 1, good.length / 2, good.length - 1, good.length + 1, 2 * good.length, 5000}) {
            assertThat(accepts(crypto, algorithm, MESSAGE, Arrays.copyOf(good, length)))
                    .as("%d bytes", length)
                    .isFalse();
        }
        byte[] shifted = new byte[good.length + 1];
        System.arraycopy(good, 0, shifted, 1, good.length);
        assertThat(accepts(crypto, algorithm, MESSAGE, shifted)).isFalse();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void aSignatureThatIsNoNumberOfItsKeyIsRefusedWithoutAnError(Crypto crypto, JwsAlgorithm algorithm)
            throws GeneralSecurityException {
        for (byte[] hostile : hostileSignatures(algorithm, sign(crypto, algorithm))) {
            assertThat(accepts(crypto, algorithm, MESSAGE, hostile)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void aForgedTokenSpoilsNothingForTheNextOne(Crypto crypto, JwsAlgorithm algorithm) throws GeneralSecurityException {
        byte[] good = sign(crypto, algorithm);
        SignatureVerifier verifier = crypto.verifier(algorithm, pair(algorithm).getPublic());
        for (byte[] hostile : hostileSignatures(algorithm, good)) {
            assertThat(verifier.verify(MESSAGE, MESSAGE.length, hostile)).isFalse();
            assertThat(verifier.verify(MESSAGE, MESSAGE.length, good)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(OF_EACH_LIBRARY)
    void aLibraryAndTheJdkTakeEachOthersSignatures(Crypto crypto, JwsAlgorithm algorithm)
            throws GeneralSecurityException {
        Random random = new Random(20261124);
        Crypto jdk = Crypto.jdk();
        for (int i = 0; i < 8; i++) {
            byte[] message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            byte[] theirs = sign(crypto, algorithm, message);
            byte[] jdks = sign(jdk, algorithm, message);

            assertThat(accepts(jdk, algorithm, message, theirs)).isTrue();
            assertThat(accepts(crypto, algorithm, message, jdks)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(OF_EACH_LIBRARY)
    void aLibraryAnswersAsTheJdkDoes(Crypto crypto, JwsAlgorithm algorithm) throws GeneralSecurityException {
        Random random = new Random(20261124);
        Crypto jdk = Crypto.jdk();
        byte[] good = sign(jdk, algorithm);
        for (int i = 0; i < 30; i++) {
            byte[] signature = i % 3 == 0 ? good.clone() : new byte[good.length];
            if (i % 3 == 0) {
                signature[random.nextInt(signature.length)] = (byte) random.nextInt(256);
            } else {
                random.nextBytes(signature);
            }

            assertThat(accepts(crypto, algorithm, MESSAGE, signature))
                    .isEqualTo(accepts(jdk, algorithm, MESSAGE, signature));
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void manyThreadsUseOneKey(Crypto crypto, JwsAlgorithm algorithm) throws Exception {
        Signer signer = crypto.signer(algorithm, pair(algorithm).getPrivate());
        SignatureVerifier verifier = crypto.verifier(algorithm, pair(algorithm).getPublic());
        Callable<Boolean> use = () -> {
            byte[] own = new byte[50];
            new Random(Thread.currentThread().getId()).nextBytes(own);
            boolean right = true;
            for (int i = 0; i < 3; i++) {
                byte[] signature = signer.sign(own, own.length);
                right &= verifier.verify(own, own.length, signature);
                own[i]++;
                right &= !verifier.verify(own, own.length, signature);
            }
            return right;
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Boolean> done : threads.invokeAll(List.of(use, use, use, use, use, use, use, use))) {
                assertThat(done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource(OF_EACH_LIBRARY)
    void aPrivateKeyThatCannotBeReadSignsByItsOwnProvider(Crypto crypto, JwsAlgorithm algorithm) throws Exception {
        PrivateKey hidden = new HiddenKey(pair(algorithm).getPrivate());
        OnlyForHiddenKeys provider = new OnlyForHiddenKeys();
        Security.addProvider(provider);
        try {
            byte[] signature = crypto.signer(algorithm, hidden).sign(MESSAGE, MESSAGE.length);

            assertThat(accepts(crypto, algorithm, MESSAGE, signature)).isTrue();
        } finally {
            Security.removeProvider(provider.getName());
        }
    }

    @Test
    void noProviderIsRegisteredForTheJvm() {
        CryptoUnderTest.libraries().forEach(named -> named.getPayload().serves(JwsAlgorithm.ES256));
        assertThat(Security.getProviders())
                .noneMatch(provider -> provider.getName().contains("Corretto")
                        || provider.getName().contains("Conscrypt"));
    }

    /** Of the length that the key's signatures have, so that they reach the engines. */
    private static List<byte[]> hostileSignatures(JwsAlgorithm algorithm, byte[] good) throws GeneralSecurityException {
        int length = good.length;
        List<byte[]> hostile = new ArrayList<>();
        hostile.add(new byte[length]);
        byte[] ones = new byte[length];
        Arrays.fill(ones, (byte) 0xFF);
        hostile.add(ones);
        byte[] one = new byte[length];
        one[length - 1] = 1;
        hostile.add(one);
        byte[] der = EcdsaSignature.toDer(good);
        hostile.add(Arrays.copyOf(der, length));
        if (algorithm.keyType() == KeyType.EC) {
            hostile.addAll(hostileEcdsa(algorithm, good));
        }
        if (algorithm.keyType() == KeyType.ED25519) {
            hostile.add(concatenated(Arrays.copyOf(good, 32), littleEndianPlusOrder(good)));
            hostile.add(concatenated(Arrays.copyOf(one, 32), new byte[32]));
        }
        if (algorithm.keyType() == KeyType.RSA) {
            BigInteger modulus = ((RSAPublicKey) pair(algorithm).getPublic()).getModulus();
            hostile.add(number(modulus, length));
            hostile.add(number(modulus.subtract(BigInteger.ONE), length));
            hostile.add(number(modulus.add(BigInteger.ONE), length));
        }
        return hostile;
    }

    private static List<byte[]> hostileEcdsa(JwsAlgorithm algorithm, byte[] good) {
        int size = good.length / 2;
        BigInteger order = KeyRules.curve(algorithm).getOrder();
        BigInteger r = new BigInteger(1, Arrays.copyOf(good, size));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(good, size, 2 * size));
        List<byte[]> hostile = new ArrayList<>();
        List<BigInteger> bad = List.of(BigInteger.ZERO, BigInteger.ONE, order, order.subtract(BigInteger.ONE));
        for (BigInteger first : bad) {
            hostile.add(concatenated(number(first, size), number(s, size)));
            hostile.add(concatenated(number(r, size), number(first, size)));
            for (BigInteger second : bad) {
                hostile.add(concatenated(number(first, size), number(second, size)));
            }
        }
        // The same numbers modulo the order, where they still fit.
        for (BigInteger[] same : new BigInteger[][] {{r.add(order), s}, {r, s.add(order)}}) {
            if (Arrays.stream(same).allMatch(number -> number.bitLength() <= size * Byte.SIZE)) {
                hostile.add(concatenated(number(same[0], size), number(same[1], size)));
            }
        }
        hostile.add(concatenated(number(s, size), number(r, size)));
        return hostile;
    }

    /** S plus the group's order is the same modulo it, and not canonical (RFC 8032 section 5.1.7). */
    private static byte[] littleEndianPlusOrder(byte[] signature) {
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] s = Arrays.copyOfRange(signature, 32, 64);
        return reversed(number(new BigInteger(1, reversed(s)).add(order), 32));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] number(BigInteger value, int size) {
        byte[] signed = value.toByteArray();
        byte[] bytes = new byte[size];
        int length = Math.min(signed.length, size);
        System.arraycopy(signed, signed.length - length, bytes, size - length, length);
        return bytes;
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static KeyPair pair(JwsAlgorithm algorithm) {
        return KeyPairs.one(algorithm);
    }

    private static byte[] sign(Crypto crypto, JwsAlgorithm algorithm) throws GeneralSecurityException {
        return sign(crypto, algorithm, MESSAGE);
    }

    private static byte[] sign(Crypto crypto, JwsAlgorithm algorithm, byte[] message) throws GeneralSecurityException {
        return crypto.signer(algorithm, pair(algorithm).getPrivate()).sign(message, message.length);
    }

    private static boolean accepts(Crypto crypto, JwsAlgorithm algorithm, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        return crypto.verifier(algorithm, pair(algorithm).getPublic()).verify(message, message.length, signature);
    }
}
