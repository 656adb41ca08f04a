package io.symbolon.spring;

import io.symbolon.CreateOptions;
import io.symbolon.web.TokenTransport;
import io.symbolon.web.WebSessions;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/**
 * Turns a sign-in of Spring Security into a session: starts one for the authenticated name and hands out its tokens. Where
 * these travel in cookies, the browser then goes on as after any form login.
 *
 * <p>The session keeps the authorities of the sign-in exactly, in the claim {@code authorities}; a sign-in whose
 * authorities cannot be kept fails. {@link SignInOptions} adds claims and times. {@link SymbolonConfigurer} sets this
 * handler for form login; by hand it is
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

    /**
     * Creates a handler that goes on as a form login of Spring Security does.
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
                new SavedRequestAwareAuthenticationSuccessHandler());
    }

    private SessionSignInHandler(
            WebSessions sessions, TokenTransport transport, SignInOptions options, AuthenticationSuccessHandler next) {
        this.sessions = sessions;
        this.transport = transport;
        this.options = options;
        this.next = next;
    }

    /**
     * This handler with another answer to sign-ins whose tokens travel in cookies.
     *
     * @param next called after the cookies were set
     * @return a new handler
     */
    public SessionSignInHandler andThen(AuthenticationSuccessHandler next) {
        return new SessionSignInHandler(sessions, transport, options, Objects.requireNonNull(next, "next"));
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        CreateOptions session = KeptAuthorities.addedTo(options.of(authentication), authentication);
        sessions.signIn(authentication.getName(), session, transport, request, response);
        if (transport.isAmbient()) {
            next.onAuthenticationSuccess(request, response, authentication);
        }
    }
}
