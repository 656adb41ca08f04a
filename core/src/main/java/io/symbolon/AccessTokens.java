package io.symbolon;

import io.symbolon.internal.token.Payload;
import java.time.Clock;

/** Makes access tokens of payloads whose signature was verified. */
final class AccessTokens {
    private AccessTokens() {}

    static AccessToken of(Payload payload, Clock clock) {
        return new AccessToken(
                new AccessToken.Registered(
                        payload.issuer(),
                        payload.audience(),
                        payload.clientId(),
                        payload.subject(),
                        payload.sessionId(),
                        payload.tokenId(),
                        payload.version(),
                        payload.issuedAt(),
                        payload.expiresAt()),
                payload.authorities(),
                payload.factors(),
                payload.binding(),
                payload.claims(),
                clock);
    }
}
