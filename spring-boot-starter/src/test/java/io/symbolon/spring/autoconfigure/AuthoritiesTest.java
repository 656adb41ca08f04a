package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.ClaimsSource;
import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.spring.SessionAuthoritiesConverter;
import io.symbolon.spring.SessionSignInHandler;
import io.symbolon.spring.SignInOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/** G14: authorities after a sign-in are exactly those that the application gave. */
class AuthoritiesTest {
    private static final String[] PIECES = {
        " ",
        "  ",
        ",",
        ";",
        "\"",
        "'",
        "\\",
        "\t",
        "\n",
        "\u0000",
        "[",
        "]",
        "{",
        "}",
        ":",
        "/",
        "admin",
        "Not admin",
        "ROLE_",
        "SCOPE_",
        "FACTOR_",
        "ROLE_ADMIN",
        "read",
        "scope",
        "\u00fcn\u00ef",
        "\ud83d\ude00",
        "\u2028",
        "\u00a0",
        "\ufeff",
        "e\u0301",
        "\u00e9",
        "",
        "null",
        "true",
        "0"
    };

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SymbolonVerifierAutoConfiguration.class,
                    SymbolonAutoConfiguration.class,
                    SymbolonWebAutoConfiguration.class,
                    SymbolonSecurityAutoConfiguration.class,
                    SymbolonAuthoritiesAutoConfiguration.class))
            .withPropertyValues(Runner.REQUIRED)
            .withPropertyValues("symbolon.generate-keys=true", "symbolon.storage=memory");

    /** Of the application's own: Spring's takes no blank text. */
    private record Authority(@Nullable String text) implements GrantedAuthority {
        @Override
        public @Nullable String getAuthority() {
            return text;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void g14AnySetOfTextsComesBackExactly(long seed) {
        Random random = new Random(seed);
        application.run(context -> {
            for (int i = 0; i < 100; i++) {
                Set<String> given = randomTexts(random);
                assertThat(texts(afterSignIn(context, authorities(given))))
                        .as("seed %d, case %d", seed, i)
                        .isEqualTo(given);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Not admin",
                "Store Manager",
                "admin",
                "ROLE_ADMIN",
                "SCOPE_read",
                "SCOPE_SCOPE_a",
                "x,y",
                "tab\tsep",
                "\u00fcn\u00ef",
                "two  blanks",
                " leading",
                "trailing ",
                "FACTOR_x",
                "",
                " ",
                "\"quoted\"",
                "[\"a\",\"b\"]"
            })
    void g14OneTextComesBackAsOneText(String text) {
        application.run(context -> assertThat(texts(afterSignIn(context, authorities(Set.of(text)))))
                .isEqualTo(Set.of(text)));
    }

    @Test
    void authoritiesCompareAsSpringsOwn() {
        application.run(context -> assertThat(afterSignIn(context, authorities(Set.of("ROLE_ADMIN"))))
                .contains(new SimpleGrantedAuthority("ROLE_ADMIN")));
    }

    @Test
    void howSomebodySignedInIsNotAnAuthority() {
        List<GrantedAuthority> given = List.of(
                new SimpleGrantedAuthority("ROLE_USER"),
                FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY));
        application.run(
                context -> assertThat(texts(afterSignIn(context, given))).isEqualTo(Set.of("ROLE_USER")));
    }

    @Test
    void noAuthoritiesAreNoClaim() {
        application.run(context ->
                assertThat(decoded(context, List.of()).getClaims()).doesNotContainKeys("authorities", "scope"));
    }

    @Test
    void theClaimScopeIsNeverMadeOfAuthorities() {
        application.run(context -> assertThat(
                        decoded(context, authorities(Set.of("SCOPE_read"))).getClaims())
                .doesNotContainKey("scope"));
    }

    @Test
    void anAuthorityWithoutATextRefusesTheSignInAndStartsNoSession() {
        application.run(context -> {
            assertThatThrownBy(() -> afterSignIn(context, List.of(new Authority("ROLE_USER"), new Authority(null))))
                    .isInstanceOf(InternalAuthenticationServiceException.class)
                    .hasMessageContaining("could not keep its authorities")
                    .hasMessageContaining(Authority.class.getName());
            assertThat(context.getBean(JwtUserSessionManager.class).list("alice"))
                    .isEmpty();
        });
    }

    @Test
    void anAuthorityWithoutAFormInUtf8RefusesTheSignInWithoutShowingIt() {
        application.run(context -> {
            assertThatThrownBy(() -> afterSignIn(context, List.of(new Authority("broken \ud800"))))
                    .isInstanceOf(InternalAuthenticationServiceException.class)
                    .hasMessageContaining("surrogate")
                    .hasMessageNotContaining("broken");
            assertThat(context.getBean(JwtUserSessionManager.class).list("alice"))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FACTOR_PASSWORD",
                "FACTOR_OTT",
                "FACTOR_SAML_RESPONSE",
                "FACTOR_X509",
                "FACTOR_PWD",
                "FACTOR_pwd",
                "FACTOR_Mixed",
                "FACTOR_two words",
                "FACTOR_\u00fcn\u00ef",
                "FACTOR_FACTOR_PASSWORD",
                "FACTOR_FACTOR_x",
                "FACTOR_"
            })
    void g14AFactorComesBackWithItsTime(String text) {
        Instant proved = Instant.parse("2026-01-02T03:04:05Z");
        GrantedAuthority factor = FactorGrantedAuthority.withAuthority(text)
                .issuedAt(proved.plusMillis(999))
                .build();

        application.run(context ->
                assertThat(factors(afterSignIn(context, List.of(factor)))).isEqualTo(Map.of(text, proved)));
    }

    @Test
    void g14ABearerTokenIsNoFactorThatASessionKeeps() {
        application.run(context -> {
            Jwt jwt = decoded(
                    context, List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.BEARER_AUTHORITY)));
            assertThat(jwt.getClaims()).doesNotContainKeys("factors", "amr", "auth_time");
        });
        assertThat(new SessionAuthoritiesConverter().convert(withFactors(Map.of("bearer", 1L, "FACTOR_BEARER", 1L))))
                .isEmpty();
    }

    @Test
    void aFactorThatCannotBeKeptRefusesTheSignIn() {
        application.run(context -> {
            for (String text : List.of("ROLE_ADMIN", "FACTOR_" + "x".repeat(65), "factor_password")) {
                GrantedAuthority factor =
                        FactorGrantedAuthority.withAuthority(text).build();
                assertThatThrownBy(() -> afterSignIn(context, List.of(factor)))
                        .isInstanceOf(InternalAuthenticationServiceException.class)
                        .hasMessageContaining("factor");
            }
            assertThat(context.getBean(JwtUserSessionManager.class).list("alice"))
                    .isEmpty();
        });
    }

    @Test
    void factorsOfAnotherFormGiveNoAuthority() {
        SessionAuthoritiesConverter converter = new SessionAuthoritiesConverter();
        for (Object claim : List.of("pwd", 1L, List.of("pwd"), Map.of("pwd", "1"), Map.of("pwd", Map.of()))) {
            assertThat(converter.convert(withFactors(claim))).as("%s", claim).isEmpty();
        }
    }

    private static Jwt withFactors(Object claim) {
        return Jwt.withTokenValue("t")
                .header("alg", "none")
                .claim("factors", claim)
                .build();
    }

    private static Map<String, Instant> factors(Collection<GrantedAuthority> authorities) {
        return authorities.stream()
                .filter(FactorGrantedAuthority.class::isInstance)
                .map(FactorGrantedAuthority.class::cast)
                .filter(factor -> !factor.getAuthority().equals(FactorGrantedAuthority.BEARER_AUTHORITY))
                .collect(Collectors.toMap(FactorGrantedAuthority::getAuthority, FactorGrantedAuthority::getIssuedAt));
    }

    @Test
    void optionsAddClaimsAndKeepTheAuthorities() {
        application
                .withBean(SignInOptions.class, () -> who -> CreateOptions.claims(Map.of("team", who.getName())))
                .run(context -> {
                    Jwt jwt = decoded(context, authorities(Set.of("ROLE_USER")));
                    assertThat(jwt.getClaimAsString("team")).isEqualTo("alice");
                    assertThat(jwt.getClaimAsStringList("authorities")).containsExactly("ROLE_USER");
                });
    }

    @Test
    void aScopeThatTheApplicationGivesIsSpringsToRead() {
        application
                .withBean(ClaimsSource.class, () -> subject -> Map.of("scope", "read write"))
                .run(context -> assertThat(texts(afterSignIn(context, authorities(Set.of("Not admin")))))
                        .isEqualTo(Set.of("Not admin", "SCOPE_read", "SCOPE_write")));
    }

    @Test
    void aClaimOfAnotherFormGivesNoAuthority() {
        SessionAuthoritiesConverter converter = new SessionAuthoritiesConverter();
        for (Object claim : List.of("ROLE_ADMIN", "a b", Map.of("a", "b"), List.of("ROLE_ADMIN", 1L), 1L)) {
            Jwt jwt = Jwt.withTokenValue("t")
                    .header("alg", "none")
                    .claim("authorities", claim)
                    .build();
            assertThat(converter.convert(jwt)).as("%s", claim).isEmpty();
        }
    }

    @Test
    void springBootsPropertiesGoOnChoosingOtherAuthorities() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SymbolonVerifierAutoConfiguration.class,
                        SymbolonAutoConfiguration.class,
                        SymbolonWebAutoConfiguration.class,
                        SymbolonSecurityAutoConfiguration.class,
                        SymbolonAuthoritiesAutoConfiguration.class,
                        resourceServer()))
                .withPropertyValues(Runner.REQUIRED)
                .withPropertyValues(
                        "symbolon.generate-keys=true",
                        "symbolon.storage=memory",
                        "spring.security.oauth2.resourceserver.jwt.authority-prefix=GROUP_")
                .withBean(ClaimsSource.class, () -> subject -> Map.of("scope", "staff"))
                // Else Spring Boot 4.0 makes one, of what is not there.
                .withBean(SecurityFilterChain.class, () -> new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE))
                .run(context -> assertThat(texts(afterSignIn(context, authorities(Set.of("ROLE_USER")))))
                        .isEqualTo(Set.of("GROUP_staff")));
    }

    /** Its package differs between Spring Boot 4.0 and 4.1. */
    private static Class<?> resourceServer() {
        String parent = OAuth2ResourceServerProperties.class.getPackageName();
        ClassLoader loader = AuthoritiesTest.class.getClassLoader();
        String current = parent + ".OAuth2ResourceServerAutoConfiguration";
        return ClassUtils.resolveClassName(
                ClassUtils.isPresent(current, loader)
                        ? current
                        : parent + ".servlet.OAuth2ResourceServerAutoConfiguration",
                loader);
    }

    private static Collection<GrantedAuthority> afterSignIn(
            AssertableWebApplicationContext context, List<? extends GrantedAuthority> given) {
        return Objects.requireNonNull(
                        context.getBean(JwtAuthenticationConverter.class).convert(decoded(context, given)))
                .getAuthorities();
    }

    private static Jwt decoded(AssertableWebApplicationContext context, List<? extends GrantedAuthority> given) {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        try {
            context.getBean(SessionSignInHandler.class)
                    .onAuthenticationSuccess(
                            new MockHttpServletRequest("POST", "/login"),
                            answer,
                            new UsernamePasswordAuthenticationToken("alice", null, given));
            String token = JsonMapper.shared()
                    .readTree(answer.getContentAsString())
                    .path("access_token")
                    .asString();
            return context.getBean(JwtDecoder.class).decode(token);
        } catch (java.io.IOException | jakarta.servlet.ServletException failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<Authority> authorities(Set<String> texts) {
        return texts.stream().map(Authority::new).toList();
    }

    /** But for Spring's own: that the request brought a bearer token. */
    private static Set<String> texts(Collection<GrantedAuthority> authorities) {
        return authorities.stream()
                .filter(authority -> !(authority instanceof FactorGrantedAuthority))
                .map(authority -> Objects.requireNonNull(authority.getAuthority()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> randomTexts(Random random) {
        Set<String> texts = new TreeSet<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            List<String> pieces = new ArrayList<>();
            for (int j = random.nextInt(5); j > 0; j--) {
                pieces.add(PIECES[random.nextInt(PIECES.length)]);
            }
            texts.add(String.join("", pieces));
        }
        return texts;
    }
}
