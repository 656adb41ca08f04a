package io.symbolon.web;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionException;
import io.symbolon.SessionTokens;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

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
 * <p>Immutable and safe for use by many threads. It does not close the manager.
 */
public final class WebSessions {
    private final JwtUserSessionManager manager;
    private final TokenTransports transports;
    private final Function<HttpServletRequest, SessionContext> context;
    private final EndpointPaths paths;
    private final Clock clock;

    private WebSessions(Builder builder) {
        this.manager = builder.manager;
        this.transports = builder.transports;
        this.context = builder.context;
        this.paths = builder.paths;
        this.clock = builder.clock;
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
     * Signs a subject in whom the application has authenticated, with the first transport and without claims.
     *
     * @param subject the user's id
     * @param request the sign-in
     * @param response gets the tokens; see {@link TokenTransport#write}
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
     * @param response gets the tokens; see {@link TokenTransport#write}
     * @return the session's first tokens
     * @throws RefusedRequestException if tokens travel in cookies and the sign-in comes from another site
     * @throws io.symbolon.SessionLimitException if the subject may have no more sessions
     * @throws IllegalArgumentException if the claims do not fit into a cookie; then there is no session
     * @throws IOException if the response cannot be written
     */
    public SessionTokens signIn(
            String subject, CreateOptions options, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return signIn(subject, options, transports.inOrder().get(0), request, response);
    }

    /**
     * Signs a subject in whom the application has authenticated. Cookies of the other transports are cleared: an older
     * session's would win over the new one's.
     *
     * @param subject the user's id
     * @param options the session's own claims and times
     * @param transport one of those of this application: where this client's tokens travel
     * @param request the sign-in
     * @param response gets the tokens; see {@link TokenTransport#write}
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
        if (!transports.inOrder().contains(transport)) {
            throw new IllegalArgumentException("transport is not one of those that this application was built with");
        }
        transports.requireOwnSignIn(request, transport);
        SessionTokens tokens = manager.create(subject, context.apply(request), options);
        try {
            transport.write(tokens, clock.instant(), response);
        } catch (IllegalArgumentException tooLarge) {
            manager.revoke(tokens.sessionId());
            throw tooLarge;
        }
        if (transport.isAmbient()) {
            transports.inOrder().stream()
                    .filter(other -> other.isAmbient() && !other.equals(transport))
                    .filter(other -> SigningOut.carriesAccessToken(other, request))
                    .forEach(other -> other.clear(response));
        }
        return tokens;
    }

    /**
     * Ends the session of the request's refresh token and that of its access token, and clears the cookies. For an
     * application that signs out in its own way; the endpoint does the same. Writes headers only.
     *
     * @param request carries a refresh token, or an access token that is still good
     * @param response gets the cookies' end
     * @throws RefusedRequestException if it carries no token, or comes from another site
     * @throws SessionException if neither token could be used; then nothing was cleared
     * @throws IOException if the body cannot be read
     */
    public void signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        new SigningOut(manager, transports).signOut(request, response);
    }

    /**
     * A filter that lets only requests with a good access token pass. It leaves the endpoints alone, which verify for
     * themselves, so it may be mapped to all paths.
     *
     * @return the filter
     */
    public AccessTokenFilter filter() {
        return AccessTokenFilter.required(manager::verify, transports).except(openPaths());
    }

    /**
     * A filter that also lets requests without a good access token pass, without a principal.
     *
     * @return the filter
     */
    public AccessTokenFilter optionalFilter() {
        return AccessTokenFilter.optional(manager::verify, transports).except(openPaths());
    }

    /**
     * The endpoints, to be mapped to {@link EndpointPaths#mappings()}.
     *
     * @return a new servlet
     */
    public HttpServlet endpoints() {
        Refreshing refreshing = new Refreshing(manager, transports, context, clock);
        SigningOut signingOut = new SigningOut(manager, transports);
        OwnSessions sessions = new OwnSessions(manager, transports);
        Routes routes = new Routes(paths.sessions(), "DELETE", sessions::revoke)
                .add("POST", paths.refresh(), refreshing::refresh)
                .add("POST", paths.signOut(), signingOut::handle)
                .add("GET", paths.sessions(), sessions::list)
                .add("POST", paths.revokeOthers(), sessions::revokeOthers)
                .add("POST", paths.revokeAll(), sessions::revokeAll)
                .add("GET", paths.jwks(), (request, response) -> PublicKeys.write(manager.jwks(), response));
        return new SessionEndpoints(routes, paths, transports);
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
    public SessionContext context(HttpServletRequest request) {
        return context.apply(request);
    }

    /**
     * Answers a request with an error, as the filter and the endpoints do: for applications that catch exceptions before
     * the filter sees them.
     *
     * @param error what went wrong
     * @param response not committed yet
     * @throws IOException if the response cannot be written
     */
    public static void answer(SessionException error, HttpServletResponse response) throws IOException {
        Problem.of(error).write(response);
    }

    /**
     * Answers a request with a refusal, as the filter and the endpoints do.
     *
     * @param refusal why
     * @param response not committed yet
     * @throws IOException if the response cannot be written
     */
    public static void answer(RefusedRequestException refusal, HttpServletResponse response) throws IOException {
        Problem.of(refusal).write(response);
    }

    private String[] openPaths() {
        return List.of(paths.refresh(), paths.signOut(), paths.jwks(), "/symbolon/symbolon.js")
                .toArray(String[]::new);
    }

    /** Collects the configuration. Not safe for use by many threads. */
    public static final class Builder {
        private final JwtUserSessionManager manager;
        private TokenTransports transports = TokenTransports.of(TokenTransport.bearer());
        private Function<HttpServletRequest, SessionContext> context =
                RequestContext.builder().build()::of;
        private EndpointPaths paths = EndpointPaths.defaults();
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
         * From where a request comes.
         *
         * @param context by default a {@link RequestContext} that trusts no proxy
         * @return this builder
         */
        public Builder context(Function<HttpServletRequest, SessionContext> context) {
            this.context = Objects.requireNonNull(context, "context");
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
         * The sessions of a web application.
         *
         * @return new web sessions
         */
        public WebSessions build() {
            return new WebSessions(this);
        }
    }
}
