package io.symbolon.internal.crypto;

import static io.symbolon.fixture.Waiting.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.JwsAlgorithm;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoChoiceTest {
    private static final ClassLoader LOADER = CryptoChoiceTest.class.getClassLoader();
    private static final String[] ALL = {"com.amazon", "org.conscrypt", "com.google.crypto.tink"};

    @ParameterizedTest
    @CsvSource({
        "jdk, the JDK",
        "JDK, the JDK",
        "accp, AmazonCorrettoCryptoProvider 2",
        "conscrypt, Conscrypt 2",
        "tink, Tink"
    })
    void theNamedOneIsUsed(String wanted, String name) {
        assertThat(CryptoChoice.of(wanted, LOADER).get()).asString().startsWith(name);
    }

    @Test
    void aNativeProviderOnTheClassPathIsUsedByItself() {
        assertThat(CryptoChoice.of("auto", LOADER).get()).asString().startsWith("AmazonCorrettoCryptoProvider");
        assertThat(CryptoChoice.of("auto", new Hiding(LOADER, "com.amazon")).get())
                .asString()
                .startsWith("Conscrypt");
    }

    @Test
    void withoutOneTheJdkIsUsed() {
        ClassLoader none = new Hiding(LOADER, ALL);
        assertThat(CryptoChoice.of("auto", none).get()).hasToString("the JDK");
    }

    @Test
    void whereNoNativeProviderIsThereTinkServesEdDsaAndNothingElse() {
        Crypto crypto = CryptoChoice.of("auto", new Hiding(LOADER, "com.amazon", "org.conscrypt"))
                .get();
        assertThat(crypto).asString().startsWith("Tink");
        assertThat(CryptoUnderTest.keyPairAlgorithms().filter(crypto::serves)).containsExactly(JwsAlgorithm.EdDSA);
    }

    @Test
    void oneThatDoesNotLoadIsPassedOver() {
        assertThat(CryptoChoice.of("auto", new Failing(LOADER, "com.amazon")).get())
                .asString()
                .startsWith("Conscrypt");
        assertThat(CryptoChoice.of("auto", new Failing(LOADER, ALL)).get()).hasToString("the JDK");
    }

    @ParameterizedTest
    @CsvSource({
        "accp, software.amazon.cryptools:AmazonCorrettoCryptoProvider",
        "conscrypt, org.conscrypt:conscrypt",
        "tink, com.google.crypto.tink:tink"
    })
    void aNamedOneThatIsNotThereIsAnErrorThatSaysWhatToAdd(String wanted, String artifact) {
        Supplier<Crypto> absent = CryptoChoice.of(wanted, new Hiding(LOADER, ALL));
        assertThatThrownBy(absent::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(artifact)
                .hasMessageContaining("class path");

        Supplier<Crypto> broken = CryptoChoice.of(wanted, new Failing(LOADER, ALL));
        assertThatThrownBy(broken::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not load");
    }

    @Test
    void anUnknownNameIsAnErrorThatSaysWhichThereAre() {
        assertThatThrownBy(CryptoChoice.of("openssl", LOADER)::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("auto, jdk, accp, conscrypt or tink");
    }

    @Test
    void aProviderThatDisagreesWithTheJdkIsNotUsed() throws Exception {
        Provider lenient = new AcceptsEverything();
        Crypto crypto = Crypto.of(SignatureEngines.of(lenient, SignatureEngines.Names.JDK), false);

        assertThat(crypto.serves(JwsAlgorithm.ES256)).isFalse();
        SignatureVerifier verifier = crypto.verifier(
                JwsAlgorithm.ES256, KeyGeneration.keyPair(JwsAlgorithm.ES256).getPublic());
        assertThat(verifier.verify(new byte[10], 10, new byte[64])).isFalse();
        Crypto required = Crypto.of(SignatureEngines.of(lenient, SignatureEngines.Names.JDK), true);
        assertThatThrownBy(() -> required.serves(JwsAlgorithm.ES256))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not agree with the JDK in ES256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "jdk", "accp", "conscrypt"})
    void theSystemPropertyDecides(String wanted) throws Exception {
        String output = runForked("-D" + CryptoChoice.PROPERTY + "=" + wanted);

        String name = switch (wanted) {
            case "jdk" -> "the JDK";
            case "conscrypt" -> "Conscrypt 2";
            default -> "AmazonCorrettoCryptoProvider 2";
        };
        assertThat(output)
                .containsOnlyOnce("Signatures are computed by " + name)
                .contains("signed and verified")
                .contains("registered: none")
                .doesNotContain("as fast with");
    }

    @Test
    void whereNoneIsThereTheLogSaysOnceWhatOneWouldGain() throws Exception {
        assertThat(runForked("-D" + CryptoChoice.PROPERTY + "=auto", without("AmazonCorretto|conscrypt|tink")))
                .contains("Signatures are computed by the JDK")
                .contains("signed and verified")
                .containsOnlyOnce(
                        "ES256 tokens that were not seen before would be verified about 12 times as fast with "
                                + "software.amazon.cryptools:AmazonCorrettoCryptoProvider on the class path");
    }

    @Test
    void whoHasChosenTheJdkIsNotAdvised() throws Exception {
        assertThat(runForked("-D" + CryptoChoice.PROPERTY + "=jdk", without("AmazonCorretto|conscrypt|tink")))
                .contains("signed and verified")
                .doesNotContain("as fast with");
    }

    @Test
    void whatANativeProviderWouldGainIsSaidBesideTinkToo() throws Exception {
        assertThat(runForked("-D" + CryptoChoice.PROPERTY + "=auto", without("AmazonCorretto|conscrypt")))
                .contains("Signatures are computed by Tink (EdDSA only)")
                .contains("signed and verified")
                .containsOnlyOnce("ES256 tokens that were not seen before would be verified about 12 times as fast");
    }

    private static String without(String libraries) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.matches(".*(" + libraries + ")[^/\\\\]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String runForked(String property) throws IOException, InterruptedException {
        return runForked(property, System.getProperty("java.class.path"));
    }

    private static String runForked(String property, String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        property,
                        "-cp",
                        classPath,
                        Forked.class.getName()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** Runs in a JVM of its own. */
    static final class Forked {
        private Forked() {}

        public static void main(String[] arguments) throws Exception {
            KeyPair pair = KeyGeneration.keyPair(JwsAlgorithm.ES256);
            byte[] signature = Crypto.ofThisJvm()
                    .signer(JwsAlgorithm.ES256, pair.getPrivate())
                    .sign(new byte[10], 10);
            if (Crypto.ofThisJvm()
                    .verifier(JwsAlgorithm.ES256, pair.getPublic())
                    .verify(new byte[10], 10, signature)) {
                System.out.println("signed and verified");
            }
            String registered = "none";
            for (Provider provider : Security.getProviders()) {
                if (provider.getName().matches(".*(Corretto|Conscrypt).*")) {
                    registered = provider.getName();
                }
            }
            System.out.println("registered: " + registered);
        }
    }

    /** As if some packages were not on the class path. */
    private static class Hiding extends ClassLoader {
        private final List<String> packages;

        Hiding(ClassLoader parent, String... packages) {
            super(parent);
            this.packages = List.of(packages);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (packages.stream().anyMatch(name::startsWith)) {
                refuse(name);
            }
            return super.loadClass(name, resolve);
        }

        void refuse(String name) throws ClassNotFoundException {
            throw new ClassNotFoundException(name);
        }
    }

    /** As if the native libraries of some packages were for another platform. */
    private static final class Failing extends Hiding {
        Failing(ClassLoader parent, String... packages) {
            super(parent, packages);
        }

        @Override
        void refuse(String name) {
            throw new UnsatisfiedLinkError(name);
        }
    }
}
