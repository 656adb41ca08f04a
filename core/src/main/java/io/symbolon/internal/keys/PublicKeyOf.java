package io.symbolon.internal.keys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/**
 * The public key of a private key, as the usual files hold the private one only. The JDK has no method for it on curves,
 * but other operations that compute it; whoever uses the result tries the pair before it trusts it.
 */
final class PublicKeyOf {
    private PublicKeyOf() {}

    /**
     * Computes it.
     *
     * @throws IllegalArgumentException if that is not possible here
     */
    static PublicKey privateKey(PrivateKey key) {
        try {
            if (key instanceof RSAPrivateCrtKey rsa) {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
            }
            if (key instanceof ECPrivateKey ec) {
                return ec(ec);
            }
            if (key instanceof EdECPrivateKey ed) {
                return ed25519(ed);
            }
        } catch (GeneralSecurityException | RuntimeException failed) {
            // Falls through, without what failed: it was about a private key.
        }
        throw new IllegalArgumentException("the public key cannot be computed of this private key. Put it beside, into"
                + " the same text: openssl pkey -in key.pem -pubout");
    }

    /** Key agreement with the curve's generator as the other side's key gives the x of the public point. */
    private static PublicKey ec(ECPrivateKey key) throws GeneralSecurityException {
        ECParameterSpec curve = key.getParams();
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key);
        agreement.doPhase(ecKey(curve.getGenerator(), curve), true);
        BigInteger x = new BigInteger(1, agreement.generateSecret());
        BigInteger y = rootOfCurve(x, curve);
        PublicKey one = ecKey(new ECPoint(x, y), curve);
        return isPair(key, one) ? one : ecKey(new ECPoint(x, prime(curve).subtract(y)), curve);
    }

    /** One of the two y of an x. The primes of the NIST curves are 3 modulo 4, which makes the root a power. */
    private static BigInteger rootOfCurve(BigInteger x, ECParameterSpec curve) {
        BigInteger p = prime(curve);
        BigInteger square = x.modPow(BigInteger.valueOf(3), p)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(p);
        return square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
    }

    private static BigInteger prime(ECParameterSpec curve) {
        return ((ECFieldFp) curve.getCurve().getField()).getP();
    }

    private static PublicKey ecKey(ECPoint point, ECParameterSpec curve) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    private static boolean isPair(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        byte[] sample = "symbolon".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(privateKey);
        signer.update(sample);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(publicKey);
        verifier.update(sample);
        return verifier.verify(signature);
    }

    /** An Ed25519 private key is 32 random bytes, so a generator that draws just these makes just this pair. */
    private static PublicKey ed25519(EdECPrivateKey key) throws GeneralSecurityException {
        Optional<byte[]> seed = key.getBytes();
        if (seed.isEmpty()) {
            throw new GeneralSecurityException("the key stays where it is");
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new Drawn(seed.get()));
        return generator.generateKeyPair().getPublic();
    }

    /** A source that gives what was drawn before. */
    private static final class Drawn extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Drawn(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(Arrays.copyOf(bytes, target.length), 0, target, 0, target.length);
        }
    }
}
