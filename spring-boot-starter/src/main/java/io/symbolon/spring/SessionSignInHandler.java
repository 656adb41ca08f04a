package io.symbolon.spring;

import io.symbolon.CreateOptions;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.SessionException;
import io.symbolon.web.AccessTokenFilter;
import io.symbolon.web.TokenTransport;
import io.symbolon.web.WebSessions;
import io.symbolon.web.WebSignIn;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/**
 * Turns a sign-in of Spring Security into a session: starts one for the authenticated name and hands out its tokens. Where
 * these travel in cookies, the browser then goes on to the page that led to the sign-in, else as after any form login.
 *
 * <p>The session keeps the authorities of the sign-in exactly, in the claim {@code authorities}, and Spring Security's
 * factors ({@link org.springframework.security.core.authority.FactorGrantedAuthority}) with their times; a sign-in that
 * cannot be kept fails. {@link SignInOptions} adds claims and times. Where the request comes with a good access token of
 * the same name and the sign-in proves a factor, that session goes on: it gets the factor, the authorities of this sign-in
 * and new tokens, by {@link io.symbolon.JwtUserSessionManager#reauthenticated}. Another name gets a session of its own; the
 * one before does not end by that.
 *
 * <p>{@link SymbolonConfigurer} sets this handler for every sign-in of a chain; by hand it is
 *
 * <pre>{@code
 * http.formLogin(login -> login.successHandler(sessionSignIn))
 * }</pre>
 *
 * <p>A bean. Immutable, thread-safe.
 */
public final class SessionSignInHandler implements AuthenticationSuccessHandler {
    private final WebSessions sessions;
    private final TokenTransport transport;
    private final SignInOptions options;
    private final AuthenticationSuccessHandler next;
    private final Predicate<HttpServletRequest> mayComeFromElsewhere;

    /**
     * Creates a handler that goes on to the page that led to the sign-in, else as a form login of Spring Security does.
     *
     * @param sessions starts the sessions
     * @param transport one of those of {@code sessions}: where the tokens of these sign-ins travel
     * @param options claims and times of the sessions
     */
    public SessionSignInHandler(WebSessions sessions, TokenTransport transport, SignInOptions options) {
        this(
                Objects.requireNonNull(sessions, "sessions"),
                Objects.requireNonNull(transport, "transport"),
                Objects.requireNonNull(options, "options"),
                wayBackOr(new SavedRequestAwareAuthenticationSuccessHandler()),
                request -> false);
    }

    private SessionSignInHandler(
            WebSessions sessions,
            TokenTransport transport,
            SignInOptions options,
            AuthenticationSuccessHandler next,
            Predicate<HttpServletRequest> mayComeFromElsewhere) {
        this.sessions = sessions;
        this.transport = transport;
        this.options = options;
        this.next = next;
        this.mayComeFromElsewhere = mayComeFromElsewhere;
    }

    /**
     * This handler with another answer to sign-ins whose tokens travel in cookies.
     *
     * @param next called after the cookies were set
     * @return a new handler
     */
    public SessionSignInHandler andThen(AuthenticationSuccessHandler next) {
        Objects.requireNonNull(next, "next");
        return new SessionSignInHandler(sessions, transport, options, next, mayComeFromElsewhere);
    }

    /**
     * This handler with another answer where no page has led to the sign-in.
     *
     * @param next called after the cookies were set
     * @return a new handler
     */
    public SessionSignInHandler wayBackOrThen(AuthenticationSuccessHandler next) {
        return andThen(wayBackOr(Objects.requireNonNull(next, "next")));
    }

    /**
     * This handler for sign-ins that may come from another site, such as the redirect of an identity provider whose
     * {@code state} was checked. See {@link WebSessions#withoutOriginCheck()} for what may. {@link SymbolonConfigurer} does
     * it by itself for {@code oauth2Login}, and for answers of {@code saml2Login} to a request of this browser.
     *
     * @return a new handler
     */
    public SessionSignInHandler withoutOriginCheck() {
        return withoutOriginCheckOf(request -> true);
    }

    SessionSignInHandler withoutOriginCheckOf(Predicate<HttpServletRequest> bound) {
        return new SessionSignInHandler(sessions, transport, options, next, bound);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        CreateOptions kept = KeptSignIn.addedTo(options.of(authentication, request), authentication);
        WebSignIn own = sessions.with(transport);
        WebSignIn signIn = mayComeFromElsewhere.test(request) ? own.withoutOriginCheck() : own;
        if (!goesOn(authentication.getName(), kept, signIn, request, response)) {
            signIn.signIn(authentication.getName(), kept, request, response);
        }
        if (transport.isAmbient()) {
            next.onAuthenticationSuccess(request, response, authentication);
        }
    }

    /** A user who signs in once more, such as by another factor, goes on with the session that he has. */
    private static boolean goesOn(
            String subject,
            CreateOptions kept,
            WebSignIn signIn,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean isSameSubject = AccessTokenFilter.accessToken(request)
                .map(token -> token.subject().equals(subject))
                .orElse(false);
        if (!isSameSubject || !KeptSignIn.provesFactors(kept)) {
            return false;
        }
        try {
            signIn.reauthenticated(proved -> KeptSignIn.addedTo(proved, kept), request, response);
            return true;
        } catch (InvalidRefreshTokenException over) {
            // The session has ended, or is another device's: nothing to go on with. Another reason may pass.
            if (over.action() != SessionException.Action.SIGN_IN) {
                throw over;
            }
            return false;
        }
    }

    private static AuthenticationSuccessHandler wayBackOr(AuthenticationSuccessHandler next) {
        return (request, response, authentication) -> {
            Optional<String> wayBack = WayBackCookie.take(request, response);
            if (wayBack.isPresent()) {
                // As it is: a container would put the scheme before it that a proxy has used.
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader("Location", wayBack.get());
            } else {
                next.onAuthenticationSuccess(request, response, authentication);
            }
        };
    }
}
