package io.symbolon;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The tokens that a client gets from a sign-in or a refresh.
 *
 * @param sessionId the session
 * @param accessToken what the client sends with each request; a JWT (RFC 9068)
 * @param accessTokenExpiresAt when the access token expires; whole seconds
 * @param refreshToken what buys the next tokens; opaque, at most 100 characters, to be kept as safe as a password
 * @param refreshTokenExpiresAt when the session ends if it is not refreshed
 * @param origin what they were given for
 * @param binding the key that the session is bound to; empty if it is not bound
 */
public record SessionTokens(
        SessionId sessionId,
        String accessToken,
        Instant accessTokenExpiresAt,
        String refreshToken,
        Instant refreshTokenExpiresAt,
        Origin origin,
        Optional<Binding> binding) {
    /** What tokens are given for. */
    public enum Origin {
        /** A sign-in. */
        SIGN_IN,
        /** A refresh. */
        REFRESH,
        /** A step-up: the user authenticated again. */
        STEP_UP,
        /** The session was bound to a key. */
        BINDING
    }

    /** Checks for null only. */
    public SessionTokens {
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(accessTokenExpiresAt, "accessTokenExpiresAt");
        Objects.requireNonNull(refreshToken, "refreshToken");
        Objects.requireNonNull(refreshTokenExpiresAt, "refreshTokenExpiresAt");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(binding, "binding");
    }

    /**
     * Tokens of a refresh, of a session that is not bound.
     *
     * @param sessionId the session
     * @param accessToken what the client sends with each request
     * @param accessTokenExpiresAt when the access token expires; whole seconds
     * @param refreshToken what buys the next tokens
     * @param refreshTokenExpiresAt when the session ends if it is not refreshed
     */
    public SessionTokens(
            SessionId sessionId,
            String accessToken,
            Instant accessTokenExpiresAt,
            String refreshToken,
            Instant refreshTokenExpiresAt) {
        this(
                sessionId,
                accessToken,
                accessTokenExpiresAt,
                refreshToken,
                refreshTokenExpiresAt,
                Origin.REFRESH,
                Optional.empty());
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "SessionTokens[sessionId=" + sessionId + ", accessToken=<redacted>, accessTokenExpiresAt="
                + accessTokenExpiresAt + ", refreshToken=<redacted>, refreshTokenExpiresAt=" + refreshTokenExpiresAt
                + ", origin=" + origin + ", binding=" + binding + "]";
    }
}
