package io.symbolon.internal.token;

import io.symbolon.AccessToken;

/**
 * What a token says that is ours and for us; its time and revocation were not judged yet.
 *
 * @param key whose signature it is
 * @param notBeforeMillis claim {@code nbf} in milliseconds since 1970; 0 if it has none
 * @param expiresAtMillis claim {@code exp} in milliseconds since 1970
 * @param token the rest
 */
public record ParsedAccessToken(VerificationKey key, long notBeforeMillis, long expiresAtMillis, AccessToken token) {}
