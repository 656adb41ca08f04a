package io.symbolon.spring.test;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.spring.VerifierCustomizer;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;

/**
 * The issuer, in a test of a service that only verifies tokens. As a bean it gives the service its keys, so that no address is
 * asked for them; its revocation log is a bean of its own. Sessions are in memory.
 *
 * <pre>{@code
 * @SpringBootTest(properties = "symbolon.verifier.jwks=") // no other keys
 * class InvoicesTest {
 *     @TestConfiguration
 *     static class Issuer {
 *         @Bean
 *         TestIssuer issuer() {
 *             return TestIssuer.of("https://login.example.com", "https://api.example.com");
 *         }
 *
 *         @Bean
 *         RevocationLog revocations(TestIssuer issuer) {
 *             return issuer.revocations();
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class TestIssuer implements VerifierCustomizer, AutoCloseable {
    private final SigningKeys keys = SigningKeys.generate(JwsAlgorithm.HS256);
    private final InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage();
    private final JwtUserSessionManager sessions;

    private TestIssuer(String issuer, String audience) {
        this.sessions = JwtUserSessionManager.builder()
                .issuer(issuer)
                .audience(audience)
                .signingKeys(keys)
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(storage)
                .build();
    }

    /**
     * An issuer with keys that are thrown away.
     *
     * @param issuer what the service has as {@code symbolon.issuer}
     * @param audience what the service has as {@code symbolon.audience}
     * @return an issuer, which Spring closes with the application
     */
    public static TestIssuer of(String issuer, String audience) {
        return new TestIssuer(issuer, audience);
    }

    /**
     * To start sessions, and to end them.
     *
     * @return the issuer's session manager
     */
    public JwtUserSessionManager sessions() {
        return sessions;
    }

    /**
     * What has ended.
     *
     * @return the issuer's revocation log, for the service's verifier
     */
    public RevocationLog revocations() {
        return storage.revocationLog();
    }

    /** Lets the verifier accept the issuer's tokens. */
    @Override
    public void customize(AccessTokenVerifier.Builder builder) {
        builder.keys(keys);
    }

    /** Ends the issuer. */
    @Override
    public void close() {
        sessions.close();
        storage.close();
    }
}
