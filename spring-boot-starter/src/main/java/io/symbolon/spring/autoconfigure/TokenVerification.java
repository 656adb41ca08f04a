package io.symbolon.spring.autoconfigure;

import io.symbolon.AccessToken;
import io.symbolon.AccessTokenVerifier;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationStatus;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a session manager and a verifier have in common.
 *
 * @param verify throws where the token is not good
 * @param status that of the view; empty where revocations are not followed
 */
record TokenVerification(Function<String, AccessToken> verify, Supplier<Optional<RevocationStatus>> status) {
    static TokenVerification by(JwtUserSessionManager manager) {
        return new TokenVerification(manager::verify, () -> Optional.of(manager.revocationStatus()));
    }

    static TokenVerification by(AccessTokenVerifier verifier) {
        return new TokenVerification(verifier::verify, verifier::revocationStatus);
    }
}
