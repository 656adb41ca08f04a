package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwsAlgorithm.KeyType;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Where the engines of the public-key algorithms come from, and what they are called there. An engine is made for each
 * signature: that costs next to nothing, needs no lock, and one that has thrown may keep what it was given.
 */
final class SignatureEngines {
    /** The names that a provider gives the algorithms. */
    enum Names {
        /** The JDK's. */
        JDK,
        /** Conscrypt's, which has ECDSA in DER only and PSS by a name for each hash. */
        CONSCRYPT
    }

    private final @Nullable Provider provider;
    private final Names names;

    private SignatureEngines(@Nullable Provider provider, Names names) {
        this.provider = provider;
        this.names = names;
    }

    /** What this JVM has registered: the JDK's, if the application has not put others before them. */
    static SignatureEngines jdk() {
        return new SignatureEngines(null, Names.JDK);
    }

    /** A provider's, which need not be registered. */
    static SignatureEngines of(Provider provider, Names names) {
        return new SignatureEngines(provider, names);
    }

    Signature engine(JwsAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case RS256 -> engine("SHA256withRSA");
            case RS384 -> engine("SHA384withRSA");
            case RS512 -> engine("SHA512withRSA");
            case PS256 -> pss(MGF1ParameterSpec.SHA256, 32);
            case PS384 -> pss(MGF1ParameterSpec.SHA384, 48);
            case PS512 -> pss(MGF1ParameterSpec.SHA512, 64);
            case ES256 -> ecdsa("SHA256withECDSA");
            case ES384 -> ecdsa("SHA384withECDSA");
            case ES512 -> ecdsa("SHA512withECDSA");
            case EdDSA -> engine("Ed25519");
            case HS256, HS384, HS512 -> throw new IllegalArgumentException(algorithm + " is no signature");
        };
    }

    /** Whether an algorithm's signatures are ASN.1 and not what RFC 7518 asks for. */
    boolean writesDer(JwsAlgorithm algorithm) {
        return names == Names.CONSCRYPT && algorithm.keyType() == KeyType.EC;
    }

    /**
     * The key in the provider's own form, as translating it takes longer than some signatures do.
     *
     * @throws GeneralSecurityException if the provider cannot use it
     */
    PrivateKey own(JwsAlgorithm algorithm, PrivateKey key) throws GeneralSecurityException {
        return (PrivateKey) translated(algorithm, key);
    }

    /** The same for a public key. */
    PublicKey own(JwsAlgorithm algorithm, PublicKey key) throws GeneralSecurityException {
        return (PublicKey) translated(algorithm, key);
    }

    private Key translated(JwsAlgorithm algorithm, Key key) throws GeneralSecurityException {
        String factory = switch (algorithm.keyType()) {
            case RSA -> "RSA";
            case EC -> "EC";
            case ED25519 -> "Ed25519";
            case SYMMETRIC -> throw new IllegalArgumentException(algorithm + " is no signature");
        };
        // Amazon's provider has no key factory for Ed25519, but its engines take the JDK's keys.
        return provider == null || provider.getService("KeyFactory", factory) == null
                ? key
                : KeyFactory.getInstance(factory, provider).translateKey(key);
    }

    private Signature engine(String name) throws GeneralSecurityException {
        return provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
    }

    private Signature ecdsa(String name) throws GeneralSecurityException {
        return engine(names == Names.CONSCRYPT ? name : name + "inP1363Format");
    }

    private Signature pss(MGF1ParameterSpec hash, int saltBytes) throws GeneralSecurityException {
        Signature engine = names == Names.CONSCRYPT
                ? engine(hash.getDigestAlgorithm().replace("-", "") + "withRSA/PSS")
                : engine("RSASSA-PSS");
        engine.setParameter(new PSSParameterSpec(
                hash.getDigestAlgorithm(), "MGF1", hash, saltBytes, PSSParameterSpec.TRAILER_FIELD_BC));
        return engine;
    }
}
