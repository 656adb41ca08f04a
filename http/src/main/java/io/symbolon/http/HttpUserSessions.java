package io.symbolon.http;

import io.symbolon.AccessToken;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.ReauthenticationRequest;
import io.symbolon.SessionContext;
import io.symbolon.SessionException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The sessions of an application over HTTP: the sign-in, the check of access tokens, and the endpoints. What an adapter
 * of a framework is built on.
 *
 * <p>Immutable and thread-safe. It does not close the manager. Every method blocks as long as the storage does, but for
 * the check of a good access token, which asks no one.
 */
public final class HttpUserSessions {
    private final JwtUserSessionManager manager;
    private final TokenTransports transports;
    private final Function<HttpRequest, SessionContext> context;
    private final Clock clock;
    private final EndpointPaths paths;
    private final ServiceEndpoints services;
    private final Optional<String> signInPage;
    private final boolean bindsSessions;
    private final Answers answers;
    private final Renewal renewal;
    private final SignIn signIn;
    private final SignOut signOut;
    private final Endpoints endpoints;

    private HttpUserSessions(
            JwtUserSessionManager manager,
            TokenTransports transports,
            Function<HttpRequest, SessionContext> context,
            Clock clock,
            EndpointPaths paths,
            ServiceEndpoints services,
            Optional<String> signInPage,
            boolean bindsSessions) {
        this.manager = manager;
        this.transports = transports;
        this.context = context;
        this.clock = clock;
        this.paths = paths;
        this.services = services;
        this.signInPage = signInPage;
        this.bindsSessions = bindsSessions;
        this.answers = new Answers(transports, paths, signInPage);
        this.renewal = new Renewal(manager, transports, context, clock);
        this.signIn = new SignIn(
                manager,
                context,
                clock,
                transports,
                bindsSessions ? Optional.of(new BindingOffer(manager, paths.bind())) : Optional.empty());
        this.signOut = new SignOut(manager, transports);
        RefreshEndpoint refresh = new RefreshEndpoint(manager, transports, context, clock);
        OwnSessions sessions = new OwnSessions(manager, transports);
        EndPage endPage = new EndPage(manager, transports, paths);
        Routes routes = new Routes(paths.sessions())
                .addChild("DELETE", sessions::revoke)
                .addChild("PATCH", sessions::describe)
                .add("GET", paths.end(), endPage::ask)
                .add("POST", paths.end(), endPage::end)
                .add("POST", paths.refresh(), refresh::refresh)
                .add("POST", paths.signOut(), signOut::handle)
                .add("GET", paths.sessions(), sessions::list)
                .add("POST", paths.revokeOthers(), sessions::revokeOthers)
                .add("POST", paths.revokeAll(), sessions::revokeAll)
                .add("GET", paths.jwks(), request -> PublicKeys.of(manager.jwks()));
        if (bindsSessions) {
            BindEndpoint bind = new BindEndpoint(manager, transports, paths, clock);
            routes.add("POST", paths.bind(), bind::bind);
        }
        services.addTo(routes, manager, paths.services());
        this.endpoints = new Endpoints(routes, answers);
    }

    /**
     * A builder. By default tokens travel as bearer tokens, no proxy is trusted, and the endpoints have their default
     * paths.
     *
     * @param manager issues and verifies
     * @return a new builder
     */
    public static Builder builder(JwtUserSessionManager manager) {
        return new Builder(manager);
    }

    /**
     * The same sessions, of pages with a sign-in page of their own.
     *
     * @param path as {@link Builder#signInPage} takes it
     * @return new sessions
     * @throws IllegalArgumentException if it does not begin with one slash, or holds a character that has to be escaped
     */
    public HttpUserSessions withSignInPage(String path) {
        return new HttpUserSessions(
                manager,
                transports,
                context,
                clock,
                paths,
                services,
                Optional.of(requireSignInPage(path)),
                bindsSessions);
    }

    /**
     * Where people sign in.
     *
     * @return the path within the application; empty if nobody is sent anywhere
     */
    public Optional<String> signInPage() {
        return signInPage;
    }

    /**
     * The path of the page where people sign in, without a query that it may have: what a request is compared with.
     *
     * @return the path within the application; empty if nobody is sent anywhere
     */
    public Optional<String> signInPath() {
        return answers.signInPath();
    }

    /**
     * The address of the page that a request asks for, as a way back from the sign-in: see {@link WayBack}.
     *
     * @param request the request
     * @return the address as browsers see it; empty if nobody can go back there
     */
    public Optional<String> wayBackTo(HttpRequest request) {
        return Navigation.wayBack(request, transports.mount(request));
    }

    /**
     * Signs in, by the first transport.
     *
     * @return the sign-in
     */
    public SignIn signIn() {
        return signIn;
    }

    /**
     * Gives new tokens to a user who has authenticated again: a step-up. The session stays the same, and its refresh token
     * changes. The tokens travel the way the request's access token came.
     *
     * @param token the request's access token
     * @param request the request by which the user has authenticated
     * @param factors what the user has proved, such as {@code otp}; at least one
     * @return the session's next tokens, and what hands them out
     * @throws RefusedRequestException if tokens travel in cookies and the request comes from another site
     * @throws io.symbolon.InvalidRefreshTokenException if the session is over, or its context was refused
     * @throws io.symbolon.AnswerFailedException if the tokens cannot be made; then nothing was changed
     */
    public SignedIn reauthenticated(AccessToken token, HttpRequest request, String... factors) {
        return reauthenticated(token, request, proved -> proved.withFactors(factors));
    }

    /**
     * Gives new tokens to a user who has authenticated again, with more than the names of factors.
     *
     * @param token the request's access token
     * @param request the request by which the user has authenticated
     * @param proved adds what the user has proved
     * @return the session's next tokens, and what hands them out
     * @throws RefusedRequestException if tokens travel in cookies and the request comes from another site
     * @throws io.symbolon.InvalidRefreshTokenException if the session is over, or its context was refused
     * @throws io.symbolon.AnswerFailedException if the tokens cannot be made; then nothing was changed
     */
    public SignedIn reauthenticated(
            AccessToken token, HttpRequest request, UnaryOperator<ReauthenticationRequest> proved) {
        return signIn.reauthenticated(token, proved, request);
    }

    /**
     * Ends the sessions of all tokens that a request carries. For an application that signs out in its own way; the
     * endpoint does the same.
     *
     * @param request carries a token
     * @return what clears the cookies, to be added to the application's own answer
     * @throws RefusedRequestException if it carries no token, or comes from another site
     * @throws SessionException if the storage failed; then the tokens are still good
     * @throws IOException if the body cannot be read
     */
    public HttpAnswer signOut(HttpRequest request) throws IOException {
        return signOut.signOut(request);
    }

    /**
     * Whether a request is one to an endpoint: for a framework that is asked about each request.
     *
     * @param request the request
     * @return false if {@link #endpoint} would answer that there is none at its path
     */
    public boolean isEndpoint(HttpRequest request) {
        return endpoints.isAt(request);
    }

    /**
     * Answers a request to an endpoint.
     *
     * @param request the request
     * @return the answer; 404 if there is no endpoint at its path
     * @throws IOException if the body cannot be read
     */
    public HttpAnswer endpoint(HttpRequest request) throws IOException {
        return endpoints.handle(request);
    }

    /**
     * A check by which only requests with a good access token pass. It leaves the endpoints alone, which verify for
     * themselves.
     *
     * @return the check
     */
    public AccessTokenCheck required() {
        return check(AccessTokenCheck.required(TokenVerification.of(manager), transports));
    }

    /**
     * A check by which requests without a good access token pass too.
     *
     * @return the check
     */
    public AccessTokenCheck optional() {
        return check(AccessTokenCheck.optional(TokenVerification.of(manager), transports));
    }

    private AccessTokenCheck check(AccessTokenCheck check) {
        return check.renewing(renewal, answers)
                .except(paths.open())
                .except(signInPath().stream().toList());
    }

    /**
     * Refuses a mount at which the refresh token's cookie would not arrive. For an adapter that learns at its start where
     * the application is.
     *
     * @param contextPath where the application is mounted in this server; empty at the root
     * @throws IllegalArgumentException if a cookie has a path that does not cover refresh and sign-out
     */
    public void requireReached(String contextPath) {
        transports.mounts().base().ifPresentOrElse(base -> requireBelow(base.path()), () -> requireBelow(contextPath));
    }

    private void requireBelow(String path) {
        transports
                .ambient()
                .forEach(transport -> transport
                        .settings()
                        .fixedRefreshTokenPath()
                        .ifPresent(cookiePath -> {
                            CookieRules.requireReached(cookiePath, path + paths.refresh());
                            CookieRules.requireReached(cookiePath, path + paths.signOut());
                        }));
    }

    /**
     * Where the endpoints are.
     *
     * @return the paths
     */
    public EndpointPaths paths() {
        return paths;
    }

    /**
     * Where tokens travel.
     *
     * @return the transports
     */
    public TokenTransports transports() {
        return transports;
    }

    /**
     * From where a request comes.
     *
     * @param request the request
     * @return the context that a sign-in would keep
     */
    public SessionContext context(HttpRequest request) {
        return context.apply(request);
    }

    /**
     * An error as an answer, as the check and the endpoints give it: problem details (RFC 9457), or a page for a person
     * who navigates.
     *
     * @param error what went wrong
     * @param request what is answered
     * @return the answer
     */
    public HttpAnswer answer(SessionException error, HttpRequest request) {
        return answers.of(error, request);
    }

    /**
     * A refusal as an answer, as the check and the endpoints give it: problem details (RFC 9457), or a page for a person
     * who navigates.
     *
     * @param refusal why
     * @param request what is answered
     * @return the answer
     */
    public HttpAnswer answer(RefusedRequestException refusal, HttpRequest request) {
        return answers.of(refusal, request);
    }

    /**
     * Answers a request that needs a good access token and has none, as a check by which only such requests pass: for a
     * framework that decides later which requests need one.
     *
     * @param request what is answered
     * @param refusal why the token that came was not good; empty if none came
     * @return the answer
     */
    public HttpAnswer challenge(HttpRequest request, Optional<SessionException> refusal) {
        return refusal.map(why -> answer(why, request)).orElseGet(() -> {
            try {
                return answer(AccessTokenCheck.missing(request, transports), request);
            } catch (RefusedRequestException unclear) {
                return answer(unclear, request);
            }
        });
    }

    /**
     * An error as problem details (RFC 9457).
     *
     * @param error what went wrong
     * @return the answer for programs and scripts
     */
    public static HttpAnswer answer(SessionException error) {
        return Problem.of(error).answer();
    }

    /**
     * A refusal as problem details (RFC 9457).
     *
     * @param refusal why
     * @return the answer for programs and scripts
     */
    public static HttpAnswer answer(RefusedRequestException refusal) {
        return Problem.of(refusal).answer();
    }

    private static String requireSignInPage(String path) {
        return WayBack.checked(path)
                .orElseThrow(() -> new IllegalArgumentException(
                        "signInPage has to be a path within the application, such as /login"));
    }

    /** Collects the configuration. Not thread-safe. */
    public static final class Builder {
        private final JwtUserSessionManager manager;
        private TokenTransports transports = TokenTransports.of(TokenTransport.bearer());
        private Function<HttpRequest, SessionContext> context =
                RequestContext.builder().build()::of;
        private Function<HttpRequest, String> forwardedPrefix = request -> "";
        private Optional<URI> externalBase = Optional.empty();
        private EndpointPaths paths = EndpointPaths.defaults();
        private ServiceEndpoints services = ServiceEndpoints.NONE;
        private Optional<String> signInPage = Optional.empty();
        private boolean bindsSessions;
        private Clock clock = Clock.systemUTC();

        private Builder(JwtUserSessionManager manager) {
            this.manager = Objects.requireNonNull(manager, "manager");
        }

        /**
         * Where tokens travel.
         *
         * @param transports by default bearer tokens only
         * @return this builder
         */
        public Builder transports(TokenTransports transports) {
            this.transports = Objects.requireNonNull(transports, "transports");
            return this;
        }

        /**
         * From where a request comes, in a way of the application's own.
         *
         * @param context by default a {@link RequestContext} that trusts no proxy
         * @return this builder
         */
        public Builder context(Function<HttpRequest, SessionContext> context) {
            this.context = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * From where a request comes, and what its trusted proxies have cut off its path.
         *
         * @param context by default one that trusts no proxy
         * @return this builder
         */
        public Builder context(RequestContext context) {
            this.context = context::of;
            this.forwardedPrefix = context::forwardedPrefix;
            return this;
        }

        /**
         * The application's address as browsers see it, where a proxy changes host, port, scheme or path: cookies' names
         * and paths, and the guard against requests of other sites, follow from it.
         *
         * @param base such as {@code https://app.example.com/shop}
         * @return this builder
         * @throws IllegalArgumentException if it is not an address of the web
         */
        public Builder externalBase(URI base) {
            ExternalBase.of(base);
            this.externalBase = Optional.of(base);
            return this;
        }

        /**
         * Where the endpoints are.
         *
         * @param paths by default {@link EndpointPaths#defaults()}
         * @return this builder
         */
        public Builder paths(EndpointPaths paths) {
            this.paths = Objects.requireNonNull(paths, "paths");
            return this;
        }

        /**
         * Where people sign in. A person who navigates without a session is sent there, with the way back in the query
         * parameter {@link WayBack#PARAMETER}; the checks leave it open.
         *
         * @param path within the application, such as {@code /login}; by default nobody is sent anywhere
         * @return this builder
         * @throws IllegalArgumentException if it does not begin with one slash, or holds a character that has to be escaped
         */
        public Builder signInPage(String path) {
            this.signInPage = Optional.of(requireSignInPage(path));
            return this;
        }

        /**
         * Lets clients bind their sessions to a key of theirs. Browsers that know Device Bound Session Credentials are
         * offered it with each sign-in and step-up whose tokens travel in cookies; others leave the offer out. From then on
         * a stolen cookie is worth no more than the rest of the access token's life. Programs with bearer tokens get a nonce
         * for a DPoP proof (RFC 9449), and prove their key at each access once they have bound their session.
         *
         * <p>By default nothing is offered, and {@link EndpointPaths#bind()} is not found.
         *
         * @return this builder
         */
        public Builder bindSessions() {
            this.bindsSessions = true;
            return this;
        }

        /**
         * Turns the revocation feed on: what verifiers follow that cannot reach the storage. By default there is none.
         *
         * @param feed who may follow it, and its bounds
         * @return this builder
         */
        public Builder feed(RevocationFeed feed) {
            services = services.withFeed(Objects.requireNonNull(feed, "feed"));
            return this;
        }

        /**
         * Turns token revocation (RFC 7009) on: a service that holds a token may end its session. By default there is none.
         *
         * @param callers tells which services may
         * @return this builder
         */
        public Builder tokenRevocation(ServiceAuthentication callers) {
            services = services.withRevocation(Objects.requireNonNull(callers, "callers"));
            return this;
        }

        /**
         * Turns token introspection (RFC 7662) on: a service is told what an access token says, if it is good. The storage is
         * not asked. By default there is none.
         *
         * @param callers tells which services may
         * @return this builder
         */
        public Builder tokenIntrospection(ServiceAuthentication callers) {
            services = services.withIntrospection(Objects.requireNonNull(callers, "callers"));
            return this;
        }

        /**
         * The clock by which the remaining life of tokens is told to clients.
         *
         * @param clock by default the system's
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The sessions of an application.
         *
         * @return new sessions
         */
        public HttpUserSessions build() {
            return new HttpUserSessions(
                    manager,
                    mountedTransports(),
                    context,
                    clock,
                    services.paths(paths),
                    services,
                    signInPage,
                    bindsSessions);
        }

        private TokenTransports mountedTransports() {
            return externalBase
                    .map(transports::withExternalBase)
                    .orElse(transports)
                    .mounted(paths.tokenPath(), forwardedPrefix);
        }
    }
}
