package io.symbolon.spring.autoconfigure;

import io.symbolon.AccessToken;
import io.symbolon.web.AccessTokenFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Tokens whose proofs of a key were judged by the filter, which keeps with the request what it has found out. Thread-safe. */
final class ProvedTokens {
    /** Verifies, but for a text that the filter has verified with its proof, or has refused because of it. */
    Function<String, AccessToken> orElse(Function<String, AccessToken> verify) {
        return text -> current()
                .map(request -> judged(request, text).verify(text, verify))
                .orElseGet(() -> verify.apply(text));
    }

    private static JudgedRequest judged(HttpServletRequest request, String text) {
        return new JudgedRequest(
                request.getHeader("Authorization"),
                AccessTokenFilter.refusal(request),
                AccessTokenFilter.accessToken(request, text));
    }

    private static Optional<HttpServletRequest> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }
}
