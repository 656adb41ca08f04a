package io.symbolon.spring.autoconfigure;

import io.symbolon.web.TokenTransports;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Finds the access token of a request wherever tokens travel. Not at open paths: a browser that comes to the sign-in with
 * an expired cookie has to get in.
 */
final class SessionTokenResolver implements BearerTokenResolver {
    private final TokenTransports transports;
    private final TokenVerification verification;
    private final RequestMatcher openPaths;

    SessionTokenResolver(TokenTransports transports, TokenVerification verification, RequestMatcher openPaths) {
        this.transports = transports;
        this.verification = verification;
        this.openPaths = openPaths;
    }

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        return openPaths.matches(request)
                ? null
                : transports.accessToken(request, verification.verify()).orElse(null);
    }
}
