package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;

/**
 * Compares a source of signatures with the JDK in one algorithm, with a fresh key: each has to take what the other signs,
 * and to refuse what was changed.
 */
final class SelfTest {
    private static final byte[] MESSAGE = "symbolon self-test".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_MESSAGE = "symbolon self-tesT".getBytes(StandardCharsets.US_ASCII);

    private SelfTest() {}

    /**
     * Runs the test.
     *
     * @throws GeneralSecurityException if it does not have the algorithm or gives a wrong answer
     */
    static void run(SignatureSource source, JwsAlgorithm algorithm) throws GeneralSecurityException {
        KeyPair pair = KeyGeneration.shortestKeyPair(algorithm);
        SignatureSource jdk = SignatureEngines.jdk();
        SignatureVerifier theirs = source.verifier(algorithm, pair.getPublic());
        SignatureVerifier ours = jdk.verifier(algorithm, pair.getPublic());
        byte[] signedBySource = sign(source.signer(algorithm, pair.getPrivate()));
        byte[] signedByJdk = sign(jdk.signer(algorithm, pair.getPrivate()));
        require(accepts(ours, MESSAGE, signedBySource), "the JDK refuses its signature");
        require(accepts(theirs, MESSAGE, signedByJdk), "it refuses the JDK's signature");
        for (byte[] good : List.of(signedBySource, signedByJdk)) {
            require(!accepts(theirs, OTHER_MESSAGE, good), "it takes a signature of another message");
            for (int at : new int[] {0, good.length / 2, good.length - 1}) {
                require(!accepts(theirs, MESSAGE, changed(good, at)), "it takes a changed signature");
            }
        }
        require(!accepts(theirs, MESSAGE, new byte[signedByJdk.length]), "it takes a signature of zeros");
    }

    private static byte[] sign(Signer signer) {
        return signer.sign(MESSAGE, MESSAGE.length);
    }

    private static boolean accepts(SignatureVerifier verifier, byte[] message, byte[] signature) {
        return verifier.verify(message, message.length, signature);
    }

    private static byte[] changed(byte[] signature, int at) {
        byte[] changed = signature.clone();
        changed[at] ^= 1;
        return changed;
    }

    private static void require(boolean holds, String otherwise) throws GeneralSecurityException {
        if (!holds) {
            throw new GeneralSecurityException(otherwise);
        }
    }
}
