package io.symbolon.web;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.ReauthenticationRequest;
import io.symbolon.SessionContext;
import io.symbolon.SessionException;
import io.symbolon.SessionTokens;
import io.symbolon.http.HttpRequest;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.Navigation;
import io.symbolon.http.RevocationFeed;
import io.symbolon.http.ServiceAuthentication;
import io.symbolon.http.WayBack;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Sessions of a web application: the sign-in, the filter and the endpoints.
 *
 * <pre>{@code
 * WebSessions web = WebSessions.builder(manager)
 *         .transports(TokenTransports.of(TokenTransport.cookie(), TokenTransport.bearer()))
 *         .build();
 * context.addServlet("sessions", web.endpoints()).addMapping(web.paths().mappings());
 * context.addFilter("sessions", web.filter()).addMappingForUrlPatterns(null, false, "/api/*");
 *
 * // in the application's sign-in, after it has checked the password:
 * web.signIn(userId, request, response);
 * }</pre>
 *
 * <p>Immutable and thread-safe. It does not close the manager.
 */
public final class WebSessions {
    private final HttpUserSessions sessions;
    private final WebSignIn signIn;

    private WebSessions(HttpUserSessions sessions) {
        this.sessions = sessions;
        this.signIn = new WebSignIn(sessions.signIn());
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
     * Sessions that were set up without a framework, as a servlet application's.
     *
     * @param sessions set up by the types of {@code symbolon-http}
     * @return the same sessions
     */
    public static WebSessions of(HttpUserSessions sessions) {
        return new WebSessions(Objects.requireNonNull(sessions, "sessions"));
    }

    /**
     * The same sessions, of pages with a sign-in page of their own.
     *
     * @param path as {@link Builder#signInPage} takes it
     * @return new sessions
     * @throws IllegalArgumentException if it does not begin with one slash, or holds a character that has to be escaped
     */
    public WebSessions withSignInPage(String path) {
        return new WebSessions(sessions.withSignInPage(path));
    }

    /**
     * Where people sign in.
     *
     * @return the path within the application; empty if nobody is sent anywhere
     */
    public Optional<String> signInPage() {
        return sessions.signInPage();
    }

    /**
     * The path of the page where people sign in, without a query that it may have: what a request is compared with.
     *
     * @return the path within the application; empty if nobody is sent anywhere
     */
    public Optional<String> signInPath() {
        return sessions.signInPath();
    }

    /**
     * Signs a subject in whom the application has authenticated, with the first transport and without claims.
     *
     * @param subject the user's id
     * @param request the sign-in
     * @param response gets the tokens; headers, and the body where tokens travel in it
     * @return the session's first tokens
     * @throws RefusedRequestException if tokens travel in cookies and the sign-in comes from another site
     * @throws io.symbolon.SessionLimitException if the subject may have no more sessions
     * @throws IOException if the response cannot be written
     */
    public SessionTokens signIn(String subject, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return signIn(subject, CreateOptions.defaults(), request, response);
    }

    /**
     * Signs a subject in whom the application has authenticated, with the first transport.
     *
     * @param subject the user's id
     * @param options the session's own claims and times
     * @param request the sign-in
     * @param response gets the tokens; headers, and the body where tokens travel in it
     * @return the session's first tokens
     * @throws RefusedRequestException if tokens travel in cookies and the sign-in comes from another site
     * @throws io.symbolon.SessionLimitException if the subject may have no more sessions
     * @throws IllegalArgumentException if the claims do not fit into a cookie; then there is no session
     * @throws IOException if the response cannot be written
     */
    public SessionTokens signIn(
            String subject, CreateOptions options, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return signIn.signIn(subject, options, request, response);
    }

    /**
     * Signs a subject in whom the application has authenticated. Cookies of the other transports are cleared: an older
     * session's would win over the new one's.
     *
     * @param subject the user's id
     * @param options the session's own claims and times
     * @param transport one of those of this application: where this client's tokens travel
     * @param request the sign-in
     * @param response gets the tokens; headers, and the body where tokens travel in it
     * @return the session's first tokens
     * @throws RefusedRequestException if tokens travel in cookies and the sign-in comes from another site
     * @throws io.symbolon.SessionLimitException if the subject may have no more sessions
     * @throws IllegalArgumentException if the transport is not one of this application's, or if the claims do not fit into
     *     a cookie; then there is no session
     * @throws IOException if the response cannot be written
     */
    public SessionTokens signIn(
            String subject,
            CreateOptions options,
            TokenTransport transport,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        return signIn.with(transport).signIn(subject, options, request, response);
    }

    /**
     * Sign-ins that may come from another site, such as the redirect of an identity provider. Only for flows that are
     * bound to this browser by something of their own, such as a {@code state} that was checked. A link that anybody may
     * have sent is not: it would sign the victim in to the attacker's account.
     *
     * @return a way of signing in
     */
    public WebSignIn withoutOriginCheck() {
        return signIn.withoutOriginCheck();
    }

    /**
     * Sign-ins whose tokens travel by another transport than the first.
     *
     * @param transport one of those of this application
     * @return a way of signing in
     * @throws IllegalArgumentException if it is not one of them
     */
    public WebSignIn with(TokenTransport transport) {
        return signIn.with(transport);
    }

    /**
     * Gives new tokens to a user who has authenticated again: a step-up. The session stays the same, and its refresh token
     * changes. The tokens travel the way the request's access token came.
     *
     * @param request the request by which the user has authenticated; the filter has verified its access token
     * @param response gets the tokens; headers, and the body where tokens travel in it
     * @param factors what the user has proved, such as {@code otp}; at least one
     * @return the session's next tokens
     * @throws RefusedRequestException if there is no verified access token, or tokens travel in cookies and the request
     *     comes from another site
     * @throws io.symbolon.InvalidRefreshTokenException if the session is over, or its context was refused
     * @throws io.symbolon.AnswerFailedException if the tokens cannot be made; then nothing was changed
     * @throws IOException if the response cannot be written
     */
    public SessionTokens reauthenticated(HttpServletRequest request, HttpServletResponse response, String... factors)
            throws IOException {
        return reauthenticated(request, response, proved -> proved.withFactors(factors));
    }

    /**
     * Gives new tokens to a user who has authenticated again, with more than the names of factors.
     *
     * @param request the request by which the user has authenticated; the filter has verified its access token
     * @param response gets the tokens; headers, and the body where tokens travel in it
     * @param proved adds what the user has proved
     * @return the session's next tokens
     * @throws RefusedRequestException if there is no verified access token, or tokens travel in cookies and the request
     *     comes from another site
     * @throws io.symbolon.InvalidRefreshTokenException if the session is over, or its context was refused
     * @throws io.symbolon.AnswerFailedException if the tokens cannot be made; then nothing was changed
     * @throws IOException if the response cannot be written
     */
    public SessionTokens reauthenticated(
            HttpServletRequest request, HttpServletResponse response, UnaryOperator<ReauthenticationRequest> proved)
            throws IOException {
        return signIn.reauthenticated(proved, request, response);
    }

    /**
     * Ends the session of the request's refresh token and that of its access token, and clears the cookies. For an
     * application that signs out in its own way; the endpoint does the same. Writes headers only.
     *
     * @param request carries a refresh token or an access token
     * @param response the response that clears the cookies
     * @throws RefusedRequestException if it carries no token, or comes from another site
     * @throws SessionException if the storage failed; then the tokens are still good
     * @throws IOException if the body cannot be read
     */
    public void signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            ServletAnswers.add(sessions.signOut(new ServletHttpRequest(request)), response);
        } catch (io.symbolon.http.RefusedRequestException refusal) {
            throw RefusedRequestException.of(refusal);
        }
    }

    /**
     * A filter that lets only requests with a good access token pass. It leaves the endpoints alone, which verify for
     * themselves, so it may be mapped to all paths.
     *
     * @return the filter
     */
    public AccessTokenFilter filter() {
        return AccessTokenFilter.of(sessions.required(), sessions);
    }

    /**
     * A filter that also lets requests without a good access token pass, without a principal.
     *
     * @return the filter
     */
    public AccessTokenFilter optionalFilter() {
        return AccessTokenFilter.of(sessions.optional(), sessions);
    }

    /**
     * The endpoints, to be mapped to {@link EndpointPaths#mappings()}.
     *
     * @return a new servlet
     */
    public HttpServlet endpoints() {
        return new EndpointServlet(sessions);
    }

    /**
     * Where the endpoints are.
     *
     * @return the paths
     */
    public EndpointPaths paths() {
        return EndpointPaths.of(sessions.paths());
    }

    /**
     * Where tokens travel.
     *
     * @return the transports
     */
    public TokenTransports transports() {
        return new TokenTransports(sessions.transports());
    }

    /**
     * From where a request comes.
     *
     * @param request the request
     * @return the context that a sign-in would keep
     */
    public SessionContext context(HttpServletRequest request) {
        return sessions.context(new ServletHttpRequest(request));
    }

    /**
     * Where a person who has signed in goes on: what {@link Builder#signInPage} has put into the sign-in's address.
     *
     * @param request the sign-in
     * @return a path of this origin, to be redirected to; empty if there is none, or if it would lead elsewhere
     */
    public static Optional<String> wayBack(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter(WayBack.PARAMETER)).flatMap(WayBack::checked);
    }

    /**
     * The address of the page that a request asks for, as a way back from a sign-in page that the application sends
     * people to by itself.
     *
     * @param request the request
     * @return the address as browsers see it; empty if nobody can go back there
     */
    public Optional<String> wayBackTo(HttpServletRequest request) {
        return sessions.wayBackTo(new ServletHttpRequest(request));
    }

    /**
     * Whether a person goes to a page, and will look at the answer.
     *
     * @param request the request
     * @return true if the answer should be a page; what clients say of themselves, and no proof
     */
    public static boolean isNavigation(HttpServletRequest request) {
        return Navigation.isByPerson(new ServletHttpRequest(request));
    }

    /**
     * Answers a request that needs a good access token and has none, as {@link #filter()} does. For a framework that
     * decides after the {@link #optionalFilter()} which requests need one.
     *
     * @param request what is answered
     * @param response not committed yet
     * @throws IOException if the response cannot be written
     */
    public void challenge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletAnswers.write(
                sessions.challenge(new ServletHttpRequest(request), AccessTokenFilter.refusal(request)), response);
    }

    /**
     * Answers a request with an error, as the filter and the endpoints do: problem details, or a page for a person who
     * navigates. For applications that catch exceptions before the filter sees them.
     *
     * @param error what went wrong
     * @param request what is answered
     * @param response not committed yet
     * @throws IOException if the response cannot be written
     */
    public void answer(SessionException error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ServletAnswers.write(sessions.answer(error, new ServletHttpRequest(request)), response);
    }

    /**
     * Answers a request with a refusal, as the filter and the endpoints do: problem details, or a page for a person who
     * navigates.
     *
     * @param refusal why
     * @param request what is answered
     * @param response not committed yet
     * @throws IOException if the response cannot be written
     */
    public void answer(RefusedRequestException refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ServletAnswers.write(sessions.answer(refusal.refusal(), new ServletHttpRequest(request)), response);
    }

    /**
     * Answers a request with an error as problem details.
     *
     * @param error what went wrong
     * @param response not committed yet
     * @throws IOException if the response cannot be written
     */
    public static void answer(SessionException error, HttpServletResponse response) throws IOException {
        ServletAnswers.write(HttpUserSessions.answer(error), response);
    }

    /**
     * Answers a request with a refusal as problem details.
     *
     * @param refusal why
     * @param response not committed yet
     * @throws IOException if the response cannot be written
     */
    public static void answer(RefusedRequestException refusal, HttpServletResponse response) throws IOException {
        ServletAnswers.write(HttpUserSessions.answer(refusal.refusal()), response);
    }

    /** Collects the configuration. Not thread-safe. */
    public static final class Builder {
        private final HttpUserSessions.Builder builder;

        private Builder(JwtUserSessionManager manager) {
            this.builder = HttpUserSessions.builder(manager);
        }

        /**
         * Where tokens travel.
         *
         * @param transports by default bearer tokens only
         * @return this builder
         */
        public Builder transports(TokenTransports transports) {
            builder.transports(transports.transports());
            return this;
        }

        /**
         * From where a request comes, in a way of the application's own.
         *
         * @param context by default a {@link RequestContext} that trusts no proxy
         * @return this builder
         */
        public Builder context(Function<HttpServletRequest, SessionContext> context) {
            Objects.requireNonNull(context, "context");
            builder.context((HttpRequest request) -> context.apply(ServletHttpRequest.unwrap(request)));
            return this;
        }

        /**
         * From where a request comes, and what its trusted proxies have cut off its path: their header
         * {@code X-Forwarded-Prefix}.
         *
         * @param context by default one that trusts no proxy
         * @return this builder
         */
        public Builder context(RequestContext context) {
            builder.context(context.context());
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
            builder.externalBase(base);
            return this;
        }

        /**
         * Where the endpoints are.
         *
         * @param paths by default {@link EndpointPaths#defaults()}
         * @return this builder
         */
        public Builder paths(EndpointPaths paths) {
            builder.paths(paths.paths());
            return this;
        }

        /**
         * Where people sign in. A person who navigates without a session is sent there, with the way back in the query
         * parameter that {@link WebSessions#wayBack} reads; the filters leave it open.
         *
         * @param path within the application, such as {@code /login}; by default nobody is sent anywhere
         * @return this builder
         * @throws IllegalArgumentException if it does not begin with one slash, or holds a character that has to be escaped
         */
        public Builder signInPage(String path) {
            builder.signInPage(path);
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
            builder.bindSessions();
            return this;
        }

        /**
         * Turns the revocation feed on: what verifiers follow that cannot reach the storage. By default there is none.
         *
         * @param feed who may follow it, and its bounds
         * @return this builder
         */
        public Builder feed(RevocationFeed feed) {
            builder.feed(feed);
            return this;
        }

        /**
         * Turns token revocation (RFC 7009) on: a service that holds a token may end its session. By default there is none.
         *
         * @param callers tells which services may
         * @return this builder
         */
        public Builder tokenRevocation(ServiceAuthentication callers) {
            builder.tokenRevocation(callers);
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
            builder.tokenIntrospection(callers);
            return this;
        }

        /**
         * The clock by which the remaining life of tokens is told to clients.
         *
         * @param clock by default the system's
         * @return this builder
         */
        public Builder clock(Clock clock) {
            builder.clock(clock);
            return this;
        }

        /**
         * The sessions of a web application.
         *
         * @return new web sessions
         */
        public WebSessions build() {
            return new WebSessions(builder.build());
        }
    }
}
