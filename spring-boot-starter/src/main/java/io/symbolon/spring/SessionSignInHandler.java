package io.symbolon.spring;

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
 * Makes a sign-in of Spring Security one of Symbolon: starts a session for the authenticated name and hands out its
 * tokens. Where these travel in cookies, the browser then goes on to the page that it came for.
 *
 * <pre>{@code
 * http.formLogin(login -> login.successHandler(sessionSignIn))
 * }</pre>
 *
 * <p>A bean. Immutable and safe for use by many threads.
 */
public final class SessionSignInHandler implements AuthenticationSuccessHandler {
    private final WebSessions sessions;
    private final TokenTransport transport;
    private final SignInOptions options;
    private final AuthenticationSuccessHandler next;

    private SessionSignInHandler(
            WebSessions sessions, TokenTransport transport, SignInOptions options, AuthenticationSuccessHandler next) {
        this.sessions = sessions;
        this.transport = transport;
        this.options = options;
        this.next = next;
    }

    static SessionSignInHandler of(WebSessions sessions, TokenTransport transport, SignInOptions options) {
        return new SessionSignInHandler(
                sessions, transport, options, new SavedRequestAwareAuthenticationSuccessHandler());
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
        sessions.signIn(authentication.getName(), options.of(authentication), transport, request, response);
        if (transport.isAmbient()) {
            next.onAuthenticationSuccess(request, response, authentication);
        }
    }
}
