package io.symbolon.http;

import io.symbolon.http.TokenCookies.Value;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

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
    public HttpAnswer handOut(IssuedTokens issued, Instant now, HttpRequest request, Mount mount) {
        TokenCookies cookies = settings.at(mount);
        String name = cookies.names().accessToken();
        return cookies.set(List.of(new Value(name, issued.tokens().accessToken(), true)), issued, now, request);
    }

    @Override
    public OptionalInt maximumAccessTokenLength(Mount mount) {
        TokenCookies cookies = settings.at(mount);
        return OptionalInt.of(cookies.room(cookies.names().accessToken(), true));
    }

    @Override
    public Optional<String> readableName(Mount mount) {
        return Optional.empty();
    }
}
