package io.symbolon.spring;

import io.symbolon.web.RefusedRequestException;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Turns a logout of Spring Security into a sign-out: ends the session and clears the cookies. Choose a logout URL below
 * {@code /session}: the refresh token is sent there only, and without it a session cannot be ended once the access token
 * has expired. {@link SymbolonConfigurer} sets this handler; by hand it is
 *
 * <pre>{@code
 * http.logout(logout -> logout.logoutUrl("/session/logout").addLogoutHandler(sessionSignOut))
 * }</pre>
 *
 * <p>A bean. Immutable, thread-safe.
 */
public final class SessionSignOutHandler implements LogoutHandler {
    private final WebSessions sessions;

    /**
     * Creates a handler.
     *
     * @param sessions ends the sessions
     */
    public SessionSignOutHandler(WebSessions sessions) {
        this.sessions = Objects.requireNonNull(sessions, "sessions");
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        try {
            sessions.signOut(request, response);
        } catch (RefusedRequestException refusal) {
            // Without a token nobody is signed in.
            if (refusal.code() != RefusedRequestException.Code.TOKEN_MISSING) {
                throw refusal;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
