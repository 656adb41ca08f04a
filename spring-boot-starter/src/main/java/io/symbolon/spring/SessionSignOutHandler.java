package io.symbolon.spring;

import io.symbolon.web.RefusedRequestException;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Makes a logout of Spring Security one of Symbolon: ends the session, and clears the cookies. Choose a logout URL below
 * {@code /session}: the refresh token is sent there only, and without it a session cannot be ended once the access token
 * has expired.
 *
 * <pre>{@code
 * http.logout(logout -> logout.logoutUrl("/session/logout").addLogoutHandler(sessionSignOut))
 * }</pre>
 *
 * <p>A bean. Safe for use by many threads.
 */
public final class SessionSignOutHandler implements LogoutHandler {
    private final WebSessions sessions;

    SessionSignOutHandler(WebSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        try {
            sessions.signOut(request, response);
        } catch (RefusedRequestException refusal) {
            // Who has no token is signed out.
            if (refusal.code() != RefusedRequestException.Code.TOKEN_MISSING) {
                throw refusal;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
