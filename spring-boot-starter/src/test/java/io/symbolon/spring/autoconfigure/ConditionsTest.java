package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.spring.LiveStompConfigurer;
import io.symbolon.spring.LiveWebSocketSessions;
import io.symbolon.spring.SessionEndpointsMatcher;
import io.symbolon.spring.SessionEntryPoint;
import io.symbolon.spring.SessionSignInHandler;
import io.symbolon.spring.SessionSignOutHandler;
import io.symbolon.spring.WebSessionsCustomizer;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.web.TokenTransport;
import io.symbolon.web.TokenTransports;
import io.symbolon.web.WebSessions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

class ConditionsTest {
    private final WebApplicationContextRunner web = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SymbolonVerifierAutoConfiguration.class,
                    SymbolonAutoConfiguration.class,
                    SymbolonWebAutoConfiguration.class,
                    SymbolonSecurityAutoConfiguration.class,
                    SymbolonAuthoritiesAutoConfiguration.class,
                    SymbolonActuatorAutoConfiguration.class,
                    SymbolonMetricsAutoConfiguration.class))
            .withPropertyValues(Runner.REQUIRED)
            .withPropertyValues("symbolon.generate-keys=true", "symbolon.storage=memory");

    @Test
    void anApplicationWithoutAWebServerHasAManagerAndADecoder() {
        Runner.inMemory()
                .withClassLoader(new FilteredClassLoader("jakarta.servlet"))
                .run(context -> assertThat(context)
                        .hasSingleBean(JwtUserSessionManager.class)
                        .hasSingleBean(JwtDecoder.class)
                        .doesNotHaveBean(WebSessions.class)
                        .doesNotHaveBean(BearerTokenResolver.class));
    }

    @Test
    void anApplicationWithNoneOfTheOptionalThingsHasAManager() {
        Runner.inMemory()
                .withClassLoader(new FilteredClassLoader(
                        "jakarta.servlet",
                        "org.springframework.security",
                        "org.springframework.boot.actuate",
                        "org.springframework.boot.health",
                        "org.springframework.data.redis",
                        "io.lettuce",
                        "io.micrometer.core"))
                .run(context -> assertThat(context)
                        .hasSingleBean(JwtUserSessionManager.class)
                        .hasSingleBean(UserSessionStorage.class));
    }

    @Test
    void withoutSpringSecurityTheEndpointsAreThere() {
        web.withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context -> assertThat(context)
                        .hasSingleBean(WebSessions.class)
                        .hasBean("sessionEndpoints")
                        .doesNotHaveBean("jwtDecoder"));
    }

    @Test
    void withSpringsWebSocketsAloneThereIsNoStomp() {
        WebApplicationContextRunner live =
                web.withConfiguration(AutoConfigurations.of(SymbolonLiveAutoConfiguration.class));

        live.run(context -> assertThat(context).hasSingleBean(LiveStompConfigurer.class));
        live.withClassLoader(new FilteredClassLoader("org.springframework.messaging"))
                .run(context -> assertThat(context)
                        .hasSingleBean(LiveWebSocketSessions.class)
                        .doesNotHaveBean("liveStompConfigurer"));
    }

    @Test
    void withSpringSecurityItsPartsAreThere() {
        web.run(context -> assertThat(context)
                .hasSingleBean(JwtDecoder.class)
                .hasSingleBean(BearerTokenResolver.class)
                .hasSingleBean(SessionEndpointsMatcher.class)
                .hasSingleBean(SessionEntryPoint.class)
                .hasSingleBean(SessionSignInHandler.class)
                .hasSingleBean(SessionSignOutHandler.class));
    }

    @ParameterizedTest
    @CsvSource({"none, false, false", "optional, true, false", "required, false, true"})
    void theFilterIsWhatThePropertySays(String filter, boolean optional, boolean required) {
        web.withPropertyValues("symbolon.web.filter=" + filter).run(context -> {
            assertThat(context.containsBean("optionalAccessTokenFilter")).isEqualTo(optional);
            assertThat(context.containsBean("requiredAccessTokenFilter")).isEqualTo(required);
        });
    }

    @Test
    void theEndpointsCanBeLeftOut() {
        web.withPropertyValues("symbolon.web.endpoints=false")
                .run(context -> assertThat(context).doesNotHaveBean("sessionEndpoints"));
    }

    @Test
    void beansOfTheApplicationTakeThePlaceOfOurs() {
        JwtDecoder decoder = token -> {
            throw new UnsupportedOperationException();
        };
        BearerTokenResolver resolver = request -> null;
        web.withBean(JwtUserSessionManager.class, ConditionsTest::ownManager)
                .withBean(JwtDecoder.class, () -> decoder)
                .withBean(BearerTokenResolver.class, () -> resolver)
                .run(context -> {
                    assertThat(context)
                            .hasSingleBean(JwtUserSessionManager.class)
                            .hasSingleBean(WebSessions.class);
                    assertThat(context.getBean(JwtDecoder.class)).isSameAs(decoder);
                    assertThat(context.getBean(BearerTokenResolver.class)).isSameAs(resolver);
                });
    }

    @Test
    void webSessionsCanBeCustomized() {
        web.withPropertyValues("symbolon.web.transports=bearer,cookie")
                .withBean(
                        WebSessionsCustomizer.class,
                        () -> sessions -> sessions.transports(TokenTransports.of(TokenTransport.splitCookie())))
                .run(context -> {
                    MockHttpServletRequest request = new MockHttpServletRequest();
                    request.addHeader("Authorization", "Bearer abc");
                    TokenTransports transports =
                            context.getBean(WebSessions.class).transports();
                    assertThat(transports.accessToken(request)).isEqualTo(Optional.empty());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "symbolon.web.path.sessions=no-slash, symbolon.web.path is wrong",
        "symbolon.web.trusted-proxies=nonsense, symbolon.web.trusted-proxies is wrong",
        "symbolon.web.allowed-origins=app.example.com, symbolon.web.allowed-origins is wrong",
        "symbolon.web.cookie.domain=., symbolon.web.cookie is wrong",
        "symbolon.web.transports=, symbolon.web.transports is empty",
    })
    void aWrongWebSettingIsNamed(String setting, String message) {
        web.withPropertyValues("symbolon.web.transports=cookie", setting).run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure())
                    .hasRootCauseInstanceOf(RuntimeException.class)
                    .hasStackTraceContaining(message);
        });
    }

    private static JwtUserSessionManager ownManager() {
        return JwtUserSessionManager.builder()
                .issuer("https://own.example.com")
                .audience("own")
                .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(new InMemoryUserSessionStorage())
                .build();
    }
}
