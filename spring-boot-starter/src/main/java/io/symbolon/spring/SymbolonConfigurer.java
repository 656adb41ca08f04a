package io.symbolon.spring;

import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.web.WebSessions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Sets up a filter chain of Spring Security for Symbolon's sessions:
 *
 * <pre>{@code
 * http.with(symbolon(), withDefaults())
 *         .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
 *         .formLogin(withDefaults())
 * }</pre>
 *
 * <p>It is the same as writing, in its place:
 *
 * <ul>
 *   <li>Symbolon's endpoints are permitted to all and need no CSRF token: they protect themselves.
 *   <li>The chain is stateless. CSRF tokens, which a sign-in page needs, are kept in a cookie.
 *   <li>Requests are authenticated by their access token; refusals are answered by {@link SessionEntryPoint}.
 *   <li>Logout is at {@code logout} beside the sign-out endpoint ({@code /session/logout}) and ends the session.
 *   <li>Form login, if the chain has it, starts a session by {@link SessionSignInHandler}.
 * </ul>
 *
 * <p>Each of these can be changed: except for the success handler of form login ({@link #successHandler}), lines after
 * this one have the last word, such as {@code .csrf(csrf -> csrf.disable())}. A chain that has CSRF protection or logout
 * disabled before keeps it so. Write it before {@code authorizeHttpRequests}, which takes no more paths after {@code
 * anyRequest()}. Several chains of an application can have it; in a service that only verifies tokens it sets up the
 * authentication alone.
 *
 * <p>Not thread-safe.
 */
public final class SymbolonConfigurer extends AbstractHttpConfigurer<SymbolonConfigurer, HttpSecurity> {
    private @Nullable AuthenticationSuccessHandler successHandler;

    private SymbolonConfigurer() {}

    /**
     * A configurer for one filter chain.
     *
     * @return a new configurer
     */
    public static SymbolonConfigurer symbolon() {
        return new SymbolonConfigurer();
    }

    /**
     * What answers a sign-in by form login.
     *
     * @param successHandler such as {@link SessionSignInHandler#andThen}; by default the {@link SessionSignInHandler} bean
     * @return this configurer
     */
    public SymbolonConfigurer successHandler(AuthenticationSuccessHandler successHandler) {
        this.successHandler = Objects.requireNonNull(successHandler, "successHandler");
        return this;
    }

    /** Called where the configurer is applied, so that what is written after it has the last word. */
    @Override
    public void setBuilder(HttpSecurity http) {
        super.setBuilder(http);
        ApplicationContext beans = http.getSharedObject(ApplicationContext.class);
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.oauth2ResourceServer(server -> server.jwt(withDefaults())
                .authenticationEntryPoint(
                        beans.getBeanProvider(SessionEntryPoint.class).getIfAvailable(SessionEntryPoint::new)));
        if (has(CsrfConfigurer.class, http)) {
            http.csrf(csrf -> csrf.csrfTokenRepository(new CookieCsrfTokenRepository()));
        }
        beans.getBeanProvider(SessionEndpointsMatcher.class).ifAvailable(endpoints -> open(endpoints, http));
        beans.getBeanProvider(WebSessions.class)
                .ifAvailable(sessions -> logout(sessions, beans.getBean(SessionSignOutHandler.class), http));
    }

    @Override
    public void init(HttpSecurity http) {
        if (has(FormLoginConfigurer.class, http)) {
            AuthenticationSuccessHandler handler = successHandler != null
                    ? successHandler
                    : http.getSharedObject(ApplicationContext.class).getBean(SessionSignInHandler.class);
            http.formLogin(form -> form.successHandler(handler));
        }
    }

    private static void open(SessionEndpointsMatcher endpoints, HttpSecurity http) {
        try {
            http.authorizeHttpRequests(
                    requests -> requests.requestMatchers(endpoints).permitAll());
        } catch (IllegalStateException tooLate) {
            throw new IllegalStateException(
                    "Write http.with(symbolon(), …) before authorizeHttpRequests(…anyRequest()…).", tooLate);
        }
        exempt(endpoints, http);
    }

    /** Beside the sign-out endpoint, where the refresh token is sent. */
    private static void logout(WebSessions sessions, LogoutHandler handler, HttpSecurity http) {
        if (has(LogoutConfigurer.class, http)) {
            String signOut = sessions.paths().signOut();
            String url = signOut.substring(0, signOut.lastIndexOf('/')) + "/logout";
            http.logout(logout -> logout.logoutUrl(url).addLogoutHandler(handler));
            exempt(PathPatternRequestMatcher.withDefaults().matcher(url), http);
        }
    }

    private static void exempt(RequestMatcher requests, HttpSecurity http) {
        if (has(CsrfConfigurer.class, http)) {
            http.csrf(csrf -> csrf.ignoringRequestMatchers(requests));
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // Spring Security knows its configurers by their raw types
    private static boolean has(Class configurer, HttpSecurity http) {
        return http.getConfigurer(configurer) != null;
    }
}
