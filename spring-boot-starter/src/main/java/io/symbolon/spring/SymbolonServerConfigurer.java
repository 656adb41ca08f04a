package io.symbolon.spring;

import java.util.Objects;
import java.util.Optional;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.server.WebFilter;

/**
 * Sets up a filter chain of Spring Security for Symbolon's sessions, in a reactive application:
 *
 * <pre>{@code
 * @Bean
 * SecurityWebFilterChain chain(ServerHttpSecurity http, SymbolonServerConfigurer symbolon) {
 *     return symbolon.configure(http)
 *             .authorizeExchange(requests -> requests.anyExchange().authenticated())
 *             .build();
 * }
 * }</pre>
 *
 * <p>It is the same as writing, in its place:
 *
 * <ul>
 *   <li>The chain is stateless. CSRF tokens are kept in a cookie. There is no logout but the sign-out endpoint, which is, as
 *       the other endpoints, before the chain.
 *   <li>Requests are authenticated by their access token, on the event loop; where it is bound by DPoP, with the proof that
 *       came along (RFC 9449). An expired one of a person who navigates is renewed before, where the refresh token's cookie
 *       arrives.
 *   <li>A person who is sent to the sign-in page comes back from it, where sign-ins are answered by {@link
 *       SessionServerSignInHandler}.
 *   <li>Refusals are answered by {@link SessionServerEntryPoint} and {@link SessionServerAccessDeniedHandler}: with pages
 *       for people, with problems for programs.
 * </ul>
 *
 * <p>Lines after it have the last word, such as {@code .csrf(csrf -> csrf.disable())}. A bean. Immutable, thread-safe.
 */
public final class SymbolonServerConfigurer {
    private final WebFilter filter;
    private final Optional<WebFilter> wayBack;
    private final ServerAuthenticationConverter tokens;
    private final Converter<Jwt, AbstractAuthenticationToken> authorities;
    private final SessionServerEntryPoint entryPoint;
    private final SessionServerAccessDeniedHandler denied;

    /**
     * Creates a configurer.
     *
     * @param filter lets everybody pass; renews tokens, and judges the proofs that come with them
     * @param signInPath of the sign-in page, within the application; empty if nobody is sent there
     * @param tokens finds the access token of a request
     * @param authorities of a verified token
     * @param entryPoint answers requests without a good token
     * @param denied answers those whose token does not suffice
     */
    public SymbolonServerConfigurer(
            WebFilter filter,
            Optional<String> signInPath,
            ServerAuthenticationConverter tokens,
            Converter<Jwt, AbstractAuthenticationToken> authorities,
            SessionServerEntryPoint entryPoint,
            SessionServerAccessDeniedHandler denied) {
        this.filter = Objects.requireNonNull(filter, "filter");
        this.wayBack = signInPath.map(ServerWayBack::new);
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.authorities = Objects.requireNonNull(authorities, "authorities");
        this.entryPoint = Objects.requireNonNull(entryPoint, "entryPoint");
        this.denied = Objects.requireNonNull(denied, "denied");
    }

    /**
     * Sets up a chain.
     *
     * @param http the chain
     * @return the same
     */
    public ServerHttpSecurity configure(ServerHttpSecurity http) {
        http.addFilterBefore(filter, SecurityWebFiltersOrder.CSRF);
        wayBack.ifPresent(keeper -> http.addFilterBefore(keeper, SecurityWebFiltersOrder.CSRF));
        // The decoder is given a text; by this it finds what the filter has found out.
        http.addFilterBefore(new ServerWebExchangeContextFilter(), SecurityWebFiltersOrder.CSRF);
        return http.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .csrf(csrf -> csrf.csrfTokenRepository(new CookieServerCsrfTokenRepository()))
                .logout(logout -> logout.disable())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(
                                new ReactiveJwtAuthenticationConverterAdapter(authorities)))
                        .bearerTokenConverter(tokens)
                        .authenticationEntryPoint(entryPoint)
                        .accessDeniedHandler(denied))
                .exceptionHandling(refusals ->
                        refusals.authenticationEntryPoint(entryPoint).accessDeniedHandler(denied));
    }
}
