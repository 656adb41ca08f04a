package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.fixture.FaultyLog;
import io.symbolon.internal.jwks.JwksServer;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwksAddressTest {
    private static final String ISSUER = "https://login.example.com";
    private static final String AUDIENCE = "https://api.example.com";
    private static final String THREAD = "symbolon-jwks";

    @Test
    void aServiceVerifiesWithWhatTheIssuerPublishes(@TempDir Path folder) throws Exception {
        try (InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage();
                JwtUserSessionManager issuer = manager(storage);
                JwksServer server = new JwksServer(folder)) {
            server.answer(issuer.jwks());
            String token =
                    issuer.create("user-1", SessionContext.of("203.0.113.7")).accessToken();

            try (AccessTokenVerifier verifier = builder()
                    .jwks(server.address(), server.client().build())
                    .revocations(storage.revocationLog())
                    .build()) {
                assertThat(verifier.verify(token).subject()).isEqualTo("user-1");
                assertThat(threads()).isEqualTo(1);
                int requests = server.requests();
                for (int i = 0; i < 1_000; i++) {
                    assertThatThrownBy(() -> verifier.verify("e30." + token))
                            .isInstanceOf(InvalidAccessTokenException.class);
                }
                assertThat(server.requests()).isEqualTo(requests);
            }
            assertThat(threads()).isZero();
        }
    }

    @Test
    void aVerifierWhoseLogCannotBeReadLeavesNoThreadBehind(@TempDir Path folder) throws Exception {
        try (InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage();
                JwtUserSessionManager issuer = manager(storage);
                JwksServer server = new JwksServer(folder)) {
            server.answer(issuer.jwks());
            FaultyLog log = new FaultyLog(storage::revocationLog);
            log.fail();
            AccessTokenVerifier.Builder builder =
                    builder().jwks(server.address(), server.client().build()).revocations(log);

            assertThatThrownBy(builder::build).isInstanceOf(SessionStorageException.class);

            assertThat(threads()).isZero();
        }
    }

    @Test
    void aServerThatIsNotThereIsAnErrorOfBuild() {
        AccessTokenVerifier.Builder builder = builder().jwks(URI.create("https://localhost:1/jwks.json?secret=s3cret"));

        assertThatThrownBy(builder.withoutRevocations()::build)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("https://localhost:1/jwks.json")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.com/jwks.json",
                "http://127.0.0.1.example.com/jwks.json",
                "http://localhost.example.com/jwks.json",
                "http://10.0.0.1/jwks.json",
                "http://user@example.com:80@localhost/jwks.json",
                "file:///etc/jwks.json",
                "ftp://localhost/jwks.json",
                "jwks.json",
                "https:///jwks.json",
                "https:jwks.json",
                "https://user:password@login.example.com/jwks.json",
            })
    void anAddressThatOthersCouldAnswerForIsRefused(String address) {
        assertThatThrownBy(() -> builder().jwks(new URI(address)))
                .isInstanceOfAny(IllegalArgumentException.class, URISyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/jwks.json",
                "http://127.0.0.1:8080/jwks.json",
                "http://[::1]:8080/jwks.json",
                "HTTPS://login.example.com",
                "https://login.example.com/.well-known/jwks.json",
            })
    void anAddressOfThisMachineOrOfHttpsIsTaken(String address) {
        assertThat(builder().jwks(URI.create(address))).isNotNull();
    }

    @Test
    void aClientThatLeavesHttpsIsRefused() {
        HttpClient client =
                HttpClient.newBuilder().followRedirects(Redirect.ALWAYS).build();
        URI address = URI.create("https://login.example.com/jwks.json");

        assertThatThrownBy(() -> builder().jwks(address, client))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Redirect.NORMAL");
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .count();
    }

    private static AccessTokenVerifier.Builder builder() {
        return AccessTokenVerifier.builder().issuer(ISSUER).audience(AUDIENCE);
    }

    private static JwtUserSessionManager manager(InMemoryUserSessionStorage storage) {
        return JwtUserSessionManager.builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .signingKeys(SigningKeys.generate(JwsAlgorithm.ES256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(storage)
                .build();
    }
}
