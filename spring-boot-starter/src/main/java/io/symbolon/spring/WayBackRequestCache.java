package io.symbolon.spring;

import io.symbolon.web.AccessTokenFilter;
import io.symbolon.web.WebSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * Keeps the way back of somebody who is signed in and whom Spring Security asks for one more factor. Nothing is replayed:
 * the sign-in takes the way back from the cookie. Thread-safe.
 */
final class WayBackRequestCache implements RequestCache {
    private final Supplier<Optional<WebSessions>> sessions;

    WayBackRequestCache(Supplier<Optional<WebSessions>> sessions) {
        this.sessions = sessions;
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        if (AccessTokenFilter.accessToken(request).isPresent() && WebSessions.isNavigation(request)) {
            sessions.get()
                    .flatMap(known -> known.wayBackTo(request))
                    .ifPresent(address -> WayBackCookie.keep(address, request, response));
        }
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        // Nothing is kept here.
    }
}
