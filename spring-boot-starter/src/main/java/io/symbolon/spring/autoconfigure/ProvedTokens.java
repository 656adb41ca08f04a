package io.symbolon.spring.autoconfigure;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.web.AccessTokenFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Tokens whose proofs of a key were judged before Spring Security asks: it gives the decoder a text, and no request. A proof
 * is good once, so that what was found out is kept with the request. Thread-safe.
 */
final class ProvedTokens {
    private static final String DPOP = "DPoP ";

    /** Verifies, but for a text that the filter has verified with its proof, or has refused because of it. */
    Function<String, AccessToken> orElse(Function<String, AccessToken> verify) {
        return text -> {
            Optional<HttpServletRequest> request = current().filter(now -> isProof(now, text));
            request.flatMap(AccessTokenFilter::refusal)
                    .filter(refusal -> refusal.code() == InvalidAccessTokenException.Code.INVALID_PROOF)
                    .ifPresent(refusal -> {
                        throw refusal;
                    });
            return request.flatMap(now -> AccessTokenFilter.accessToken(now, text))
                    .orElseGet(() -> verify.apply(text));
        };
    }

    /** RFC 9449 section 7.1. */
    private static boolean isProof(HttpServletRequest request, String text) {
        String authorization = request.getHeader("Authorization");
        return authorization != null
                && authorization.regionMatches(true, 0, DPOP, 0, DPOP.length())
                && authorization.substring(DPOP.length()).strip().equals(text);
    }

    private static Optional<HttpServletRequest> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }
}
