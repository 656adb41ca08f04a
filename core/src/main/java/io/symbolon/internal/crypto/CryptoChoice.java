package io.symbolon.internal.crypto;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Provider;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Chooses who computes signatures, and says so in the log. */
final class CryptoChoice {
    /**
     * The system property that decides: {@code auto} (default), {@code jdk}, {@code accp} or {@code conscrypt}. The last
     * two are an error where they are not found, do not load, or fail the test.
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
            case "accp" -> required(NativeProvider.ACCP, loader);
            case "conscrypt" -> required(NativeProvider.CONSCRYPT, loader);
            default ->
                throw new IllegalStateException(
                        "the system property " + PROPERTY + " can be auto, jdk, accp or conscrypt");
        };
    }

    private static Crypto firstThatLoads(ClassLoader loader) {
        boolean isOneThere = false;
        for (NativeProvider candidate : NativeProvider.values()) {
            try {
                Optional<Provider> found = candidate.find(loader);
                if (found.isPresent()) {
                    return crypto(candidate, found.get(), false);
                }
            } catch (ReflectiveOperationException | LinkageError | RuntimeException failed) {
                isOneThere = true;
                LOGGER.log(
                        Level.WARNING, candidate.artifact() + " is there, but does not load on this machine.", failed);
            }
        }
        return isOneThere ? Crypto.jdk() : Crypto.jdkForWantOfAnother();
    }

    private static Crypto required(NativeProvider named, ClassLoader loader) {
        try {
            return named.find(loader)
                    .map(provider -> crypto(named, provider, true))
                    .orElseThrow(() -> new IllegalStateException(PROPERTY + " asks for " + named.artifact()
                            + ", which is not on the class path: add it, or leave the choice to " + PROPERTY
                            + "=auto"));
        } catch (ReflectiveOperationException | LinkageError failed) {
            throw new IllegalStateException(
                    PROPERTY + " asks for " + named.artifact() + ", which does not load on this machine", failed);
        }
    }

    private static Crypto crypto(NativeProvider found, Provider provider, boolean required) {
        return Crypto.of(SignatureEngines.of(provider, found.names()), name(provider), required);
    }

    private static String name(Provider provider) {
        // Conscrypt tells its version here only.
        String version = provider.getClass().getPackage().getImplementationVersion();
        return provider.getName() + " " + (version == null ? provider.getVersionStr() : version);
    }
}
