package io.symbolon.spring;

import static org.springframework.security.config.Customizer.withDefaults;

import io.symbolon.web.AccessTokenFilter;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
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
 *   <li>Requests are authenticated by their access token; where it is bound by DPoP, with the proof that came along (RFC
 *       9449). An expired one of a person who navigates is renewed before, where
 *       the refresh token's cookie arrives.
 *   <li>Refusals are answered by {@link SessionEntryPoint} and {@link SessionAccessDeniedHandler}: with pages for people,
 *       with problems for programs. The sign-in page is that of the property {@code symbolon.web.sign-in-page}, else that
 *       of the chain's own form login.
 *   <li>Where a rule of the chain asks for a factor that is missing or too old, people are sent to its sign-in as usual, with
 *       the way back; a program is told by a problem (RFC 9470).
 *   <li>Logout is at {@code logout} beside the sign-out endpoint ({@code /session/logout}) and ends the session.
 *   <li>Form login, one-time tokens, {@code oauth2Login} and {@code saml2Login}, if the chain has them, start sessions by
 *       {@link SessionSignInHandler}. Sign-ins have to come from the application's own pages, but for those by OAuth 2.0
 *       whose {@code state} was checked, and SAML answers to a request of this browser.
 * </ul>
 *
 * <p>Each of these can be changed: except for the success handler of sign-ins ({@link #successHandler}), lines after this
 * one have the last word, such as {@code .csrf(csrf -> csrf.disable())}. A chain that has CSRF protection or logout
 * disabled before keeps it so. Write it before {@code authorizeHttpRequests}, which takes no more paths after {@code
 * anyRequest()}. Several chains of an application can have it; in a service that only verifies tokens it sets up the
 * authentication alone.
 *
 * <p>Not thread-safe.
 */
public final class SymbolonConfigurer extends AbstractHttpConfigurer<SymbolonConfigurer, HttpSecurity> {
    private final ChainSignIns signIns = new ChainSignIns();
    private final List<RequestMatcher> openPaths = new CopyOnWriteArrayList<>();
    private volatile Optional<WebSessions> sessions = Optional.empty();
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
     * What answers a sign-in.
     *
     * @param successHandler such as {@link SessionSignInHandler#wayBackOrThen}; by default the {@link SessionSignInHandler}
     *     bean
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
        beans.getBeanProvider(WebSessions.class).ifAvailable(known -> sessions = Optional.of(known));
        beans.getBeanProvider(SessionOpenPathsMatcher.class).ifAvailable(openPaths::add);
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        authenticate(beans, http);
        beans.getBeanProvider(ProofVerification.class)
                .ifAvailable(proofs -> http.addFilterBefore(proofs.filter(), CsrfFilter.class));
        http.requestCache(cache -> cache.requestCache(new WayBackRequestCache(() -> sessions)));
        http.addFilterAfter(new MissingFactorFilter(), ExceptionTranslationFilter.class);
        http.addFilterAfter(new DpopHidingFilter(), BearerTokenAuthenticationFilter.class);
        if (has(CsrfConfigurer.class, http)) {
            http.csrf(csrf -> csrf.csrfTokenRepository(new CookieCsrfTokenRepository()));
        }
        beans.getBeanProvider(SessionEndpointsMatcher.class).ifAvailable(endpoints -> open(endpoints, http));
        sessions.ifPresent(known -> logout(known, beans.getBean(SessionSignOutHandler.class), http));
        signIns.find(http);
    }

    @Override
    public void init(HttpSecurity http) {
        signIns.find(http);
        if (!signIns.isEmpty()) {
            AuthenticationSuccessHandler handler = successHandler != null
                    ? successHandler
                    : http.getSharedObject(ApplicationContext.class).getBean(SessionSignInHandler.class);
            signIns.succeedBy(handler, http);
        }
    }

    /** When all sign-ins have made their pages known. */
    @Override
    public void configure(HttpSecurity http) {
        sessions = sessions.map(this::withSignInPage);
        sessions.ifPresent(known -> {
            RequestMatcher signInPage = SessionPagesFilter.page(known.signInPath());
            openPaths.add(signInPage);
            PathPatternRequestMatcher.Builder patterns = PathPatternRequestMatcher.withDefaults();
            List<RequestMatcher> returnPaths = signIns.returnPaths().stream()
                    .<RequestMatcher>map(patterns::matcher)
                    .toList();
            openPaths.addAll(returnPaths);
            http.addFilterBefore(
                    new SessionPagesFilter(
                            known, this::isOpen, signInPage, request -> matchesOne(returnPaths, request)),
                    CsrfFilter.class);
        });
    }

    private WebSessions withSignInPage(WebSessions base) {
        return base.signInPage().isPresent()
                ? base
                : signIns.page().map(base::withSignInPage).orElse(base);
    }

    private boolean isOpen(HttpServletRequest request) {
        return matchesOne(openPaths, request);
    }

    private static boolean matchesOne(List<RequestMatcher> paths, HttpServletRequest request) {
        return paths.stream().anyMatch(path -> path.matches(request));
    }

    private void authenticate(ApplicationContext beans, HttpSecurity http) {
        SessionEntryPoint entryPoint = new SessionEntryPoint(() -> sessions);
        SessionAccessDeniedHandler denied = new SessionAccessDeniedHandler(() -> sessions);
        BearerTokenResolver resolver =
                beans.getBeanProvider(BearerTokenResolver.class).getIfAvailable(DefaultBearerTokenResolver::new);
        http.oauth2ResourceServer(server -> server.jwt(withDefaults())
                .bearerTokenResolver(request -> isAnonymous(request) ? null : resolver.resolve(request))
                .authenticationEntryPoint(entryPoint)
                .accessDeniedHandler(denied));
        // Before those of form login. Set outright, an entry point would take the generated sign-in page away.
        http.exceptionHandling(
                refusals -> refusals.defaultAuthenticationEntryPointFor(entryPoint, AnyRequestMatcher.INSTANCE)
                        .defaultAccessDeniedHandlerFor(denied, AnyRequestMatcher.INSTANCE));
    }

    /** Whom the filter did not let in may still see what is for everybody; a program is told what to do. */
    private boolean isAnonymous(HttpServletRequest request) {
        return isOpen(request) || (AccessTokenFilter.refusal(request).isPresent() && WebSessions.isNavigation(request));
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
    private void logout(WebSessions known, LogoutHandler handler, HttpSecurity http) {
        if (has(LogoutConfigurer.class, http)) {
            String signOut = known.paths().signOut();
            String url = signOut.substring(0, signOut.lastIndexOf('/')) + "/logout";
            http.logout(logout -> logout.logoutUrl(url).addLogoutHandler(handler));
            RequestMatcher requests = PathPatternRequestMatcher.withDefaults().matcher(url);
            exempt(requests, http);
            openPaths.add(requests);
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
