package io.symbolon;

import java.time.Instant;
import java.util.Objects;

/**
 * The tokens that a client gets from a sign-in or a refresh.
 *
 * @param sessionId the session
 * @param accessToken what the client sends with each request; a JWT (RFC 9068)
 * @param accessTokenExpiresAt when the access token expires; whole seconds
 * @param refreshToken what buys the next tokens; opaque, at most 100 characters, to be kept as safe as a password
 * @param refreshTokenExpiresAt when the session ends if it is not refreshed
 */
public record SessionTokens(
        SessionId sessionId,
        String accessToken,
        Instant accessTokenExpiresAt,
        String refreshToken,
        Instant refreshTokenExpiresAt) {
    /** Checks for null only. */
    public SessionTokens {
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(accessTokenExpiresAt, "accessTokenExpiresAt");
        Objects.requireNonNull(refreshToken, "refreshToken");
        Objects.requireNonNull(refreshTokenExpiresAt, "refreshTokenExpiresAt");
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "SessionTokens[sessionId=" + sessionId + ", accessToken=<redacted>, accessTokenExpiresAt="
                + accessTokenExpiresAt + ", refreshToken=<redacted>, refreshTokenExpiresAt=" + refreshTokenExpiresAt
                + "]";
    }
}
