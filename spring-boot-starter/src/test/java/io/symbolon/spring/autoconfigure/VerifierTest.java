package io.symbolon.spring.autoconfigure;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.config.Customizer.withDefaults;

import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.symbolon.AccessTokenVerifier;
import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.jdbc.JdbcUserSessionStorage;
import io.symbolon.redis.RedisUserSessionStorage;
import io.symbolon.spring.VerifierCustomizer;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service that only verifies the tokens of another one. */
class VerifierTest {
    private static final SessionContext CLIENT = SessionContext.of("203.0.113.7");

    private final SigningKeys keys = SigningKeys.generate(JwsAlgorithm.ES256);
    private final InMemoryUserSessionStorage memory = new InMemoryUserSessionStorage();

    @TempDir
    private Path folder;

    private JwtUserSessionManager issuer;
    private ApplicationContextRunner verifier;

    @BeforeEach
    void start() throws IOException {
        issuer = issuer(memory);
        Path jwks = Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
        verifier = Runner.empty()
                .withPropertyValues(Runner.REQUIRED)
                .withPropertyValues("symbolon.verifier.jwks=file:" + jwks);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void withoutRevocationsItVerifiesAndHasNoManager() {
        verifier.withPropertyValues("symbolon.verifier.revocations=none").run(context -> {
            SessionTokens tokens = issuer.create("alice", CLIENT);
            assertThat(context).doesNotHaveBean(JwtUserSessionManager.class).doesNotHaveBean(UserSessionStorage.class);
            assertThat(context.getBean(AccessTokenVerifier.class)
                            .verify(tokens.accessToken())
                            .subject())
                    .isEqualTo("alice");
            assertThat(context.getBean(JwtDecoder.class)
                            .decode(tokens.accessToken())
                            .getSubject())
                    .isEqualTo("alice");
            HealthIndicator health = context.getBean("symbolonHealthIndicator", HealthIndicator.class);
            assertThat(health.health(true))
                    .satisfies(state -> assertThat(state.getStatus()).isEqualTo(Status.UP))
                    .satisfies(state -> assertThat(state.getDetails()).containsEntry("revocations", "not followed"));
        });
    }

    @Test
    void byRedisItRefusesTheTokensOfEndedSessions() throws IOException {
        try (RedisServerProcess redis = new RedisServerProcess()) {
            RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
            try (RedisUserSessionStorage storage =
                            RedisUserSessionStorage.builder(client).build();
                    JwtUserSessionManager sessions = issuer(storage)) {
                verifier.withBean(RedisClient.class, () -> RedisClient.create("redis://127.0.0.1:" + redis.port()))
                        .withPropertyValues("symbolon.verifier.revocations=redis")
                        .run(context -> assertThatAnEndedSessionIsRefused(sessions, context.getBean(JwtDecoder.class)));
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void bySqlItRefusesTheTokensOfEndedSessions() {
        DataSource database = new EmbeddedDatabaseBuilder()
                .generateUniqueName(true)
                .setType(EmbeddedDatabaseType.H2)
                .build();
        try (JdbcUserSessionStorage storage =
                        JdbcUserSessionStorage.builder(database).build();
                JwtUserSessionManager sessions = issuer(storage)) {
            verifier.withBean(DataSource.class, () -> database)
                    .withPropertyValues("symbolon.verifier.revocations=jdbc")
                    .run(context -> assertThatAnEndedSessionIsRefused(sessions, context.getBean(JwtDecoder.class)));
        }
    }

    @Test
    void byHttpItRefusesTheTokensOfEndedSessions() throws IOException {
        String secret = "orders-0123456789abcdef0123456789abcdef";
        try (WebApplication login = WebApplication.start(
                Login.class,
                "symbolon.feed.enabled=true",
                "symbolon.token-introspection=true",
                "symbolon.services.orders.secret=" + secret,
                "symbolon.services.orders.sees-subjects=true",
                "symbolon.web.path.revocations=/internal/ended")) {
            JwtUserSessionManager sessions = login.bean(JwtUserSessionManager.class);
            Path jwks = Files.writeString(folder.resolve("login.json"), sessions.jwks());
            Path file = Files.writeString(folder.resolve("secret"), secret + "\n");

            Runner.empty()
                    .withPropertyValues(Runner.REQUIRED)
                    .withPropertyValues(
                            "symbolon.verifier.jwks=file:" + jwks,
                            "symbolon.verifier.revocations=http",
                            "symbolon.verifier.feed.address=" + "http://127.0.0.1:" + login.port() + "/internal/ended",
                            "symbolon.verifier.feed.secret=file:" + file)
                    .run(context -> assertThatAnEndedSessionIsRefused(sessions, context.getBean(JwtDecoder.class)));
            assertThat(login.client().get("/session/revoke").statusCode())
                    .as("what is not on is protected as any path is")
                    .isEqualTo(401);
        }
    }

    @Test
    void aRevocationLogOfTheApplicationIsFollowedAndMetersSayHowFar() {
        verifier.withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class,
                        CompositeMeterRegistryAutoConfiguration.class,
                        SimpleMetricsExportAutoConfiguration.class))
                .withBean("log", io.symbolon.storage.RevocationLog.class, memory::revocationLog)
                .run(context -> {
                    assertThatAnEndedSessionIsRefused(issuer, context.getBean(JwtDecoder.class));
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    assertThat(meters.get("symbolon.view.entries").gauge().value())
                            .isEqualTo(1);
                    assertThat(meters.get("symbolon.verifications")
                                    .tag("outcome", "revoked")
                                    .counter()
                                    .count())
                            .isPositive();
                });
    }

    @Test
    void keysThatAreNoJwkSetComeByACustomizer() {
        Runner.empty()
                .withPropertyValues(Runner.REQUIRED)
                .withPropertyValues("symbolon.verifier.revocations=none")
                .withBean(VerifierCustomizer.class, () -> builder -> builder.keys(keys))
                .run(context -> assertThat(context.getBean(AccessTokenVerifier.class)
                                .verify(issuer.create("alice", CLIENT).accessToken())
                                .subject())
                        .isEqualTo("alice"));
    }

    @ParameterizedTest
    @CsvSource({
        "symbolon.generate-keys=true, symbolon.generate-keys is for one that manages sessions",
        "symbolon.storage=memory, symbolon.storage is for one that manages sessions",
        "symbolon.refresh-token-keys=x, symbolon.refresh-token-keys is for one that manages sessions",
        "symbolon.audience=a;b, symbolon.audience names several services",
        "symbolon.issuer=, 'The configuration of Symbolon lacks symbolon.issuer'",
        "symbolon.verifier.jwks=file:/nowhere, symbolon.verifier.jwks names a file that cannot be read",
        "symbolon.verifier.jwks=http://login.example.com/jwks, symbolon.verifier.jwks is wrong",
        "symbolon.verifier.revocations=redis, 'symbolon-redis or a Redis client is missing'",
        "symbolon.verifier.revocations=jdbc, 'symbolon-jdbc or a DataSource is missing'",
        "symbolon.verifier.revocations=http, 'symbolon.verifier.feed.address or symbolon.verifier.feed.secret is not set'",
        "symbolon.feed.enabled=true, symbolon.feed is for one that manages sessions",
        "symbolon.audience=, 'The configuration of Symbolon lacks symbolon.audience'",
        "symbolon.verifier.revocations=, symbolon.verifier.revocations is not set"
    })
    void whatIsWrongOrMissingStopsTheStartAndIsNamed(String setting, String message) {
        verifier.withPropertyValues("symbolon.verifier.revocations=none", setting.replace(';', ','))
                .run(context -> assertThat(Runner.failure(context)).hasMessageContaining(message));
    }

    @Test
    void withoutKeysItDoesNotStart() {
        Runner.empty()
                .withPropertyValues(Runner.REQUIRED)
                .withPropertyValues("symbolon.verifier.revocations=none")
                .run(context -> {
                    assertThat(Runner.failure(context)).hasMessageContaining("The verifier cannot be built");
                    assertThat(Runner.failure(context).action()).contains("jwks:");
                });
    }

    @Test
    void aManagerOfTheApplicationBesideItStopsTheStart() {
        verifier.withPropertyValues("symbolon.verifier.revocations=none")
                .withBean(JwtUserSessionManager.class, () -> issuer(new InMemoryUserSessionStorage()))
                .run(context -> assertThat(Runner.failure(context))
                        .hasMessageContaining("bean of the type JwtUserSessionManager"));
    }

    @Test
    void withoutSpringSecurityThereIsAVerifier() {
        verifier.withPropertyValues("symbolon.verifier.revocations=none")
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.security",
                        "jakarta.servlet",
                        "org.springframework.boot.actuate",
                        "org.springframework.boot.health",
                        "io.lettuce",
                        "io.micrometer.core"))
                .run(context -> assertThat(context).hasSingleBean(AccessTokenVerifier.class));
    }

    @Test
    void oneLineProtectsAWebApplication() {
        try (WebApplication application = WebApplication.startVerifier(
                Application.class,
                "symbolon.verifier.jwks=file:" + folder.resolve("jwks.json"),
                "symbolon.verifier.revocations=none")) {
            String token = issuer.create(
                            "alice", CLIENT, CreateOptions.defaults().withAuthorities(List.of("ROLE_ADMIN")))
                    .accessToken();

            assertThat(application.bean(AccessTokenVerifier.class)).isNotNull();
            assertThat(application.client().get("/me").body()).contains("TOKEN_MISSING");
            assertThat(application.client().bearer(token).get("/me").body()).isEqualTo("alice");
            assertThat(application.client().bearer(token).get("/admin").statusCode())
                    .isEqualTo(200);
            assertThat(application.client().bearer("no.good.token").get("/me").statusCode())
                    .isEqualTo(401);
        }
    }

    private static void assertThatAnEndedSessionIsRefused(JwtUserSessionManager sessions, JwtDecoder decoder) {
        SessionTokens tokens = sessions.create("alice", CLIENT);
        assertThat(decoder.decode(tokens.accessToken()).getSubject()).isEqualTo("alice");
        sessions.revoke(tokens.sessionId());
        await().untilAsserted(() ->
                assertThatThrownBy(() -> decoder.decode(tokens.accessToken())).isInstanceOf(JwtException.class));
    }

    private JwtUserSessionManager issuer(UserSessionStorage storage) {
        return JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(keys)
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(storage)
                .build();
    }

    /** Another service, which signs users in. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Login {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }
    }

    @RestController
    static class Pages {
        @GetMapping({"/me", "/admin"})
        String me(Authentication authentication) {
            return authentication.getName();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Application {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.with(symbolon(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/admin")
                            .hasRole("ADMIN")
                            .anyRequest()
                            .authenticated())
                    .build();
        }
    }
}
