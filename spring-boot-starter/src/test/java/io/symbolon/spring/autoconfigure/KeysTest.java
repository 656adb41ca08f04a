package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class KeysTest {
    private static final String SECRET = "b25lIHNlY3JldCBvZiB0aGlydHktdHdvIGJ5dGVzISE=";
    private static final String OTHER = "YW5vdGhlciBzZWNyZXQgb2YgdGhpcnR5LXR3byBieXQ=";

    private final ApplicationContextRunner runner =
            Runner.empty().withPropertyValues(Runner.REQUIRED).withPropertyValues("symbolon.storage=memory");

    @Test
    void secretsInBase64AreKeys() {
        hmac(SECRET).run(KeysTest::assertThatTokensWork);
    }

    @Test
    void base64MayHaveLineBreaks() {
        hmac(SECRET.substring(0, 20) + "\n" + SECRET.substring(20)).run(KeysTest::assertThatTokensWork);
    }

    @Test
    void aFileMayHoldTheKey(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), SECRET + "\n");

        hmac("file:" + file).run(KeysTest::assertThatTokensWork);
    }

    @Test
    void aKeyPairInPemSigns(@TempDir Path folder) throws IOException, GeneralSecurityException {
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = curve.generateKeyPair();
        Path file = Files.writeString(
                folder.resolve("key.pem"), pem("PRIVATE KEY", pair.getPrivate()) + pem("PUBLIC KEY", pair.getPublic()));

        withSigningKey("ES256", "file:" + file).run(context -> {
            assertThatTokensWork(context);
            assertThat(context.getBean(JwtUserSessionManager.class).jwks()).contains("\"EC\"");
        });
    }

    @Test
    void thePublicKeyOfAnRsaKeyNeedNotBeWritten() throws GeneralSecurityException {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);

        withSigningKey("RS256", pem("PRIVATE KEY", rsa.generateKeyPair().getPrivate()))
                .run(KeysTest::assertThatTokensWork);
    }

    @Test
    void whileAKeyIsReplacedTokensOfBothAreGood() {
        AtomicReference<String> old = new AtomicReference<>("");
        hmac(SECRET).run(context -> old.set(create(context)));

        withSigningKey("HS256", OTHER)
                .withPropertyValues(
                        "symbolon.signing-keys[1].algorithm=HS256", "symbolon.signing-keys[1].key=" + SECRET)
                .run(context -> {
                    assertThat(context.getBean(JwtUserSessionManager.class)
                                    .verify(String.valueOf(old.get()))
                                    .subject())
                            .isEqualTo("alice");
                    assertThat(headerOf(create(context))).isNotEqualTo(headerOf(String.valueOf(old.get())));
                });
    }

    @Test
    void keysThatWereMadeUpAreWarnedOf() {
        try (Warnings warnings = new Warnings()) {
            runner.withPropertyValues("symbolon.generate-keys=true").run(KeysTest::assertThatTokensWork);
            assertThat(warnings.lines())
                    .anyMatch(line -> line.startsWith("symbolon.signing-keys is not set"))
                    .anyMatch(line -> line.startsWith("symbolon.refresh-token-keys is not set"));
        }
    }

    @Test
    void allThatIsMissingIsToldAtOnceWithWhatToWrite() {
        Runner.empty().withPropertyValues("symbolon.storage=memory").run(context -> {
            assertThat(Runner.failure(context))
                    .hasMessageContaining("symbolon.issuer")
                    .hasMessageContaining("symbolon.audience")
                    .hasMessageContaining("symbolon.signing-keys")
                    .hasMessageContaining("symbolon.refresh-token-keys");
            assertThat(Runner.failure(context).action())
                    .contains("signing-keys:")
                    .contains("openssl rand -base64 32");
        });
    }

    @Test
    void aKeyWithoutTextIsMissing() {
        runner.withPropertyValues("symbolon.signing-keys[0].algorithm=HS256", "symbolon.refresh-token-keys=" + SECRET)
                .run(context ->
                        assertThat(Runner.failure(context)).hasMessageContaining("symbolon.signing-keys[0].key"));
    }

    @Test
    void aKeyThatIsTooShortIsRefusedWithoutShowingIt() {
        hmac("dG9vIHNob3J0")
                .run(context -> assertThat(Runner.failure(context))
                        .hasMessageContaining("symbolon.signing-keys[0].key is wrong: HS256 needs a secret")
                        .hasMessageContaining("of at least 32 bytes")
                        .hasMessageNotContaining("dG9v"));
    }

    @Test
    void aKeyThatIsNoBase64IsRefusedWithoutShowingIt() {
        hmac("not*base64").run(context -> {
            assertThat(Runner.failure(context))
                    .hasMessageContaining("symbolon.signing-keys[0].key is wrong: the secret is not base64")
                    .satisfies(failure -> assertThat(traceOf(failure)).doesNotContain("not*"));
            assertThat(Runner.failure(context).action()).doesNotContain("not*");
        });
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        hmac("file:/nowhere/key")
                .run(context -> assertThat(Runner.failure(context))
                        .hasMessageContaining(
                                "symbolon.signing-keys[0].key names a file that cannot be read: file:/nowhere/key"));
    }

    private ApplicationContextRunner hmac(String key) {
        return withSigningKey("HS256", key);
    }

    private ApplicationContextRunner withSigningKey(String algorithm, String key) {
        return runner.withPropertyValues(
                "symbolon.signing-keys[0].algorithm=" + algorithm,
                "symbolon.signing-keys[0].key=" + key,
                "symbolon.refresh-token-keys=" + OTHER);
    }

    private static String create(AssertableApplicationContext context) {
        return context.getBean(JwtUserSessionManager.class)
                .create("alice", SessionContext.of("203.0.113.7"))
                .accessToken();
    }

    private static void assertThatTokensWork(AssertableApplicationContext context) {
        String token = create(context);
        assertThat(context.getBean(JwtUserSessionManager.class).verify(token).subject())
                .isEqualTo("alice");
    }

    private static String headerOf(String token) {
        return token.substring(0, token.indexOf('.'));
    }

    private static String traceOf(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static String pem(String label, Key key) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END " + label + "-----\n";
    }
}
