package io.symbolon.spring.test;

import io.symbolon.CreateOptions;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.webflux.WebFluxSessions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClientConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A client that is signed in, for a {@code WebTestClient} that is bound to an application context. It signs in with its
 * first request, by the application's first transport, and all of its requests bring the tokens of that session as a client does:
 * in a header or in cookies. It keeps no tokens that a later answer gives.
 *
 * <pre>{@code
 * WebTestClientSession laptop = WebTestClientSession.of("ada");
 * client.mutateWith(laptop).get().uri("/orders").exchange().expectStatus().isOk();
 * }</pre>
 *
 * <p>A test that needs two devices has two of them. Thread-safe.
 */
public final class WebTestClientSession implements WebTestClientConfigurer {
    private final String subject;
    private final CreateOptions options;
    private final AtomicReference<@Nullable SignedIn> signedIn = new AtomicReference<>();

    private record SignedIn(ApplicationContext application, SessionTokens tokens, List<KeptCookie> cookies) {}

    private WebTestClientSession(String subject, CreateOptions options) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * A client of a user.
     *
     * @param subject who
     * @return a client that signs in with its first request
     */
    public static WebTestClientSession of(String subject) {
        return of(subject, CreateOptions.defaults());
    }

    /**
     * A client of a user.
     *
     * @param subject who
     * @param options authorities, claims, factors and more of the session
     * @return a client that signs in with its first request
     */
    public static WebTestClientSession of(String subject, CreateOptions options) {
        return new WebTestClientSession(subject, options);
    }

    /**
     * The tokens of the sign-in.
     *
     * @return the session's first tokens
     * @throws IllegalStateException if there was no request yet
     */
    public SessionTokens tokens() {
        SignedIn known = signedIn.get();
        if (known == null) {
            throw new IllegalStateException("the client signs in with its first request: there was none yet");
        }
        return known.tokens();
    }

    /**
     * Gives the client's requests the session's tokens.
     *
     * @throws IllegalStateException if the client is not bound to an application context
     */
    @Override
    public void afterConfigurerAdded(
            WebTestClient.Builder builder,
            @Nullable WebHttpHandlerBuilder application,
            @Nullable ClientHttpConnector connector) {
        if (application == null) {
            throw new IllegalStateException("This client is not bound to an application context: sign in by a request,"
                    + " or send the access token of a session that you create.");
        }
        application.filters(filters -> filters.add(0, (WebFilter) this::withTokens));
    }

    private Mono<Void> withTokens(ServerWebExchange exchange, WebFilterChain chain) {
        ApplicationContext application =
                Objects.requireNonNull(exchange.getApplicationContext(), "the client's application context");
        return Mono.fromCallable(() -> in(application, exchange.getRequest()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(here -> chain.filter(
                        exchange.mutate().request(request(exchange, here)).build()));
    }

    private static ServerHttpRequest request(ServerWebExchange exchange, SignedIn here) {
        ServerHttpRequest request = exchange.getRequest();
        if (here.cookies().isEmpty()) {
            return request.mutate()
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + here.tokens().accessToken())
                    .build();
        }
        ServerHttpRequest.Builder changed =
                request.mutate().header(HttpHeaders.COOKIE, cookies(request, here.cookies()));
        if (!request.getHeaders().containsHeader(FetchMetadata.SITE)) {
            changed.header(FetchMetadata.SITE, FetchMetadata.SAME_ORIGIN);
        }
        return changed.build();
    }

    private static String cookies(ServerHttpRequest request, List<KeptCookie> kept) {
        String path = request.getPath().value();
        Stream<String> own = request.getCookies().values().stream()
                .flatMap(List::stream)
                .map(cookie -> cookie.getName() + "=" + cookie.getValue());
        Stream<String> tokens =
                kept.stream().filter(cookie -> cookie.goesTo(path)).map(KeptCookie::pair);
        return Stream.concat(own, tokens).collect(Collectors.joining("; "));
    }

    /** One that is used in another application signs in there. */
    private synchronized SignedIn in(ApplicationContext application, ServerHttpRequest request) {
        SignedIn known = signedIn.get();
        if (known == null || known.application() != application) {
            known = signIn(application, request);
            signedIn.set(known);
        }
        return known;
    }

    private SignedIn signIn(ApplicationContext application, ServerHttpRequest first) {
        WebFluxSessions sessions =
                application.getBeanProvider(WebFluxSessions.class).getIfAvailable();
        if (sessions == null) {
            SessionTokens tokens = Issuers.of(application).create(subject, SessionContext.of("127.0.0.1"), options);
            return new SignedIn(application, tokens, List.of());
        }
        MockServerWebExchange exchange = MockServerWebExchange.from(signInLike(first));
        SessionTokens tokens = Objects.requireNonNull(
                sessions.signIn(subject, options, exchange).block(), "a sign-in gives tokens");
        List<KeptCookie> kept =
                KeptCookie.of(exchange.getResponse().getHeaders().getOrEmpty(HttpHeaders.SET_COOKIE));
        return new SignedIn(application, tokens, kept);
    }

    /** From the same device, as the guard compares them. */
    private static MockServerHttpRequest signInLike(ServerHttpRequest first) {
        MockServerHttpRequest.BaseBuilder<?> signIn = MockServerHttpRequest.post(
                        first.getURI().resolve("/").toString())
                .remoteAddress(Objects.requireNonNullElseGet(
                        first.getRemoteAddress(), () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .header(FetchMetadata.SITE, FetchMetadata.SAME_ORIGIN);
        String device = first.getHeaders().getFirst(HttpHeaders.USER_AGENT);
        return (device == null ? signIn : signIn.header(HttpHeaders.USER_AGENT, device)).build();
    }
}
