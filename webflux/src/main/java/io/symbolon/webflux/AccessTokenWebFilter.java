package io.symbolon.webflux;

import io.symbolon.AccessToken;
import io.symbolon.SessionException;
import io.symbolon.http.AccessTokenCheck;
import io.symbolon.http.AccessTokenCheck.Answered;
import io.symbolon.http.AccessTokenCheck.Outcome;
import io.symbolon.http.AccessTokenCheck.Passed;
import io.symbolon.http.AccessTokenPrincipal;
import io.symbolon.http.HttpAnswer;
import io.symbolon.http.HttpRequest;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RefusedRequestException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Verifies the access token of each request, on the event loop. What comes after finds it as the exchange's attribute
 * {@link #ATTRIBUTE} and its principal, an {@link AccessTokenPrincipal}. Other requests are answered with an RFC 9457
 * problem.
 *
 * <p>Only where the tokens of a person who navigates are renewed is the storage asked, by a thread of a scheduler.
 *
 * <p>A {@link SessionException} or {@link RefusedRequestException} that comes out of what follows is answered likewise, if
 * nothing was written yet.
 *
 * <p>Immutable and thread-safe.
 */
public final class AccessTokenWebFilter implements WebFilter {
    /** The exchange's attribute with the verified {@link AccessToken}. */
    public static final String ATTRIBUTE = "io.symbolon.AccessToken";

    private static final String REFUSAL_ATTRIBUTE = "io.symbolon.SessionException";
    private static final String TEXT_ATTRIBUTE = "io.symbolon.AccessToken.text";

    private final AccessTokenCheck check;
    private final Optional<HttpUserSessions> sessions;
    private final Scheduler scheduler;

    /** @param sessions know how to answer people; where there are none, everybody gets problems */
    AccessTokenWebFilter(AccessTokenCheck check, Optional<HttpUserSessions> sessions, Scheduler scheduler) {
        this.check = Objects.requireNonNull(check, "check");
        this.sessions = sessions;
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
    }

    /**
     * A filter that decides as a check does: for a service that only verifies.
     *
     * @param check such as {@code AccessTokenCheck.required(verifier, transports)}
     * @return the filter
     */
    public static AccessTokenWebFilter of(AccessTokenCheck check) {
        return of(check, Schedulers.boundedElastic());
    }

    /**
     * A filter that decides as a check does.
     *
     * @param check such as {@link HttpUserSessions#required()}
     * @param scheduler whose threads may wait: they ask the storage
     * @return the filter
     */
    public static AccessTokenWebFilter of(AccessTokenCheck check, Scheduler scheduler) {
        return new AccessTokenWebFilter(check, Optional.empty(), scheduler);
    }

    /**
     * This filter, with paths that it leaves alone, such as that of the sign-in.
     *
     * @param paths within the application: exact, or ended by {@code /*} for all below
     * @return a new filter
     */
    public AccessTokenWebFilter except(String... paths) {
        return new AccessTokenWebFilter(check.except(List.of(paths)), sessions, scheduler);
    }

    /**
     * The access token that this filter has verified.
     *
     * @param exchange the exchange
     * @return the token, or empty if the filter has not seen the request or let it pass without one
     */
    public static Optional<AccessToken> accessToken(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE) instanceof AccessToken token ? Optional.of(token) : Optional.empty();
    }

    /**
     * The text of that token, for what verifies it once more: a renewed one is not in the request's cookies.
     *
     * @param exchange the exchange
     * @return the text, or empty where there is no {@linkplain #accessToken token}
     */
    public static Optional<String> accessTokenText(ServerWebExchange exchange) {
        return exchange.getAttribute(TEXT_ATTRIBUTE) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * Why a filter by which everybody passes found no good access token. Where the tokens of a person who navigates could
     * have been renewed, why the refresh token was not good.
     *
     * @param exchange the exchange
     * @return the refusal, or empty if the request came with a good token or with none
     */
    public static Optional<SessionException> refusal(ServerWebExchange exchange) {
        return exchange.getAttribute(REFUSAL_ATTRIBUTE) instanceof SessionException refusal
                ? Optional.of(refusal)
                : Optional.empty();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            Optional<AccessTokenPrincipal> verifiedBefore = accessToken(exchange)
                    .flatMap(token -> accessTokenText(exchange).map(text -> new AccessTokenPrincipal(token, text)));
            if (verifiedBefore.isPresent()) {
                return chain.filter(authenticated(exchange, verifiedBefore.get()));
            }
            HttpRequest request = ExchangeRequest.withoutBody(exchange.getRequest());
            Mono<Outcome> outcome = check.decideAtOnce(request)
                    .map(Mono::just)
                    .orElseGet(
                            () -> Mono.fromCallable(() -> check.decide(request)).subscribeOn(scheduler));
            return outcome.flatMap(decided -> goOn(decided, request, exchange, chain));
        });
    }

    private Mono<Void> goOn(Outcome outcome, HttpRequest request, ServerWebExchange exchange, WebFilterChain chain) {
        if (outcome instanceof Answered refused) {
            return ExchangeAnswers.write(refused.answer(), exchange.getResponse());
        }
        return chain.filter(passed((Passed) outcome, exchange))
                .onErrorResume(SessionException.class, error -> answer(error, answer(error, request), exchange))
                .onErrorResume(
                        RefusedRequestException.class, refusal -> answer(refusal, answer(refusal, request), exchange));
    }

    private static ServerWebExchange passed(Passed passed, ServerWebExchange exchange) {
        passed.refusal().ifPresent(refusal -> exchange.getAttributes().put(REFUSAL_ATTRIBUTE, refusal));
        passed.token().ifPresent(token -> exchange.getAttributes().put(ATTRIBUTE, token));
        passed.text().ifPresent(text -> exchange.getAttributes().put(TEXT_ATTRIBUTE, text));
        ServerWebExchange answering = passed.additions().headers().isEmpty()
                ? exchange
                : exchange.mutate()
                        .response(ResponseWithAdditions.of(exchange.getResponse(), passed.additions()))
                        .build();
        return passed.principal().map(known -> authenticated(answering, known)).orElse(answering);
    }

    private static ServerWebExchange authenticated(ServerWebExchange exchange, AccessTokenPrincipal principal) {
        return exchange.mutate().principal(Mono.just(principal)).build();
    }

    private HttpAnswer answer(SessionException error, HttpRequest request) {
        return sessions.map(known -> known.answer(error, request)).orElseGet(() -> HttpUserSessions.answer(error));
    }

    private HttpAnswer answer(RefusedRequestException refusal, HttpRequest request) {
        return sessions.map(known -> known.answer(refusal, request)).orElseGet(() -> HttpUserSessions.answer(refusal));
    }

    private static Mono<Void> answer(RuntimeException error, HttpAnswer answer, ServerWebExchange exchange) {
        return exchange.getResponse().isCommitted()
                ? Mono.error(error)
                : ExchangeAnswers.write(answer, exchange.getResponse());
    }
}
