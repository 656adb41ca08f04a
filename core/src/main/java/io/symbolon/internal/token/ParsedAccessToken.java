package io.symbolon.internal.token;

import io.symbolon.AccessToken;
import java.util.List;

/**
 * What a token with a good signature says; nothing in it was judged yet.
 *
 * @param key whose signature it is
 * @param issuer claim {@code iss}
 * @param audience claim {@code aud}, one or more
 * @param notBeforeMillis claim {@code nbf} in milliseconds since 1970; 0 if it has none
 * @param expiresAtMillis claim {@code exp} in milliseconds since 1970
 * @param token the rest
 */
public record ParsedAccessToken(
        VerificationKey key,
        String issuer,
        List<String> audience,
        long notBeforeMillis,
        long expiresAtMillis,
        AccessToken token) {}
