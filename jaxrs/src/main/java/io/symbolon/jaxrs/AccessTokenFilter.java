package io.symbolon.jaxrs;

import io.symbolon.AccessToken;
import io.symbolon.SessionException;
import io.symbolon.http.AccessTokenCheck;
import io.symbolon.http.AccessTokenCheck.Answered;
import io.symbolon.http.AccessTokenCheck.Outcome;
import io.symbolon.http.AccessTokenCheck.Passed;
import io.symbolon.http.AccessTokenPrincipal;
import io.symbolon.http.HttpAnswer;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies the access token of each request. The resource finds it by its {@link SecurityContext}, whose principal is an
 * {@link AccessTokenPrincipal} and whose roles are the token's authorities. Other requests are answered with an RFC 9457
 * problem.
 *
 * <p>Registered as it is, it stands before all resources; by a {@code DynamicFeature}, before those that this names.
 *
 * <p>Immutable and thread-safe.
 */
@Priority(Priorities.AUTHENTICATION)
public final class AccessTokenFilter implements ContainerRequestFilter, ContainerResponseFilter {
    /** The request's property with the verified {@link AccessToken}. */
    public static final String PROPERTY = "io.symbolon.AccessToken";

    private static final String REFUSAL_PROPERTY = "io.symbolon.SessionException";
    private static final String ADDITIONS_PROPERTY = "io.symbolon.additions";

    private final AccessTokenCheck check;
    private final Function<ContainerRequestContext, String> addresses;

    AccessTokenFilter(AccessTokenCheck check, Function<ContainerRequestContext, String> addresses) {
        this.check = Objects.requireNonNull(check, "check");
        this.addresses = addresses;
    }

    /**
     * A filter that decides as a check does: for a service that only verifies.
     *
     * @param check such as {@code AccessTokenCheck.required(verifier, transports)}
     * @return the filter
     */
    public static AccessTokenFilter of(AccessTokenCheck check) {
        return new AccessTokenFilter(check, context -> RestSessions.UNKNOWN);
    }

    /**
     * This filter, with paths that it leaves alone, such as that of the sign-in.
     *
     * @param paths within the application: exact, or ended by {@code /*} for all below
     * @return a new filter
     */
    public AccessTokenFilter except(String... paths) {
        return new AccessTokenFilter(check.except(List.of(paths)), addresses);
    }

    /**
     * The access token that this filter has verified.
     *
     * @param security the request's
     * @return the token, or empty if the filter has not seen the request or let it pass without one
     */
    public static Optional<AccessToken> accessToken(SecurityContext security) {
        return security.getUserPrincipal() instanceof AccessTokenPrincipal principal
                ? Optional.of(principal.accessToken())
                : Optional.empty();
    }

    /**
     * The access token that this filter has verified.
     *
     * @param request the request
     * @return the token, or empty if the filter has not seen the request or let it pass without one
     */
    public static Optional<AccessToken> accessToken(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof AccessToken token ? Optional.of(token) : Optional.empty();
    }

    /**
     * Why a filter by which everybody passes found no good access token. Where the tokens of a person who navigates could
     * have been renewed, why the refresh token was not good.
     *
     * @param request the request
     * @return the refusal, or empty if the request came with a good token or with none
     */
    public static Optional<SessionException> refusal(ContainerRequestContext request) {
        return request.getProperty(REFUSAL_PROPERTY) instanceof SessionException refusal
                ? Optional.of(refusal)
                : Optional.empty();
    }

    /**
     * Verifies as this filter does, but lets the caller answer: for an application whose filters run on an event loop, which
     * may call it on another thread. It waits for the storage only where it renews tokens in cookies.
     *
     * @param request the request. If it goes on, its principal is known afterwards
     * @return the answer if the request ends here, or empty if it goes on
     */
    public Optional<Response> verify(ContainerRequestContext request) {
        if (accessToken(request).isPresent()) {
            return Optional.empty();
        }
        Outcome outcome = check.decide(new RestRequest(request, addresses));
        if (outcome instanceof Answered refused) {
            return Optional.of(RestAnswers.response(refused.answer()).build());
        }
        if (outcome instanceof Passed passed) {
            passed.refusal().ifPresent(refusal -> request.setProperty(REFUSAL_PROPERTY, refusal));
            passed.principal().ifPresent(principal -> authenticate(principal, request));
            request.setProperty(ADDITIONS_PROPERTY, passed.additions());
        }
        return Optional.empty();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        verify(request).ifPresent(request::abortWith);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ADDITIONS_PROPERTY) instanceof HttpAnswer additions) {
            RestAnswers.add(additions, response.getHeaders());
            // Another filter of this kind adds them no second time.
            request.removeProperty(ADDITIONS_PROPERTY);
        }
    }

    private static void authenticate(AccessTokenPrincipal principal, ContainerRequestContext request) {
        request.setProperty(PROPERTY, principal.accessToken());
        request.setSecurityContext(AccessTokenSecurityContext.of(principal, request.getSecurityContext()));
    }
}
