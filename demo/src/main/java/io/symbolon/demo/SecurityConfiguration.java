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
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Who may do what. Sign-ins by the form become sessions; every other request is judged by its access token. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
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
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(entryPoint)
                        .accessDeniedHandler((request, response, denied) ->
                                problems.resolveException(request, response, null, denied)))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY)))
                .build();
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
        return authentication -> CreateOptions.defaults().withAuthorities(List.of());
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
