package io.symbolon.demo;

import io.symbolon.SessionTokens;
import java.time.Instant;

/** The tokens, as JSON, with the names of OAuth 2.0 (RFC 6749 section 5.1) where it has them. */
record TokenAnswer(
        String accessToken,
        String tokenType,
        Instant accessTokenExpiresAt,
        String refreshToken,
        Instant refreshTokenExpiresAt,
        String sessionId) {
    static TokenAnswer of(SessionTokens tokens) {
        return new TokenAnswer(
                tokens.accessToken(),
                "Bearer",
                tokens.accessTokenExpiresAt(),
                tokens.refreshToken(),
                tokens.refreshTokenExpiresAt(),
                tokens.sessionId().toString());
    }

    /** Without the tokens: frameworks log what they write. */
    @Override
    public String toString() {
        return "TokenAnswer[sessionId=" + sessionId + "]";
    }
}
