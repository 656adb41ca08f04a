package io.symbolon.web;

import io.symbolon.AccessToken;
import io.symbolon.AccessTokenVerifier;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionException;
import io.symbolon.http.AccessTokenCheck;
import io.symbolon.http.AccessTokenCheck.Answered;
import io.symbolon.http.AccessTokenCheck.Passed;
import io.symbolon.http.AccessTokenPrincipal;
import io.symbolon.http.HttpAnswer;
import io.symbolon.http.HttpUserSessions;
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

/**
 * Verifies the access token of each request. What comes after finds it as the request's attribute {@link #ATTRIBUTE} and
 * its principal, an {@link AccessTokenPrincipal}. Other requests are answered with an RFC 9457 problem.
 *
 * <p>A {@link SessionException} or {@link RefusedRequestException} that what comes after throws is answered likewise, if
 * nothing was written yet.
 *
 * <p>Immutable and thread-safe. Supports asynchronous requests; map it to the dispatcher type REQUEST, and to ASYNC where
 * the principal is needed there.
 */
public final class AccessTokenFilter implements Filter {
    /** The request's attribute with the verified {@link AccessToken}. */
    public static final String ATTRIBUTE = "io.symbolon.AccessToken";

    private static final String REFUSAL_ATTRIBUTE = "io.symbolon.SessionException";

    /** The request's attribute with the text of that token: renewed ones are not in the request's cookies. */
    static final String TEXT_ATTRIBUTE = "io.symbolon.AccessToken.text";

    private final AccessTokenCheck check;
    private final Problems problems;

    private AccessTokenFilter(AccessTokenCheck check, Problems problems) {
        this.check = Objects.requireNonNull(check, "check");
        this.problems = problems;
    }

    static AccessTokenFilter of(AccessTokenCheck check, HttpUserSessions sessions) {
        return new AccessTokenFilter(check, Problems.of(sessions));
    }

    /**
     * A filter that decides as a check does.
     *
     * @param check set up by the types of {@code symbolon-http}
     * @return the filter
     */
    public static AccessTokenFilter of(AccessTokenCheck check) {
        return new AccessTokenFilter(check, Problems.ALIKE);
    }

    /**
     * A filter that lets only requests with a good access token pass; where it is bound by DPoP (RFC 9449), with its proof.
     *
     * @param verifier verifies the tokens of another service
     * @param transports where the token may travel, and what the outside sees of the application: a proof names that
     * @return the filter
     */
    public static AccessTokenFilter required(AccessTokenVerifier verifier, TokenTransports transports) {
        return of(AccessTokenCheck.required(verifier, transports.transports()));
    }

    /**
     * A filter that lets only requests with a good access token pass; where it is bound by DPoP (RFC 9449), with its proof.
     * It renews no tokens, as {@link WebSessions#filter()} does.
     *
     * @param manager verifies its own tokens
     * @param transports where the token may travel, and what the outside sees of the application: a proof names that
     * @return the filter
     */
    public static AccessTokenFilter required(JwtUserSessionManager manager, TokenTransports transports) {
        return of(AccessTokenCheck.required(manager, transports.transports()));
    }

    /**
     * A filter that lets only requests with a good access token pass, by a verification of the application's own. It is
     * given no proofs, so that tokens which are bound by DPoP are refused.
     *
     * @param verification such as one that asks several verifiers
     * @param transports where the token may travel
     * @return the filter
     */
    public static AccessTokenFilter required(Function<String, AccessToken> verification, TokenTransports transports) {
        return of(AccessTokenCheck.required(verification, transports.transports()));
    }

    /**
     * A filter that also lets requests without a good access token pass, without attribute and principal: for pages that
     * everybody may see. {@link #refusal} says what was wrong. Requests of other sites that rely on cookies are refused
     * nevertheless, and so is a token that is bound by DPoP without a fresh proof.
     *
     * @param verifier verifies the tokens of another service
     * @param transports where the token may travel, and what the outside sees of the application: a proof names that
     * @return the filter
     */
    public static AccessTokenFilter optional(AccessTokenVerifier verifier, TokenTransports transports) {
        return of(AccessTokenCheck.optional(verifier, transports.transports()));
    }

    /**
     * As {@link #optional(AccessTokenVerifier, TokenTransports)}. It renews no tokens, as
     * {@link WebSessions#optionalFilter()} does.
     *
     * @param manager verifies its own tokens
     * @param transports where the token may travel, and what the outside sees of the application: a proof names that
     * @return the filter
     */
    public static AccessTokenFilter optional(JwtUserSessionManager manager, TokenTransports transports) {
        return of(AccessTokenCheck.optional(manager, transports.transports()));
    }

    /**
     * As {@link #optional(AccessTokenVerifier, TokenTransports)}, by a verification of the application's own. It is given
     * no proofs, so that tokens which are bound by DPoP are refused.
     *
     * @param verification such as one that asks several verifiers
     * @param transports where the token may travel
     * @return the filter
     */
    public static AccessTokenFilter optional(Function<String, AccessToken> verification, TokenTransports transports) {
        return of(AccessTokenCheck.optional(verification, transports.transports()));
    }

    /**
     * This filter, with paths that it leaves alone, such as that of the sign-in.
     *
     * @param paths within the application: exact, or ended by {@code /*} for all below
     * @return a new filter
     */
    public AccessTokenFilter except(String... paths) {
        return new AccessTokenFilter(check.except(List.of(paths)), problems);
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
     * The access token that this filter has verified, with its proof if it needs one, if it is a certain text: for what
     * verifies texts, and knows no requests.
     *
     * @param request the request
     * @param text of an access token
     * @return the token, or empty if the filter has not verified this very text
     */
    public static Optional<AccessToken> accessToken(ServletRequest request, String text) {
        return accessToken(request).filter(token -> text.equals(request.getAttribute(TEXT_ATTRIBUTE)));
    }

    /**
     * Why an {@linkplain #optional optional} filter found no good access token. Where the tokens of a person who navigates
     * could have been renewed, why the refresh token was not good.
     *
     * @param request the request
     * @return the refusal, or empty if the request came with a good token or with none
     */
    public static Optional<SessionException> refusal(ServletRequest request) {
        return request.getAttribute(REFUSAL_ATTRIBUTE) instanceof SessionException refusal
                ? Optional.of(refusal)
                : Optional.empty();
    }

    private static Optional<AccessTokenPrincipal> principal(ServletRequest request) {
        return request.getAttribute(TEXT_ATTRIBUTE) instanceof String text
                ? accessToken(request).map(token -> new AccessTokenPrincipal(token, text))
                : Optional.empty();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<AccessTokenPrincipal> verifiedBefore = principal(request);
        if (verifiedBefore.isPresent()) {
            pass(verifiedBefore, request, response, chain);
            return;
        }
        AccessTokenCheck.Outcome outcome = check.decide(new ServletHttpRequest(request));
        if (outcome instanceof Answered refused) {
            ServletAnswers.write(refused.answer(), response);
        } else if (outcome instanceof Passed passed) {
            passed.refusal().ifPresent(refusal -> request.setAttribute(REFUSAL_ATTRIBUTE, refusal));
            passed.token().ifPresent(token -> request.setAttribute(ATTRIBUTE, token));
            passed.text().ifPresent(text -> request.setAttribute(TEXT_ATTRIBUTE, text));
            pass(passed.principal(), request, ResponseWithAdditions.of(response, passed.additions()), chain);
        }
    }

    private void pass(
            Optional<AccessTokenPrincipal> principal,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest next = principal
                .<HttpServletRequest>map(known -> new AuthenticatedRequest(request, known))
                .orElse(request);
        try {
            chain.doFilter(next, response);
        } catch (SessionException error) {
            answer(error, problems.of(error, new ServletHttpRequest(request)), response);
        } catch (RefusedRequestException refusal) {
            answer(refusal, problems.of(refusal.refusal(), new ServletHttpRequest(request)), response);
        }
    }

    private static void answer(RuntimeException error, HttpAnswer answer, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            throw error;
        }
        response.resetBuffer();
        ServletAnswers.write(answer, response);
    }

    private static final class AuthenticatedRequest extends HttpServletRequestWrapper {
        private final AccessTokenPrincipal principal;

        AuthenticatedRequest(HttpServletRequest request, AccessTokenPrincipal principal) {
            super(request);
            this.principal = principal;
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
