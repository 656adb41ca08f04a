package io.symbolon.spring.autoconfigure;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.SessionException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a filter has found out about a request and the proof of a key that came with it (RFC 9449), before Spring Security
 * asks: it gives a decoder a text, and no request. A proof is good once.
 *
 * @param authorization the request's header
 * @param refusal why the filter has found no good token
 * @param token that the filter has found, if it is of the text that is to be decoded
 */
record JudgedRequest(@Nullable String authorization, Optional<SessionException> refusal, Optional<AccessToken> token) {
    private static final String DPOP = "DPoP ";

    /** What was found out of a text that came with a proof; of any other, what the verification says. */
    AccessToken verify(String text, Function<String, AccessToken> verification) {
        if (!isProof(text)) {
            return verification.apply(text);
        }
        refusal.filter(why -> why.code() == Code.INVALID_PROOF).ifPresent(why -> {
            throw why;
        });
        return token.orElseGet(() -> verification.apply(text));
    }

    static boolean hasProof(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, DPOP, 0, DPOP.length());
    }

    /** RFC 9449 section 7.1. */
    private boolean isProof(String text) {
        return authorization != null
                && hasProof(authorization)
                && authorization.substring(DPOP.length()).strip().equals(text);
    }
}
