package io.symbolon.web;

import io.symbolon.SessionTokens;
import io.symbolon.web.RefusedRequestException.Code;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The access token in the Authorization header, the refresh token in a JSON body. */
final class BearerTransport implements TokenTransport {
    static final BearerTransport INSTANCE = new BearerTransport();

    private static final String SCHEME = "Bearer ";

    private BearerTransport() {}

    @Override
    public Optional<String> accessToken(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.stream().noneMatch(BearerTransport::isBearer)) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw new RefusedRequestException(Code.AMBIGUOUS_TOKEN);
        }
        return Optional.of(headers.get(0).substring(SCHEME.length()).strip());
    }

    @Override
    public Optional<String> refreshToken(HttpServletRequest request) throws IOException {
        return RefreshTokenBody.read(request);
    }

    @Override
    public void write(SessionTokens tokens, Instant now, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        JsonBody.write(response, "application/json", json -> {
            json.writeStringProperty("access_token", tokens.accessToken());
            json.writeStringProperty("token_type", "Bearer");
            json.writeNumberProperty("expires_in", secondsUntil(tokens.accessTokenExpiresAt(), now));
            json.writeStringProperty("refresh_token", tokens.refreshToken());
            json.writeNumberProperty("refresh_token_expires_in", secondsUntil(tokens.refreshTokenExpiresAt(), now));
        });
    }

    /** There is nothing that the server could clear: the client holds the tokens. */
    @Override
    public void clear(HttpServletResponse response) {}

    @Override
    public boolean isAmbient() {
        return false;
    }

    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private static long secondsUntil(Instant end, Instant now) {
        return Math.max(0, Duration.between(now, end).toSeconds());
    }
}
