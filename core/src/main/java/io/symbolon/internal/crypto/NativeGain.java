package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says once what a native provider would gain, where there is none. Thread-safe. */
final class NativeGain {
    private static final Logger LOGGER = System.getLogger(NativeGain.class.getName());

    private final AtomicBoolean said = new AtomicBoolean();

    /** A key of an algorithm is used, and the JDK computes its signatures. */
    void of(JwsAlgorithm algorithm) {
        times(algorithm).ifPresent(times -> {
            if (said.compareAndSet(false, true)) {
                LOGGER.log(
                        Level.INFO,
                        "{0} tokens that were not seen before would be verified about {1} as fast with {2} on the class"
                                + " path, which is used by itself; see \"Make signatures fast\" in docs/keys.md.",
                        algorithm,
                        times,
                        CryptoLibrary.ACCP.artifact());
            }
        });
    }

    /** As measured: benchmarks/RESULTS.md. */
    private static Optional<String> times(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> Optional.of("twice");
            case ES256 -> Optional.of("12 times");
            case EdDSA -> Optional.of("20 times");
            default -> Optional.empty();
        };
    }
}
