package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Who computes signatures: the JDK, or a native provider in those algorithms in which it agrees with the JDK. Each is
 * tested when the first key for it comes. Thread-safe.
 */
public final class Crypto {
    private static final Logger LOGGER = System.getLogger(Crypto.class.getName());

    private final SignatureEngines jdk = SignatureEngines.jdk();
    private final Optional<SignatureEngines> provider;
    private final String name;
    private final boolean required;
    private final Optional<NativeGain> gain;
    private final Map<JwsAlgorithm, Boolean> served = new ConcurrentHashMap<>();

    private Crypto(Optional<SignatureEngines> provider, String name, boolean required, Optional<NativeGain> gain) {
        this.provider = provider;
        this.name = name;
        this.required = required;
        this.gain = gain;
    }

    /**
     * What this JVM uses. Looked for once: a native library is loaded once in a JVM.
     *
     * @throws IllegalStateException if the system property {@code symbolon.crypto} asks for what there is not
     */
    public static Crypto ofThisJvm() {
        return ThisJvm.CHOICE.get();
    }

    /** The JDK alone. */
    static Crypto jdk() {
        return new Crypto(Optional.empty(), "the JDK", false, Optional.empty());
    }

    /** The JDK alone, as there is nothing else: which the log says, with what it costs. */
    static Crypto jdkForWantOfAnother() {
        return new Crypto(Optional.empty(), "the JDK", false, Optional.of(new NativeGain()));
    }

    /**
     * A provider, and the JDK for what it cannot do.
     *
     * @param name for the log
     * @param required whether it is an error if the provider fails the test
     */
    static Crypto of(SignatureEngines provider, String name, boolean required) {
        return new Crypto(Optional.of(provider), name, required, Optional.empty());
    }

    /** A signer; the pair has to be tried before it is trusted. */
    public Signer signer(JwsAlgorithm algorithm, PrivateKey key) throws GeneralSecurityException {
        if (provider.isPresent() && serves(algorithm)) {
            try {
                return EngineSigner.of(provider.get(), algorithm, key);
            } catch (GeneralSecurityException | RuntimeException foreign) {
                // Such as a key that stays in a hardware module: only its own provider can use it.
                LOGGER.log(
                        Level.INFO, "{0} cannot use a private key for {1}: the JVM''s providers do.", name, algorithm);
            }
        }
        gain.ifPresent(saying -> saying.of(algorithm));
        return EngineSigner.of(jdk, algorithm, key);
    }

    /** A verifier. */
    public SignatureVerifier verifier(JwsAlgorithm algorithm, PublicKey key) throws GeneralSecurityException {
        if (provider.isPresent() && serves(algorithm)) {
            try {
                return EngineVerifier.of(provider.get(), algorithm, key);
            } catch (GeneralSecurityException | RuntimeException foreign) {
                LOGGER.log(
                        Level.INFO, "{0} cannot use a public key for {1}: the JVM''s providers do.", name, algorithm);
            }
        }
        gain.ifPresent(saying -> saying.of(algorithm));
        return EngineVerifier.of(jdk, algorithm, key);
    }

    /** Whether the provider computes this algorithm's signatures. */
    boolean serves(JwsAlgorithm algorithm) {
        return provider.isPresent()
                && served.computeIfAbsent(algorithm, untested -> passesTest(provider.get(), untested));
    }

    private boolean passesTest(SignatureEngines engines, JwsAlgorithm algorithm) {
        try {
            SelfTest.run(engines, algorithm);
            return true;
        } catch (GeneralSecurityException | RuntimeException | LinkageError failed) {
            if (required) {
                throw new IllegalStateException(
                        CryptoChoice.PROPERTY + " asks for " + name + ", which does not agree with the JDK in "
                                + algorithm,
                        failed);
            }
            LOGGER.log(
                    Level.WARNING,
                    name + " does not agree with the JDK in " + algorithm + ": the JDK computes these signatures.",
                    failed);
            return false;
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static final class ThisJvm {
        static final Supplier<Crypto> CHOICE = CryptoChoice.ofThisJvm();
    }
}
