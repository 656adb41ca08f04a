package io.symbolon.verifierjs.vectors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier is made of.
 *
 * @param jwks the text of a JWK set
 * @param rejectAfterMillis null for the policy that accepts
 * @param startedAt when the verifier reads the log, in milliseconds since 1970
 * @param log the text of an array of entries in the feed's format; null for a verifier without revocations
 */
public record Settings(
        String issuer,
        String audience,
        String jwks,
        List<Secret> secrets,
        long skewMillis,
        @Nullable Long rejectAfterMillis,
        long startedAt,
        @Nullable String log) {
    /**
     * An issuer's secret.
     *
     * @param algorithm such as HS256
     * @param secret in base64url
     */
    public record Secret(String algorithm, String secret) {}

    /** The same with another log. */
    Settings withLog(String other) {
        return new Settings(issuer, audience, jwks, secrets, skewMillis, rejectAfterMillis, startedAt, other);
    }

    /** The same with a staleness policy. */
    Settings withRejectAfterMillis(long limit) {
        return new Settings(issuer, audience, jwks, secrets, skewMillis, limit, startedAt, log);
    }

    /** The same with a clock skew. */
    Settings withSkewMillis(long skew) {
        return new Settings(issuer, audience, jwks, secrets, skew, rejectAfterMillis, startedAt, log);
    }
}
