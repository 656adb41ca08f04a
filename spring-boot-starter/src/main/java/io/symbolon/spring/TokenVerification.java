package io.symbolon.spring;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwtUserSessionManager;

/** Verifies access tokens for the filter and for Spring Security, and tells of each outcome. */
@FunctionalInterface
interface TokenVerification {
    AccessToken verify(String accessToken);

    /** Hears of outcomes, on the request's thread. */
    interface Outcomes {
        Outcomes UNHEARD = new Outcomes() {};

        default void accepted() {}

        default void refused(InvalidAccessTokenException.Code code) {}
    }

    static TokenVerification of(JwtUserSessionManager manager, Outcomes outcomes) {
        return token -> {
            AccessToken verified;
            try {
                verified = manager.verify(token);
            } catch (InvalidAccessTokenException refusal) {
                outcomes.refused(refusal.code());
                throw refusal;
            }
            outcomes.accepted();
            return verified;
        };
    }
}
