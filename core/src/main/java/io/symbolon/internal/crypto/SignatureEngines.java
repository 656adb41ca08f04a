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
 * Where the engines of the public-key algorithms come from, and what they are called there. One that has thrown may keep
 * what it was given, so it is not used again; for verifying, an engine is made for each signature, which costs next to
 * nothing.
 */
final class SignatureEngines implements SignatureSource {
    /** The names that a provider gives the algorithms. */
    enum Names {
        /** The JDK's. */
        JDK,
        /** Conscrypt's, which has ECDSA in DER only and PSS by a name for each hash. */
        CONSCRYPT
    }

    private static final PSSParameterSpec PSS_SHA256 = pss(MGF1ParameterSpec.SHA256, 32);
    private static final PSSParameterSpec PSS_SHA384 = pss(MGF1ParameterSpec.SHA384, 48);
    private static final PSSParameterSpec PSS_SHA512 = pss(MGF1ParameterSpec.SHA512, 64);

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

    @Override
    public String name() {
        if (provider == null) {
            return "the JDK";
        }
        // Conscrypt tells its version here only.
        String version = provider.getClass().getPackage().getImplementationVersion();
        return provider.getName() + " " + (version == null ? provider.getVersionStr() : version);
    }

    @Override
    public boolean isFor(JwsAlgorithm algorithm) {
        return algorithm.keyType() != KeyType.SYMMETRIC;
    }

    @Override
    public Signer signer(JwsAlgorithm algorithm, PrivateKey key) throws GeneralSecurityException {
        return EngineSigner.of(this, algorithm, key);
    }

    @Override
    public SignatureVerifier verifier(JwsAlgorithm algorithm, PublicKey key) throws GeneralSecurityException {
        return EngineVerifier.of(this, algorithm, key);
    }

    /** An engine that signs with a key. */
    Signature signing(JwsAlgorithm algorithm, PrivateKey key) throws GeneralSecurityException {
        Signature engine = engine(algorithm);
        // Before anything else: of the registered providers the JVM takes one that can use the key.
        engine.initSign(key);
        setParameters(algorithm, engine);
        return engine;
    }

    /** An engine that verifies with a key. */
    Signature verifying(JwsAlgorithm algorithm, PublicKey key) throws GeneralSecurityException {
        Signature engine = engine(algorithm);
        engine.initVerify(key);
        setParameters(algorithm, engine);
        return engine;
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
            case SYMMETRIC -> throw new IllegalArgumentException(algorithm + " is not a signature");
        };
        // Amazon's provider has no key factory for Ed25519, but its engines take the JDK's keys.
        return provider == null || provider.getService("KeyFactory", factory) == null
                ? key
                : KeyFactory.getInstance(factory, provider).translateKey(key);
    }

    private Signature engine(JwsAlgorithm algorithm) throws GeneralSecurityException {
        String name = names == Names.CONSCRYPT ? conscryptName(algorithm) : jdkName(algorithm);
        return provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
    }

    private static String jdkName(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "SHA256withRSA";
            case RS384 -> "SHA384withRSA";
            case RS512 -> "SHA512withRSA";
            case PS256, PS384, PS512 -> "RSASSA-PSS";
            case ES256 -> "SHA256withECDSAinP1363Format";
            case ES384 -> "SHA384withECDSAinP1363Format";
            case ES512 -> "SHA512withECDSAinP1363Format";
            case EdDSA -> "Ed25519";
            case HS256, HS384, HS512 -> throw new IllegalArgumentException(algorithm + " is not a signature");
        };
    }

    private static String conscryptName(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case PS256 -> "SHA256withRSA/PSS";
            case PS384 -> "SHA384withRSA/PSS";
            case PS512 -> "SHA512withRSA/PSS";
            case ES256 -> "SHA256withECDSA";
            case ES384 -> "SHA384withECDSA";
            case ES512 -> "SHA512withECDSA";
            default -> jdkName(algorithm);
        };
    }

    private static void setParameters(JwsAlgorithm algorithm, Signature engine) throws GeneralSecurityException {
        switch (algorithm) {
            case PS256 -> engine.setParameter(PSS_SHA256);
            case PS384 -> engine.setParameter(PSS_SHA384);
            case PS512 -> engine.setParameter(PSS_SHA512);
            default -> {}
        }
    }

    /** RFC 7518 section 3.5: the same hash everywhere, and a salt of its length. */
    private static PSSParameterSpec pss(MGF1ParameterSpec hash, int saltBytes) {
        return new PSSParameterSpec(
                hash.getDigestAlgorithm(), "MGF1", hash, saltBytes, PSSParameterSpec.TRAILER_FIELD_BC);
    }
}
