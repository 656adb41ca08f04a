package io.symbolon.demo;

import static io.symbolon.spring.SymbolonConfigurer.symbolon;

import io.symbolon.CreateOptions;
import io.symbolon.spring.SessionEntryPoint;
import io.symbolon.spring.SessionSignInHandler;
import io.symbolon.spring.SignInOptions;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Who may do what. Sign-ins by the form become sessions; every other request is judged by its access token. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final List<String> ENDPOINTS = List.of("/api/", "/session", "/actuator");

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            SessionSignInHandler signIn,
            SessionEntryPoint entryPoint,
            @Value("${demo.open-paths}") List<String> openPaths,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return http.with(
                        symbolon(),
                        sessions ->
                                sessions.successHandler(signIn.andThen(new SimpleUrlAuthenticationSuccessHandler("/"))))
                .authorizeHttpRequests(requests -> requests.requestMatchers(openPaths.toArray(String[]::new))
                        .permitAll()
                        .requestMatchers("/api/admin/**", "/actuator/symbolon")
                        .hasRole(Role.ADMIN.text())
                        .anyRequest()
                        .authenticated())
                // Symbolon refuses what other sites' pages send with our cookies, the sign-in too.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .formLogin(login -> login.loginPage("/sign-in.html")
                        .loginProcessingUrl("/login")
                        .failureHandler(failedSignIn()))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(pageOr(entryPoint, problems))
                        .accessDeniedHandler((request, response, denied) ->
                                problems.resolveException(request, response, null, denied)))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY)))
                .build();
    }

    /** A person who has mistyped an address gets a page, whether signed in or not; programs are asked for a token. */
    private static AuthenticationEntryPoint pageOr(SessionEntryPoint entryPoint, HandlerExceptionResolver problems) {
        return (request, response, refusal) -> {
            String path = request.getRequestURI();
            boolean isPage = request.getMethod().equals("GET")
                    && Problems.accepts(request.getHeader(HttpHeaders.ACCEPT))
                    && ENDPOINTS.stream().noneMatch(path::startsWith);
            if (isPage) {
                NoResourceFoundException notThere = new NoResourceFoundException(HttpMethod.GET, path, path);
                problems.resolveException(request, response, null, notThere);
            } else {
                entryPoint.commence(request, response, refusal);
            }
        };
    }

    /** The claim {@code role} is for {@code hasRole}. */
    @Bean
    JwtAuthenticationConverter authorities() {
        JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName(Role.CLAIM);
        roles.setAuthorityPrefix("ROLE_");
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(roles);
        return converter;
    }

    /** Neither claims nor authorities of a session's own: what a user may do comes from the claims source, and changes. */
    @Bean
    SignInOptions signInOptions() {
        return authentication -> CreateOptions.defaults().withClient("browser").withAuthorities(List.of());
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    /** For {@link SignInController}. */
    @Bean
    AuthenticationManager authenticationManager(AuthenticationConfiguration configuration) {
        return configuration.getAuthenticationManager();
    }

    /** Without a servlet session for the error's text. */
    private static AuthenticationFailureHandler failedSignIn() {
        SimpleUrlAuthenticationFailureHandler handler =
                new SimpleUrlAuthenticationFailureHandler("/sign-in.html?error");
        handler.setAllowSessionCreation(false);
        return handler;
    }
}
