package io.symbolon;

import io.symbolon.internal.claims.ClaimRules;
import io.symbolon.internal.claims.TextRules;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Options of one session: claims, authorities, a client, and times other than the manager's.
 *
 * <p>Immutable: each {@code with…} method returns new options. Thread-safe.
 */
public final class CreateOptions {
    private static final CreateOptions DEFAULTS = new CreateOptions(
            Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

    private final Map<String, @Nullable Object> claims;
    private final Optional<List<String>> authorities;
    private final Optional<String> client;
    private final Optional<SessionLifetime> lifetime;
    private final Optional<Duration> accessTokenTtl;
    private final OptionalInt maximumAccessTokenLength;

    private CreateOptions(
            Map<String, @Nullable Object> claims,
            Optional<List<String>> authorities,
            Optional<String> client,
            Optional<SessionLifetime> lifetime,
            Optional<Duration> accessTokenTtl,
            OptionalInt maximumAccessTokenLength) {
        this.claims = claims;
        this.authorities = authorities;
        this.client = client;
        this.lifetime = lifetime;
        this.accessTokenTtl = accessTokenTtl;
        this.maximumAccessTokenLength = maximumAccessTokenLength;
    }

    /**
     * No claims, and the manager's client and times.
     *
     * @return the options
     */
    public static CreateOptions defaults() {
        return DEFAULTS;
    }

    /**
     * These claims, and the manager's client and times.
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
        return new CreateOptions(
                ClaimRules.copyOf(claims), authorities, client, lifetime, accessTokenTtl, maximumAccessTokenLength);
    }

    /**
     * These options with what the user may do: claim {@code authorities}. Each text comes back from
     * {@link AccessToken#authorities()} exactly as it is given, whatever it holds.
     *
     * @param authorities texts of any content, in any number; copied
     * @return new options
     * @throws IllegalArgumentException if a text holds an unpaired surrogate, which has no form in JSON
     */
    public CreateOptions withAuthorities(Collection<String> authorities) {
        List<String> copy = List.copyOf(Objects.requireNonNull(authorities, "authorities"));
        copy.forEach(authority -> TextRules.requireWellFormed(authority, "an authority"));
        return new CreateOptions(claims, Optional.of(copy), client, lifetime, accessTokenTtl, maximumAccessTokenLength);
    }

    /**
     * These options with the client that the session is started from: claim {@code client_id}.
     *
     * @param clientId such as {@code web} or {@code ios}; at most 1,024 characters
     * @return new options
     * @throws IllegalArgumentException if it is too long, or holds an unpaired surrogate
     */
    public CreateOptions withClient(String clientId) {
        return new CreateOptions(
                claims,
                authorities,
                Optional.of(TextRules.requireText(clientId, "clientId")),
                lifetime,
                accessTokenTtl,
                maximumAccessTokenLength);
    }

    /**
     * These options with another lifetime of the session.
     *
     * @param lifetime idle and absolute time
     * @return new options
     */
    public CreateOptions withLifetime(SessionLifetime lifetime) {
        Objects.requireNonNull(lifetime, "lifetime");
        return new CreateOptions(
                claims, authorities, client, Optional.of(lifetime), accessTokenTtl, maximumAccessTokenLength);
    }

    /**
     * These options with another life of the session's access tokens.
     *
     * @param accessTokenTtl at least one second; the manager refuses one that with its clock skew and the log's clock
     *     margin exceeds the storage's retention of revocations
     * @return new options
     * @throws IllegalArgumentException if it is shorter than one second
     */
    public CreateOptions withAccessTokenTtl(Duration accessTokenTtl) {
        Objects.requireNonNull(accessTokenTtl, "accessTokenTtl");
        if (accessTokenTtl.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("accessTokenTtl is " + accessTokenTtl + ": at least PT1S is needed");
        }
        return new CreateOptions(
                claims, authorities, client, lifetime, Optional.of(accessTokenTtl), maximumAccessTokenLength);
    }

    /**
     * These options with a limit for the access token's length, such as what fits into a cookie. Where the token would be
     * longer, no session is created, and the sign-in ends with {@link AnswerFailedException.Code#CLAIMS_TOO_LARGE}.
     *
     * @param characters at least 1; more than 8,192 has no effect
     * @return new options
     * @throws IllegalArgumentException if it is not positive
     */
    public CreateOptions withMaximumAccessTokenLength(int characters) {
        return new CreateOptions(
                claims,
                authorities,
                client,
                lifetime,
                accessTokenTtl,
                OptionalInt.of(RefreshRequest.requireLength(characters)));
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
     * What the user may do.
     *
     * @return texts, unmodifiable; empty if nothing was said
     */
    public Optional<List<String>> authorities() {
        return authorities;
    }

    /**
     * The client that the session is started from.
     *
     * @return the client's id, or empty for the manager's
     */
    public Optional<String> client() {
        return client;
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

    /**
     * The longest access token that the client can be given.
     *
     * @return in characters; empty for no limit but the general one of 8,192
     */
    public OptionalInt maximumAccessTokenLength() {
        return maximumAccessTokenLength;
    }

    /** Claim names only, never their values, and no authorities. */
    @Override
    public String toString() {
        return "CreateOptions[claims=" + claims.keySet() + ", client=" + client + ", lifetime=" + lifetime
                + ", accessTokenTtl=" + accessTokenTtl + ", maximumAccessTokenLength=" + maximumAccessTokenLength + "]";
    }
}
