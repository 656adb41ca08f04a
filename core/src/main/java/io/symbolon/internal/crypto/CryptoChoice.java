package io.symbolon.internal.crypto;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Chooses who computes signatures, and says so in the log. */
final class CryptoChoice {
    /**
     * The system property that decides: {@code auto} (default), {@code jdk}, {@code accp}, {@code conscrypt} or
     * {@code tink}. The last three are an error where they are not found, do not load, or fail the test.
     */
    static final String PROPERTY = "symbolon.crypto";

    private static final Logger LOGGER = System.getLogger(CryptoChoice.class.getName());

    private CryptoChoice() {}

    static Supplier<Crypto> ofThisJvm() {
        return of(System.getProperty(PROPERTY, "auto"), CryptoChoice.class.getClassLoader());
    }

    /** Never throws: that a choice cannot be had is told to each who asks the result for it. */
    static Supplier<Crypto> of(String wanted, ClassLoader loader) {
        try {
            Crypto crypto = choose(wanted, loader);
            LOGGER.log(Level.INFO, "Signatures are computed by {0}.", crypto);
            return () -> crypto;
        } catch (IllegalStateException refused) {
            return () -> {
                throw new IllegalStateException(refused.getMessage(), refused);
            };
        }
    }

    private static Crypto choose(String wanted, ClassLoader loader) {
        return switch (wanted.toLowerCase(Locale.ROOT)) {
            case "auto" -> firstThatLoads(loader);
            case "jdk" -> Crypto.jdk();
            case "accp" -> required(CryptoLibrary.ACCP, loader);
            case "conscrypt" -> required(CryptoLibrary.CONSCRYPT, loader);
            case "tink" -> required(CryptoLibrary.TINK, loader);
            default ->
                throw new IllegalStateException(
                        "the system property " + PROPERTY + " can be auto, jdk, accp, conscrypt or tink");
        };
    }

    private static Crypto firstThatLoads(ClassLoader loader) {
        boolean nativeIsThere = false;
        for (CryptoLibrary candidate : CryptoLibrary.values()) {
            try {
                Optional<SignatureSource> found = candidate.find(loader);
                if (found.isPresent()) {
                    Crypto crypto = Crypto.of(found.get(), false);
                    return candidate.isNative() || nativeIsThere ? crypto : crypto.sayingWhatNativeOnesGain();
                }
            } catch (ReflectiveOperationException | LinkageError | RuntimeException failed) {
                nativeIsThere |= candidate.isNative();
                LOGGER.log(
                        Level.WARNING, candidate.artifact() + " is there, but does not load on this machine.", failed);
            }
        }
        return nativeIsThere ? Crypto.jdk() : Crypto.jdk().sayingWhatNativeOnesGain();
    }

    private static Crypto required(CryptoLibrary named, ClassLoader loader) {
        try {
            return named.find(loader)
                    .map(source -> Crypto.of(source, true))
                    .orElseThrow(() -> new IllegalStateException(PROPERTY + " asks for " + named.artifact()
                            + ", which is not on the class path: add it, or leave the choice to " + PROPERTY
                            + "=auto"));
        } catch (ReflectiveOperationException | LinkageError failed) {
            throw new IllegalStateException(
                    PROPERTY + " asks for " + named.artifact() + ", which does not load on this machine", failed);
        }
    }
}
