package io.symbolon;

import io.symbolon.internal.token.Payload;
import java.time.Clock;

/** For tests of the packages below: the step that only this package can do. */
public final class TokensOfPayloads {
    private TokensOfPayloads() {}

    public static AccessToken of(Payload payload) {
        return AccessTokens.of(payload, Clock.systemUTC());
    }
}
