package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.security.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** The JDK, and each native provider: all of what is promised about signatures has to hold with each of them. */
public final class CryptoUnderTest {
    /** Where there is no library for a platform, its provider cannot be tested; here all of them load. */
    private static final boolean ALL_HAVE_TO_LOAD =
            System.getProperty("os.name").equals("Linux")
                    && List.of("amd64", "aarch64").contains(System.getProperty("os.arch"));

    /** Made once: each tests itself before its first use. */
    private static final List<Named<Crypto>> NATIVE = Arrays.stream(NativeProvider.values())
            .flatMap(CryptoUnderTest::load)
            .toList();

    private CryptoUnderTest() {}

    /** The JDK and the native providers. */
    public static Stream<Named<Crypto>> all() {
        return Stream.concat(Stream.of(Named.of("JDK", Crypto.jdk())), nativeOnes());
    }

    /** The native providers. */
    public static Stream<Named<Crypto>> nativeOnes() {
        return NATIVE.stream();
    }

    /** Every provider with every algorithm that signs with a key pair. */
    public static Stream<Arguments> withEachAlgorithm() {
        return all().flatMap(crypto -> keyPairAlgorithms().map(algorithm -> Arguments.of(crypto, algorithm)));
    }

    /** Every native provider with every algorithm that signs with a key pair. */
    public static Stream<Arguments> nativeWithEachAlgorithm() {
        return nativeOnes().flatMap(crypto -> keyPairAlgorithms().map(algorithm -> Arguments.of(crypto, algorithm)));
    }

    /** All algorithms but those with a secret. */
    public static Stream<JwsAlgorithm> keyPairAlgorithms() {
        return Arrays.stream(JwsAlgorithm.values())
                .filter(algorithm -> algorithm.keyType() != JwsAlgorithm.KeyType.SYMMETRIC);
    }

    private static Stream<Named<Crypto>> load(NativeProvider provider) {
        try {
            Optional<Provider> found = provider.find(CryptoUnderTest.class.getClassLoader());
            return found.stream()
                    .map(present -> Named.of(
                            provider.name(),
                            Crypto.of(SignatureEngines.of(present, provider.names()), provider.name(), true)));
        } catch (ReflectiveOperationException | LinkageError failed) {
            if (ALL_HAVE_TO_LOAD) {
                throw new IllegalStateException(provider + " does not load", failed);
            }
            return Stream.empty();
        }
    }
}
