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
 * Who computes signatures: the JDK, or a library in those algorithms in which it agrees with the JDK. Each is tested when
 * the first key for it comes. Thread-safe.
 */
public final class Crypto {
    private static final Logger LOGGER = System.getLogger(Crypto.class.getName());

    private final SignatureSource jdk = SignatureEngines.jdk();
    private final Optional<SignatureSource> library;
    private final boolean required;
    private final Optional<NativeGain> gain;
    private final Map<JwsAlgorithm, Boolean> served = new ConcurrentHashMap<>();

    private Crypto(Optional<SignatureSource> library, boolean required, Optional<NativeGain> gain) {
        this.library = library;
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
        return new Crypto(Optional.empty(), false, Optional.empty());
    }

    /**
     * A library, and the JDK for what it cannot do.
     *
     * @param required whether it is an error if the library fails the test
     */
    static Crypto of(SignatureSource library, boolean required) {
        return new Crypto(Optional.of(library), required, Optional.empty());
    }

    /** The same, where no native provider is there: which the log says, with what it costs. */
    Crypto sayingWhatNativeOnesGain() {
        return new Crypto(library, required, Optional.of(new NativeGain()));
    }

    /** A signer; the pair has to be tried before it is trusted. */
    public Signer signer(JwsAlgorithm algorithm, PrivateKey key) throws GeneralSecurityException {
        if (library.isPresent() && serves(algorithm)) {
            try {
                return library.get().signer(algorithm, key);
            } catch (GeneralSecurityException | RuntimeException foreign) {
                // Such as a key that stays in a hardware module: only its own provider can use it.
                LOGGER.log(
                        Level.INFO, "{0} cannot use a private key for {1}: the JVM''s providers do.", this, algorithm);
            }
        }
        gain.ifPresent(saying -> saying.of(algorithm));
        return jdk.signer(algorithm, key);
    }

    /** A verifier. */
    public SignatureVerifier verifier(JwsAlgorithm algorithm, PublicKey key) throws GeneralSecurityException {
        if (library.isPresent() && serves(algorithm)) {
            try {
                return library.get().verifier(algorithm, key);
            } catch (GeneralSecurityException | RuntimeException foreign) {
                LOGGER.log(
                        Level.INFO, "{0} cannot use a public key for {1}: the JVM''s providers do.", this, algorithm);
            }
        }
        gain.ifPresent(saying -> saying.of(algorithm));
        return jdk.verifier(algorithm, key);
    }

    /** Whether the library computes this algorithm's signatures. */
    boolean serves(JwsAlgorithm algorithm) {
        return library.filter(there -> there.isFor(algorithm))
                .map(there -> served.computeIfAbsent(algorithm, untested -> passesTest(there, untested)))
                .orElse(false);
    }

    private boolean passesTest(SignatureSource source, JwsAlgorithm algorithm) {
        try {
            SelfTest.run(source, algorithm);
            return true;
        } catch (GeneralSecurityException | RuntimeException | LinkageError failed) {
            if (required) {
                throw new IllegalStateException(
                        CryptoChoice.PROPERTY + " asks for " + this + ", which does not agree with the JDK in "
                                + algorithm,
                        failed);
            }
            LOGGER.log(
                    Level.WARNING,
                    this + " does not agree with the JDK in " + algorithm + ": the JDK computes these signatures.",
                    failed);
            return false;
        }
    }

    @Override
    public String toString() {
        return library.map(SignatureSource::name).orElseGet(jdk::name);
    }

    private static final class ThisJvm {
        static final Supplier<Crypto> CHOICE = CryptoChoice.ofThisJvm();
    }
}
