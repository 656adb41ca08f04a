package io.symbolon.demo;

import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.CreateOptions;
import io.symbolon.spring.SessionEndpointsMatcher;
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
import org.springframework.security.config.http.SessionCreationPolicy;
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
            SessionEndpointsMatcher sessionEndpoints,
            SessionSignInHandler signIn,
            SessionEntryPoint entryPoint,
            @Value("${demo.open-paths}") List<String> openPaths,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(sessionEndpoints)
                        .permitAll()
                        .requestMatchers(openPaths.toArray(String[]::new))
                        .permitAll()
                        .requestMatchers("/api/admin/**", "/actuator/symbolon")
                        .hasRole(Role.ADMIN.text())
                        .anyRequest()
                        .authenticated())
                // Symbolon refuses what other sites' pages send with our cookies.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .formLogin(login -> login.loginPage("/sign-in.html")
                        .loginProcessingUrl("/login")
                        .failureHandler(failedSignIn())
                        .successHandler(signIn.andThen(new SimpleUrlAuthenticationSuccessHandler("/"))))
                .oauth2ResourceServer(server -> server.jwt(withDefaults()).authenticationEntryPoint(entryPoint))
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

    /** No claims of a session's own: they come from the {@link io.symbolon.ClaimsSource}. */
    @Bean
    SignInOptions signInOptions() {
        return authentication -> CreateOptions.defaults();
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
