package io.symbolon.internal.flow;

import io.symbolon.SessionTokens;
import io.symbolon.internal.rules.SessionExpiry;
import io.symbolon.internal.token.AccessTokenIssuer;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;

/** The tokens that a client gets for a stored session. */
public final class TokenIssuing {
    private final AccessTokenIssuer issuer;
    private final Duration accessTokenTtl;

    public TokenIssuing(AccessTokenIssuer issuer, Duration accessTokenTtl) {
        this.issuer = issuer;
        this.accessTokenTtl = accessTokenTtl;
    }

    /**
     * Issues an access token, beside a refresh token.
     *
     * @param now the storage's time
     * @param claims the text of the JSON object to put into the access token
     */
    SessionTokens issue(StoredSession session, Instant now, String claims, String refreshToken) {
        Instant expiresAt = SessionExpiry.accessTokenExpiry(session, accessTokenTtl, now);
        String accessToken = issuer.issue(session.subject(), session.id(), session.version(), now, expiresAt, claims);
        return new SessionTokens(session.id(), accessToken, expiresAt, refreshToken, session.expiresAt());
    }
}
