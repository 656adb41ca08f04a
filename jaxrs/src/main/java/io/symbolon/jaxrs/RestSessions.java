package io.symbolon.jaxrs;

import io.symbolon.AccessToken;
import io.symbolon.CreateOptions;
import io.symbolon.ReauthenticationRequest;
import io.symbolon.SessionException;
import io.symbolon.http.HttpAnswer;
import io.symbolon.http.HttpRequest;
import io.symbolon.http.HttpUserSessions;
import io.symbolon.http.RefusedRequestException;
import io.symbolon.http.SignIn;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Sessions of a Jakarta REST application: the sign-in, the filter and the endpoints.
 *
 * <pre>{@code
 * RestSessions sessions = RestSessions.of(HttpUserSessions.builder(manager)
 *         .transports(TokenTransports.of(TokenTransport.cookie(), TokenTransport.bearer()))
 *         .build());
 * application.register(sessions);                              // the endpoints, and answers to what resources throw
 * application.register(sessions.filter().except("/sign-in"));
 *
 * // in the application's sign-in, after it has checked the password:
 * return sessions.signIn(userId, request).build();
 * }</pre>
 *
 * <p>Immutable and thread-safe. It does not close the manager.
 */
public final class RestSessions implements Feature {
    static final String UNKNOWN = "unknown";

    /** Else Jersey adds scheme and host as the server knows them, which behind a proxy are not the browser's. */
    private static final String JERSEY_RELATIVE_LOCATIONS =
            "jersey.config.server.headers.location.relative.resolution.disabled";

    private final HttpUserSessions sessions;
    private final Function<ContainerRequestContext, String> addresses;

    private RestSessions(HttpUserSessions sessions, Function<ContainerRequestContext, String> addresses) {
        this.sessions = Objects.requireNonNull(sessions, "sessions");
        this.addresses = Objects.requireNonNull(addresses, "addresses");
    }

    /**
     * Sessions that were set up without a framework, as a Jakarta REST application's. The addresses of clients are unknown
     * until {@link #withRemoteAddress} says where to find them.
     *
     * @param sessions set up by the types of {@code symbolon-http}
     * @return the same sessions
     */
    public static RestSessions of(HttpUserSessions sessions) {
        return new RestSessions(sessions, context -> UNKNOWN);
    }

    /**
     * These sessions, of an application that knows its clients' addresses. Jakarta REST does not: a server's own request,
     * such as {@code HttpServletRequest}, has to be asked.
     *
     * @param address the other end of the connection: an IP address as text; it is called on the request's thread
     * @return new sessions
     */
    public RestSessions withRemoteAddress(Function<ContainerRequestContext, String> address) {
        return new RestSessions(sessions, address);
    }

    /**
     * Registers the endpoints, and what answers the errors that resources throw. In Jersey, redirects to a path stay as they
     * are, unless the application says otherwise.
     */
    @Override
    public boolean configure(FeatureContext context) {
        if (context.getConfiguration().getProperty(JERSEY_RELATIVE_LOCATIONS) == null) {
            context.property(JERSEY_RELATIVE_LOCATIONS, true);
        }
        context.register(new EndpointFilter(this));
        context.register(new SessionExceptionMapper());
        context.register(new RefusedRequestExceptionMapper());
        return true;
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
     * A filter that lets only requests with a good access token pass. It leaves the endpoints alone, which verify for
     * themselves.
     *
     * @return the filter
     */
    public AccessTokenFilter filter() {
        return new AccessTokenFilter(sessions.required(), addresses);
    }

    /**
     * A filter that also lets requests without a good access token pass, without a principal.
     *
     * @return the filter
     */
    public AccessTokenFilter optionalFilter() {
        return new AccessTokenFilter(sessions.optional(), addresses);
    }

    /**
     * Signs a subject in whom the application has authenticated, with the first transport and without claims.
     *
     * @param subject the user's id
     * @param request the sign-in
     * @return a response with the tokens, which the application may add to; errors as {@link SignIn#start} throws them
     */
    public ResponseBuilder signIn(String subject, ContainerRequestContext request) {
        return signIn(subject, CreateOptions.defaults(), way -> way, request);
    }

    /**
     * Signs a subject in whom the application has authenticated.
     *
     * @param subject the user's id
     * @param options the session's own claims and times
     * @param way such as {@code signIn -> signIn.by(TokenTransport.bearer())}
     * @param request the sign-in
     * @return a response with the tokens, which the application may add to; errors as {@link SignIn#start} throws them
     */
    public ResponseBuilder signIn(
            String subject, CreateOptions options, UnaryOperator<SignIn> way, ContainerRequestContext request) {
        return response(way.apply(sessions.signIn())
                .start(subject, options, request(request))
                .answer());
    }

    /**
     * Gives new tokens to a user who has authenticated again: a step-up. The session stays the same, and its refresh token
     * changes. The tokens travel the way the request's access token came.
     *
     * @param request the request by which the user has authenticated; the filter has verified its access token
     * @param proved adds what the user has proved: at least one factor
     * @return a response with the tokens; errors as {@link HttpUserSessions#reauthenticated} throws them
     */
    public ResponseBuilder reauthenticated(
            ContainerRequestContext request, UnaryOperator<ReauthenticationRequest> proved) {
        AccessToken token = AccessTokenFilter.accessToken(request)
                .orElseThrow(() -> new RefusedRequestException(RefusedRequestException.Code.TOKEN_MISSING));
        return response(
                sessions.reauthenticated(token, request(request), proved).answer());
    }

    /**
     * Ends the sessions of all tokens that a request carries. For an application that signs out in its own way; the
     * endpoint does the same.
     *
     * @param request carries a token
     * @return a response that clears the cookies; errors as {@link HttpUserSessions#signOut} throws them
     * @throws IOException if the body cannot be read
     */
    public ResponseBuilder signOut(ContainerRequestContext request) throws IOException {
        return response(sessions.signOut(request(request)));
    }

    /**
     * Answers a request to an endpoint. For an application in which the endpoints are resources, such as one whose filters
     * run on an event loop.
     *
     * @param request the request
     * @return the response; 404 if there is no endpoint at its path
     * @throws IOException if the body cannot be read
     */
    public Response endpoint(ContainerRequestContext request) throws IOException {
        return response(sessions.endpoint(request(request))).build();
    }

    /**
     * An error as a response, as the filter and the endpoints give it: problem details, or a page for a person who
     * navigates.
     *
     * @param error what went wrong
     * @param request what is answered
     * @return the response
     */
    public Response answer(SessionException error, ContainerRequestContext request) {
        return response(sessions.answer(error, request(request))).build();
    }

    /**
     * The request as {@link HttpUserSessions} takes it.
     *
     * @param request the container's
     * @return the request
     */
    public HttpRequest request(ContainerRequestContext request) {
        return new RestRequest(request, addresses);
    }

    /**
     * An answer of {@link HttpUserSessions} as a response.
     *
     * @param answer the answer
     * @return a response, which the application may add to
     */
    public static ResponseBuilder response(HttpAnswer answer) {
        return RestAnswers.response(answer);
    }
}
