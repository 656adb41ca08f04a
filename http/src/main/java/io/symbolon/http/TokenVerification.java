package io.symbolon.http;

import io.symbolon.AccessToken;
import io.symbolon.AccessTokenVerifier;
import io.symbolon.BindingProof;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwtUserSessionManager;
import java.util.Optional;
import java.util.function.Function;

/** Verifies access tokens, those that came with a proof too. */
interface TokenVerification {
    /**
     * Verifies a token that came without a proof.
     *
     * @throws InvalidAccessTokenException if it is not good
     */
    AccessToken verify(String text);

    /**
     * Verifies a token that came with a proof.
     *
     * @throws InvalidAccessTokenException if the token or the proof is not good
     */
    AccessToken verify(String text, BindingProof.Dpop proof);

    /** A nonce for the next proof; empty if none is asked for. */
    Optional<String> nonce();

    /** By a manager. */
    static TokenVerification of(JwtUserSessionManager manager) {
        return new TokenVerification() {
            @Override
            public AccessToken verify(String text) {
                return manager.verify(text);
            }

            @Override
            public AccessToken verify(String text, BindingProof.Dpop proof) {
                return manager.verify(text, proof);
            }

            @Override
            public Optional<String> nonce() {
                return Optional.of(manager.dpopNonce());
            }
        };
    }

    /** By a verifier, which asks for no nonce. */
    static TokenVerification of(AccessTokenVerifier verifier) {
        return new TokenVerification() {
            @Override
            public AccessToken verify(String text) {
                return verifier.verify(text);
            }

            @Override
            public AccessToken verify(String text, BindingProof.Dpop proof) {
                return verifier.verify(text, proof);
            }

            @Override
            public Optional<String> nonce() {
                return Optional.empty();
            }
        };
    }

    /** By what knows no proofs: tokens that need one are refused. */
    static TokenVerification of(Function<String, AccessToken> verification) {
        return new TokenVerification() {
            @Override
            public AccessToken verify(String text) {
                return verification.apply(text);
            }

            @Override
            public AccessToken verify(String text, BindingProof.Dpop proof) {
                verify(text);
                throw new InvalidAccessTokenException(InvalidAccessTokenException.Code.INVALID_PROOF);
            }

            @Override
            public Optional<String> nonce() {
                return Optional.empty();
            }
        };
    }
}
