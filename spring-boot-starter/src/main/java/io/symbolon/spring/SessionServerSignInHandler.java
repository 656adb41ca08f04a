package io.symbolon.spring;

import io.symbolon.CreateOptions;
import io.symbolon.http.SignIn;
import io.symbolon.webflux.WebFluxSessions;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Turns a sign-in of Spring Security into a session, in a reactive application: starts one for the authenticated name and
 * hands out its tokens by the first of the transports. Where these are cookies, the browser then goes on to the page that
 * led to the sign-in, else to the root of the application:
 *
 * <pre>{@code
 * @Bean
 * SecurityWebFilterChain chain(
 *         ServerHttpSecurity http, SymbolonServerConfigurer symbolon, SessionServerSignInHandler signIn) {
 *     return symbolon.configure(http)
 *             .formLogin(login -> login.authenticationSuccessHandler(signIn))
 *             .authorizeExchange(requests -> requests.pathMatchers("/login").permitAll()
 *                     .anyExchange().authenticated())
 *             .build();
 * }
 * }</pre>
 *
 * <p>The sign-in page is the application's own, and {@code symbolon.web.sign-in-page} names it.
 *
 * <p>The session keeps the authorities of the sign-in exactly, in the claim {@code authorities}, and its factors ({@link
 * org.springframework.security.core.authority.FactorGrantedAuthority}) with their times, if it has any; a sign-in that cannot
 * be kept fails. A session that the browser had before does not end by that.
 *
 * <p>A bean. Immutable, thread-safe.
 */
public final class SessionServerSignInHandler implements ServerAuthenticationSuccessHandler {
    private final WebFluxSessions sessions;
    private final Function<Authentication, CreateOptions> options;
    private final UnaryOperator<SignIn> way;

    /**
     * Creates a handler of sessions that have neither claims nor times of their own.
     *
     * @param sessions starts the sessions
     */
    public SessionServerSignInHandler(WebFluxSessions sessions) {
        this(Objects.requireNonNull(sessions, "sessions"), authentication -> CreateOptions.defaults(), way -> way);
    }

    private SessionServerSignInHandler(
            WebFluxSessions sessions, Function<Authentication, CreateOptions> options, UnaryOperator<SignIn> way) {
        this.sessions = sessions;
        this.options = options;
        this.way = way;
    }

    /**
     * This handler with claims and times of the sessions. Options that say themselves which authorities a session has have
     * the last word.
     *
     * @param options of one session, by its sign-in
     * @return a new handler
     */
    public SessionServerSignInHandler withOptions(Function<Authentication, CreateOptions> options) {
        return new SessionServerSignInHandler(sessions, Objects.requireNonNull(options, "options"), way);
    }

    /**
     * This handler for sign-ins that may come from another site, such as the redirect of an identity provider whose
     * {@code state} was checked: that of {@code oauth2Login}. See {@link SignIn#withoutOriginCheck()} for what may.
     *
     * @return a new handler
     */
    public SessionServerSignInHandler withoutOriginCheck() {
        return new SessionServerSignInHandler(sessions, options, SignIn::withoutOriginCheck);
    }

    @Override
    public Mono<Void> onAuthenticationSuccess(WebFilterExchange filtered, Authentication authentication) {
        ServerWebExchange exchange = filtered.getExchange();
        return Mono.fromCallable(() -> KeptSignIn.addedTo(options.apply(authentication), authentication))
                .flatMap(kept -> sessions.signIn(authentication.getName(), kept, way, exchange))
                .then(Mono.defer(() -> goOn(exchange)));
    }

    private static Mono<Void> goOn(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        // Where tokens travel in the body, they were the answer.
        if (response.isCommitted()) {
            return Mono.empty();
        }
        String root = exchange.getRequest().getPath().contextPath().value() + "/";
        return ServerWayBack.take(exchange)
                .doOnNext(wayBack -> {
                    response.setStatusCode(HttpStatus.SEE_OTHER);
                    // As it is: not every address that browsers take is one by RFC 3986.
                    response.getHeaders().set(HttpHeaders.LOCATION, wayBack.orElse(root));
                })
                .then();
    }
}
