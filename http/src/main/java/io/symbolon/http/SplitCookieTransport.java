package io.symbolon.http;

import io.symbolon.http.TokenCookies.Value;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Header and payload of the access token where scripts can read them, the signature and the refresh token HttpOnly. What
 * a script reads is good for display only: without the signature it is not a token.
 */
record SplitCookieTransport(CookieSettings settings) implements AmbientTransport {
    /** A dot and 32 bytes in base64url. */
    private static final int SHORTEST_SIGNATURE = 44;

    SplitCookieTransport {
        Objects.requireNonNull(settings, "settings");
        if (!settings.isSplit()) {
            throw new IllegalArgumentException(
                    "settings name no cookie for the signature: start from CookieSettings.forSplitCookie()");
        }
    }

    /** Of several payloads and signatures, those belong together that verify. */
    @Override
    public List<String> accessTokens(HttpRequest request, Mount mount) {
        CookieNames names = settings.at(mount).names();
        List<String> signatures = CookieHeader.values(request, names.signature().orElseThrow());
        return CookieHeader.values(request, names.accessToken()).stream()
                .flatMap(payload -> signatures.stream().map(signature -> payload + "." + signature))
                .toList();
    }

    @Override
    public HttpAnswer handOut(IssuedTokens issued, Instant now, HttpRequest request, Mount mount) {
        TokenCookies cookies = settings.at(mount);
        CookieNames names = cookies.names();
        String token = issued.tokens().accessToken();
        int signatureStart = token.lastIndexOf('.');
        return cookies.set(
                List.of(
                        new Value(names.accessToken(), token.substring(0, signatureStart), false),
                        new Value(names.signature().orElseThrow(), token.substring(signatureStart + 1), true)),
                issued,
                now,
                request);
    }

    /** The signature has a cookie of its own; the shortest one is that of HS256. */
    @Override
    public OptionalInt maximumAccessTokenLength(Mount mount) {
        TokenCookies cookies = settings.at(mount);
        return OptionalInt.of(cookies.room(cookies.names().accessToken(), false) + SHORTEST_SIGNATURE);
    }

    @Override
    public Optional<String> readableName(Mount mount) {
        return Optional.of(settings.at(mount).names().accessToken());
    }
}
