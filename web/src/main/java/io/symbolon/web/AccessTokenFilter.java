package io.symbolon.web;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.SessionException;
import io.symbolon.web.RefusedRequestException.Code;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Verifies the access token of each request. What comes after finds it as the request's attribute {@link #ATTRIBUTE} and
 * its principal, an {@link AccessTokenPrincipal}. Other requests are answered with an RFC 9457 problem.
 *
 * <p>A {@link SessionException} or {@link RefusedRequestException} that what comes after throws is answered likewise, if
 * nothing was written yet.
 *
 * <p>Immutable and safe for use by many threads. Supports asynchronous requests; map it to the dispatcher type REQUEST,
 * and to ASYNC where the principal is needed there.
 */
public final class AccessTokenFilter implements Filter {
    /** The request's attribute with the verified {@link AccessToken}. */
    public static final String ATTRIBUTE = "io.symbolon.AccessToken";

    private static final String REFUSAL_ATTRIBUTE = "io.symbolon.InvalidAccessTokenException";

    private final Function<String, AccessToken> verification;
    private final TokenTransports transports;
    private final boolean isRequired;
    private final List<String> exceptions;

    private AccessTokenFilter(
            Function<String, AccessToken> verification,
            TokenTransports transports,
            boolean isRequired,
            List<String> exceptions) {
        this.verification = Objects.requireNonNull(verification, "verification");
        this.transports = Objects.requireNonNull(transports, "transports");
        this.isRequired = isRequired;
        this.exceptions = exceptions;
    }

    /**
     * A filter that lets only requests with a good access token pass.
     *
     * @param verification {@code manager::verify} or {@code verifier::verify}
     * @param transports where the token may travel
     * @return the filter
     */
    public static AccessTokenFilter required(Function<String, AccessToken> verification, TokenTransports transports) {
        return new AccessTokenFilter(verification, transports, true, List.of());
    }

    /**
     * A filter that also lets requests without a good access token pass, without attribute and principal: for pages that
     * everybody may see. {@link #refusal} says what was wrong. Requests of other sites that rely on cookies are refused
     * nevertheless.
     *
     * @param verification {@code manager::verify} or {@code verifier::verify}
     * @param transports where the token may travel
     * @return the filter
     */
    public static AccessTokenFilter optional(Function<String, AccessToken> verification, TokenTransports transports) {
        return new AccessTokenFilter(verification, transports, false, List.of());
    }

    /**
     * This filter, with paths that it leaves alone, such as that of the sign-in.
     *
     * @param paths within the application: exact, or ended by {@code /*} for all below
     * @return a new filter
     */
    public AccessTokenFilter except(String... paths) {
        List<String> all = Stream.concat(exceptions.stream(), Stream.of(paths)).toList();
        return new AccessTokenFilter(verification, transports, isRequired, all);
    }

    /**
     * The access token that this filter has verified.
     *
     * @param request the request
     * @return the token, or empty if the filter has not seen the request or let it pass without one
     */
    public static Optional<AccessToken> accessToken(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AccessToken token ? Optional.of(token) : Optional.empty();
    }

    /**
     * Why an {@linkplain #optional optional} filter found no good access token.
     *
     * @param request the request
     * @return the refusal, or empty if the request came with a good token or with none
     */
    public static Optional<InvalidAccessTokenException> refusal(ServletRequest request) {
        return request.getAttribute(REFUSAL_ATTRIBUTE) instanceof InvalidAccessTokenException refusal
                ? Optional.of(refusal)
                : Optional.empty();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            Optional<AccessToken> token = verified(request);
            if (token.isEmpty()) {
                chain.doFilter(request, response);
                return;
            }
            request.setAttribute(ATTRIBUTE, token.get());
            chain.doFilter(new AuthenticatedRequest(request, token.get()), response);
        } catch (SessionException error) {
            answer(error, Problem.of(error), response);
        } catch (RefusedRequestException refusal) {
            answer(refusal, Problem.of(refusal), response);
        }
    }

    /** Empty where the request may pass without. */
    private Optional<AccessToken> verified(HttpServletRequest request) {
        Optional<AccessToken> verifiedBefore = accessToken(request);
        if (verifiedBefore.isPresent() || isException(request)) {
            return verifiedBefore;
        }
        Optional<String> presented = transports.accessToken(request);
        if (presented.isEmpty()) {
            if (isRequired) {
                throw new RefusedRequestException(Code.TOKEN_MISSING);
            }
            return Optional.empty();
        }
        try {
            return Optional.of(verification.apply(presented.get()));
        } catch (InvalidAccessTokenException refusal) {
            if (isRequired || refusal.code() == InvalidAccessTokenException.Code.STALE_NODE) {
                throw refusal;
            }
            request.setAttribute(REFUSAL_ATTRIBUTE, refusal);
            return Optional.empty();
        }
    }

    private boolean isException(HttpServletRequest request) {
        Optional<String> path = RequestPath.of(request);
        return path.isPresent() && exceptions.stream().anyMatch(exception -> covers(exception, path.get()));
    }

    private static boolean covers(String exception, String path) {
        return exception.endsWith("/*")
                ? path.startsWith(exception.substring(0, exception.length() - 1))
                : path.equals(exception);
    }

    private static void answer(RuntimeException error, Problem problem, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            throw error;
        }
        response.resetBuffer();
        problem.write(response);
    }

    private static final class AuthenticatedRequest extends HttpServletRequestWrapper {
        private final AccessTokenPrincipal principal;

        AuthenticatedRequest(HttpServletRequest request, AccessToken token) {
            super(request);
            this.principal = new AccessTokenPrincipal(token);
        }

        @Override
        public Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public String getRemoteUser() {
            return principal.getName();
        }

        @Override
        public String getAuthType() {
            return "Bearer";
        }
    }
}
