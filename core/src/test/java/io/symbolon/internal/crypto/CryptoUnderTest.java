package io.symbolon.internal.crypto;

import io.symbolon.JwsAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** The JDK, and each library: all of what is promised about signatures has to hold with each of them. */
public final class CryptoUnderTest {
    /** Where there is no library for a platform, its provider cannot be tested; here all of them load. */
    private static final boolean ALL_HAVE_TO_LOAD =
            System.getProperty("os.name").equals("Linux")
                    && List.of("amd64", "aarch64").contains(System.getProperty("os.arch"));

    /** Made once: each tests itself before its first use. */
    private static final List<Named<Crypto>> LIBRARIES =
            Arrays.stream(CryptoLibrary.values()).flatMap(CryptoUnderTest::load).toList();

    private CryptoUnderTest() {}

    /** The JDK and the libraries. */
    public static Stream<Named<Crypto>> all() {
        return Stream.concat(Stream.of(Named.of("JDK", Crypto.jdk())), libraries());
    }

    /** The libraries. */
    public static Stream<Named<Crypto>> libraries() {
        return LIBRARIES.stream();
    }

    /** The JDK and the libraries, with every algorithm that signs with a key pair. */
    public static Stream<Arguments> withEachAlgorithm() {
        return all().flatMap(crypto -> keyPairAlgorithms().map(algorithm -> Arguments.of(crypto, algorithm)));
    }

    /** Every library with every algorithm that it is for. */
    public static Stream<Arguments> librariesWithEachAlgorithm() {
        return libraries()
                .flatMap(crypto -> keyPairAlgorithms()
                        .filter(algorithm ->
                                !crypto.getName().equals(CryptoLibrary.TINK.name()) || algorithm == JwsAlgorithm.EdDSA)
                        .map(algorithm -> Arguments.of(crypto, algorithm)));
    }

    /** All algorithms but those with a secret. */
    public static Stream<JwsAlgorithm> keyPairAlgorithms() {
        return Arrays.stream(JwsAlgorithm.values())
                .filter(algorithm -> algorithm.keyType() != JwsAlgorithm.KeyType.SYMMETRIC);
    }

    private static Stream<Named<Crypto>> load(CryptoLibrary library) {
        try {
            return library.find(CryptoUnderTest.class.getClassLoader()).stream()
                    .map(present -> Named.of(library.name(), Crypto.of(present, true)));
        } catch (ReflectiveOperationException | LinkageError failed) {
            if (ALL_HAVE_TO_LOAD) {
                throw new IllegalStateException(library + " does not load", failed);
            }
            return Stream.empty();
        }
    }
}
