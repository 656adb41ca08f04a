package io.symbolon.spring.autoconfigure;

import io.symbolon.AccessToken;
import io.symbolon.AccessTokenVerifier;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationStatus;
import io.symbolon.http.AccessTokenCheck;
import io.symbolon.http.TokenTransports;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a session manager and a verifier have in common.
 *
 * @param verify throws where the token is not good, or needs a proof
 * @param checks of requests, which know their proofs
 * @param status that of the view; empty where revocations are not followed
 */
record TokenVerification(
        Function<String, AccessToken> verify, Checks checks, Supplier<Optional<RevocationStatus>> status) {
    /** Makes checks of requests. */
    interface Checks {
        /** Only requests with a good token pass. */
        AccessTokenCheck required(TokenTransports transports);

        /** Requests without a good token pass too. */
        AccessTokenCheck optional(TokenTransports transports);
    }

    static TokenVerification by(JwtUserSessionManager manager) {
        Checks checks = new Checks() {
            @Override
            public AccessTokenCheck required(TokenTransports transports) {
                return AccessTokenCheck.required(manager, transports);
            }

            @Override
            public AccessTokenCheck optional(TokenTransports transports) {
                return AccessTokenCheck.optional(manager, transports);
            }
        };
        return new TokenVerification(manager::verify, checks, () -> Optional.of(manager.revocationStatus()));
    }

    static TokenVerification by(AccessTokenVerifier verifier) {
        Checks checks = new Checks() {
            @Override
            public AccessTokenCheck required(TokenTransports transports) {
                return AccessTokenCheck.required(verifier, transports);
            }

            @Override
            public AccessTokenCheck optional(TokenTransports transports) {
                return AccessTokenCheck.optional(verifier, transports);
            }
        };
        return new TokenVerification(verifier::verify, checks, verifier::revocationStatus);
    }
}
