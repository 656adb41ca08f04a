package io.symbolon.webflux;

import io.symbolon.AccessToken;
import io.symbolon.CreateOptions;
import io.symbolon.ReauthenticationRequest;
import io.symbolon.SessionException;
import io.symbolon.SessionTokens;
import io.symbolon.http.HttpAnswer;
import io.symbolon.http.HttpRequest;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RefusedRequestException;
import io.symbolon.http.SignIn;
import io.symbolon.http.SignedIn;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Sessions of a WebFlux application: the sign-in, the filter and the endpoints.
 *
 * <pre>{@code
 * WebFluxSessions sessions = WebFluxSessions.of(HttpUserSessions.builder(manager)
 *         .transports(TokenTransports.of(TokenTransport.cookie(), TokenTransport.bearer()))
 *         .build());
 *
 * // two WebFilter beans, the endpoints first:
 * sessions.endpoints();
 * sessions.filter().except("/sign-in");
 *
 * // in the application's sign-in, after it has checked the password:
 * return sessions.signIn(userId, exchange).then();
 * }</pre>
 *
 * <p>Access tokens are verified on the event loop. What asks the storage runs on threads of a scheduler.
 *
 * <p>Immutable and thread-safe. It closes neither the manager nor the scheduler.
 */
public final class WebFluxSessions {
    private final HttpUserSessions sessions;
    private final Scheduler scheduler;

    private WebFluxSessions(HttpUserSessions sessions, Scheduler scheduler) {
        this.sessions = Objects.requireNonNull(sessions, "sessions");
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
    }

    /**
     * Sessions that were set up without a framework, as a WebFlux application's. The storage is asked by threads of
     * {@link Schedulers#boundedElastic()}.
     *
     * @param sessions set up by the types of {@code symbolon-http}
     * @return the same sessions
     */
    public static WebFluxSessions of(HttpUserSessions sessions) {
        return of(sessions, Schedulers.boundedElastic());
    }

    /**
     * Sessions that were set up without a framework, as a WebFlux application's.
     *
     * @param sessions set up by the types of {@code symbolon-http}
     * @param scheduler whose threads may wait: they ask the storage
     * @return the same sessions
     */
    public static WebFluxSessions of(HttpUserSessions sessions, Scheduler scheduler) {
        return new WebFluxSessions(sessions, scheduler);
    }

    /**
     * What they were set up as.
     *
     * @return the sessions without a framework
     */
    public HttpUserSessions http() {
        return sessions;
    }

    /**
     * Answers requests to the endpoints, and lets all others pass. It has to be before a filter that needs a token.
     *
     * @return the filter
     */
    public WebFilter endpoints() {
        return new EndpointWebFilter(sessions, scheduler);
    }

    /**
     * A filter that lets only requests with a good access token pass. It leaves the endpoints alone, which verify for
     * themselves.
     *
     * @return the filter
     */
    public AccessTokenWebFilter filter() {
        return new AccessTokenWebFilter(sessions.required(), Optional.of(sessions), scheduler);
    }

    /**
     * A filter that also lets requests without a good access token pass, without a principal.
     *
     * @return the filter
     */
    public AccessTokenWebFilter optionalFilter() {
        return new AccessTokenWebFilter(sessions.optional(), Optional.of(sessions), scheduler);
    }

    /**
     * Signs a subject in whom the application has authenticated, with the first transport and without claims.
     *
     * @param subject the user's id
     * @param exchange the sign-in; its response gets the tokens: headers, and the body where tokens travel in it
     * @return the session's first tokens; errors as {@link SignIn#start} throws them
     */
    public Mono<SessionTokens> signIn(String subject, ServerWebExchange exchange) {
        return signIn(subject, CreateOptions.defaults(), exchange);
    }

    /**
     * Signs a subject in whom the application has authenticated, with the first transport.
     *
     * @param subject the user's id
     * @param options the session's own claims and times
     * @param exchange the sign-in; its response gets the tokens: headers, and the body where tokens travel in it
     * @return the session's first tokens; errors as {@link SignIn#start} throws them
     */
    public Mono<SessionTokens> signIn(String subject, CreateOptions options, ServerWebExchange exchange) {
        return signIn(subject, options, way -> way, exchange);
    }

    /**
     * Signs a subject in whom the application has authenticated, in another way: by another transport, or from another
     * site.
     *
     * @param subject the user's id
     * @param options the session's own claims and times
     * @param way such as {@code signIn -> signIn.by(TokenTransport.bearer())}
     * @param exchange the sign-in; its response gets the tokens: headers, and the body where tokens travel in it
     * @return the session's first tokens; errors as {@link SignIn#start} throws them
     */
    public Mono<SessionTokens> signIn(
            String subject, CreateOptions options, UnaryOperator<SignIn> way, ServerWebExchange exchange) {
        HttpRequest request = request(exchange);
        return Mono.fromCallable(() -> way.apply(sessions.signIn()).start(subject, options, request))
                .subscribeOn(scheduler)
                .flatMap(signedIn -> handOut(signedIn, exchange));
    }

    /**
     * Gives new tokens to a user who has authenticated again: a step-up. The session stays the same, and its refresh token
     * changes. The tokens travel the way the request's access token came.
     *
     * @param exchange the request by which the user has authenticated; the filter has verified its access token
     * @param proved adds what the user has proved: at least one factor
     * @return the session's next tokens; errors as {@link HttpUserSessions#reauthenticated} throws them
     */
    public Mono<SessionTokens> reauthenticated(
            ServerWebExchange exchange, UnaryOperator<ReauthenticationRequest> proved) {
        HttpRequest request = request(exchange);
        return Mono.fromCallable(() -> sessions.reauthenticated(token(exchange), request, proved))
                .subscribeOn(scheduler)
                .flatMap(signedIn -> handOut(signedIn, exchange));
    }

    /**
     * Ends the session of the request's refresh token and that of its access token, and clears the cookies. For an
     * application that signs out in its own way; the endpoint does the same. Writes headers only.
     *
     * @param exchange carries a refresh token or an access token
     * @return ends when the sessions have ended; errors as {@link HttpUserSessions#signOut} throws them
     */
    public Mono<Void> signOut(ServerWebExchange exchange) {
        return ExchangeRequest.withBody(exchange.getRequest())
                // Of Netty, where the application has read the body before: then there is no token of ours in it.
                .onErrorReturn(IllegalStateException.class, ExchangeRequest.empty(exchange.getRequest()))
                .publishOn(scheduler)
                .flatMap(request -> Mono.fromCallable(() -> sessions.signOut(request)))
                .flatMap(answer -> ExchangeAnswers.add(answer, exchange.getResponse()));
    }

    /**
     * The request of an exchange, for what {@link HttpUserSessions} can do beside.
     *
     * @param exchange the exchange
     * @return its request; the body is not there
     */
    public static HttpRequest request(ServerWebExchange exchange) {
        return ExchangeRequest.withoutBody(exchange.getRequest());
    }

    /**
     * Answers a request.
     *
     * @param answer such as {@code sessions.http().answer(error, WebFluxSessions.request(exchange))}
     * @param exchange its response is not committed yet
     * @return ends when the answer is written
     */
    public static Mono<Void> write(HttpAnswer answer, ServerWebExchange exchange) {
        return ExchangeAnswers.write(answer, exchange.getResponse());
    }

    /**
     * Answers a request that needs a good access token and has none, as {@link #filter()} does. For a framework that
     * decides after the {@link #optionalFilter()} which requests need one.
     *
     * @param exchange its response is not committed yet
     * @return ends when the answer is written
     */
    public Mono<Void> challenge(ServerWebExchange exchange) {
        return Mono.defer(
                () -> write(sessions.challenge(request(exchange), AccessTokenWebFilter.refusal(exchange)), exchange));
    }

    /**
     * Answers a request with an error, as the filter and the endpoints do: problem details, or a page for a person who
     * navigates.
     *
     * @param error what went wrong
     * @param exchange its response is not committed yet
     * @return ends when the answer is written
     */
    public Mono<Void> answer(SessionException error, ServerWebExchange exchange) {
        return Mono.defer(() -> write(sessions.answer(error, request(exchange)), exchange));
    }

    /**
     * Answers a request with a refusal, as the filter and the endpoints do: problem details, or a page for a person who
     * navigates.
     *
     * @param refusal why
     * @param exchange its response is not committed yet
     * @return ends when the answer is written
     */
    public Mono<Void> answer(RefusedRequestException refusal, ServerWebExchange exchange) {
        return Mono.defer(() -> write(sessions.answer(refusal, request(exchange)), exchange));
    }

    private static AccessToken token(ServerWebExchange exchange) {
        return AccessTokenWebFilter.accessToken(exchange)
                .orElseThrow(() -> new RefusedRequestException(RefusedRequestException.Code.TOKEN_MISSING));
    }

    private static Mono<SessionTokens> handOut(SignedIn signedIn, ServerWebExchange exchange) {
        return ExchangeAnswers.add(signedIn.answer(), exchange.getResponse()).thenReturn(signedIn.tokens());
    }
}
