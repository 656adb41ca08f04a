package io.symbolon.http;

import io.symbolon.SessionTokens;
import io.symbolon.http.TokenCookies.Value;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Both tokens in HttpOnly cookies. */
record CookieTransport(CookieSettings settings) implements AmbientTransport {
    CookieTransport {
        Objects.requireNonNull(settings, "settings");
    }

    @Override
    public List<String> accessTokens(HttpRequest request, Mount mount) {
        return CookieHeader.values(request, settings.at(mount).names().accessToken());
    }

    @Override
    public HttpAnswer handOut(SessionTokens tokens, Instant now, HttpRequest request, Mount mount) {
        TokenCookies cookies = settings.at(mount);
        CookieNames names = cookies.names();
        return cookies.set(
                List.of(
                        new Value(names.accessToken(), tokens.accessToken(), true),
                        new Value(names.refreshToken(), tokens.refreshToken(), true)),
                tokens,
                now,
                request);
    }

    @Override
    public Optional<String> readableName(Mount mount) {
        return Optional.empty();
    }
}
