package io.symbolon;

import io.symbolon.internal.claims.ClaimRules;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one session has of its own: claims, and a lifetime other than the manager's.
 *
 * <p>Immutable: each {@code with…} method returns new options.
 */
public final class CreateOptions {
    private static final CreateOptions DEFAULTS = new CreateOptions(Map.of(), Optional.empty(), Optional.empty());

    private final Map<String, @Nullable Object> claims;
    private final Optional<SessionLifetime> lifetime;
    private final Optional<Duration> accessTokenTtl;

    private CreateOptions(
            Map<String, @Nullable Object> claims,
            Optional<SessionLifetime> lifetime,
            Optional<Duration> accessTokenTtl) {
        this.claims = claims;
        this.lifetime = lifetime;
        this.accessTokenTtl = accessTokenTtl;
    }

    /**
     * No claims, and the manager's times.
     *
     * @return the options
     */
    public static CreateOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The manager's times, and these claims.
     *
     * @param claims JSON values by name; copied deeply
     * @return the options
     * @throws IllegalArgumentException if a name is reserved or a value is not one of JSON
     */
    public static CreateOptions claims(Map<String, ?> claims) {
        return DEFAULTS.withClaims(claims);
    }

    /**
     * These options with other claims.
     *
     * @param claims JSON values by name; copied deeply
     * @return new options
     * @throws IllegalArgumentException if a name is reserved or a value is not one of JSON
     */
    public CreateOptions withClaims(Map<String, ?> claims) {
        return new CreateOptions(ClaimRules.copyOf(claims), lifetime, accessTokenTtl);
    }

    /**
     * These options with another lifetime of the session.
     *
     * @param lifetime idle and absolute time
     * @return new options
     */
    public CreateOptions withLifetime(SessionLifetime lifetime) {
        Objects.requireNonNull(lifetime, "lifetime");
        return new CreateOptions(claims, Optional.of(lifetime), accessTokenTtl);
    }

    /**
     * These options with another life of the session's access tokens.
     *
     * @param accessTokenTtl at least one second; the manager refuses one that with its clock skew exceeds the storage's
     *     retention of revocations
     * @return new options
     * @throws IllegalArgumentException if it is shorter than one second
     */
    public CreateOptions withAccessTokenTtl(Duration accessTokenTtl) {
        Objects.requireNonNull(accessTokenTtl, "accessTokenTtl");
        if (accessTokenTtl.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("accessTokenTtl is " + accessTokenTtl + ": at least PT1S is needed");
        }
        return new CreateOptions(claims, lifetime, Optional.of(accessTokenTtl));
    }

    /**
     * The session's claims.
     *
     * @return JSON values by name, unmodifiable
     */
    public Map<String, @Nullable Object> claims() {
        return claims;
    }

    /**
     * The session's lifetime, if it has one of its own.
     *
     * @return a lifetime, or empty for the manager's
     */
    public Optional<SessionLifetime> lifetime() {
        return lifetime;
    }

    /**
     * The life of the session's access tokens, if it has one of its own.
     *
     * @return a duration, or empty for the manager's
     */
    public Optional<Duration> accessTokenTtl() {
        return accessTokenTtl;
    }

    /** Claim names only, never their values. */
    @Override
    public String toString() {
        return "CreateOptions[claims=" + claims.keySet() + ", lifetime=" + lifetime + ", accessTokenTtl="
                + accessTokenTtl + "]";
    }
}
