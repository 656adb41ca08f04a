package io.symbolon.internal.token;

import io.symbolon.AccessToken;
import java.util.List;

/**
 * What a token with a good signature says; nothing in it was judged yet.
 *
 * @param key whose signature it is
 * @param issuer claim {@code iss}
 * @param audience claim {@code aud}, one or more
 * @param notBefore claim {@code nbf} in seconds since 1970, or {@link Long#MIN_VALUE} if it has none
 * @param token the rest
 */
public record ParsedAccessToken(
        VerificationKey key, String issuer, List<String> audience, long notBefore, AccessToken token) {}
