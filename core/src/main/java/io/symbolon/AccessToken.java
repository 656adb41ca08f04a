package io.symbolon;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verified access token. Only verification makes one, so the type is the proof: code that is handed an access token need
 * not ask whether it is good. Tests of applications get real ones from the module {@code symbolon-testkit}.
 *
 * <p>Immutable and thread-safe.
 */
public final class AccessToken {
    /** The claims that the issuer writes into every token. */
    record Registered(
            String issuer,
            List<String> audience,
            String clientId,
            String subject,
            SessionId sessionId,
            String tokenId,
            long version,
            Instant issuedAt,
            Instant expiresAt) {}

    private final Registered registered;
    private final List<String> authorities;
    private final Map<String, Instant> factors;
    private final Optional<Binding> binding;
    private final Map<String, @Nullable Object> claims;
    private final Clock clock;

    /**
     * A token that was verified.
     *
     * @param factors unmodifiable
     * @param claims the caller's own, unmodifiable
     * @param clock judges the age of factors
     */
    AccessToken(
            Registered registered,
            List<String> authorities,
            Map<String, Instant> factors,
            Optional<Binding> binding,
            Map<String, @Nullable Object> claims,
            Clock clock) {
        this.registered = registered;
        this.authorities = authorities;
        this.factors = factors;
        this.binding = binding;
        this.claims = claims;
        this.clock = clock;
    }

    /**
     * The issuer: claim {@code iss} (RFC 7519 section 4.1.1).
     *
     * @return the one issuer that the verifying side accepts
     */
    public String issuer() {
        return registered.issuer;
    }

    /**
     * The audience: claim {@code aud} (RFC 7519 section 4.1.3).
     *
     * @return one or more services, in the token's order; unmodifiable
     */
    public List<String> audience() {
        return registered.audience;
    }

    /**
     * The client from which the session was started: claim {@code client_id} (RFC 9068 section 2.2).
     *
     * @return the client's id
     */
    public String clientId() {
        return registered.clientId;
    }

    /**
     * The user that signed in: claim {@code sub}.
     *
     * @return the subject
     */
    public String subject() {
        return registered.subject;
    }

    /**
     * The session: claim {@code sid}.
     *
     * @return the session's id
     */
    public SessionId sessionId() {
        return registered.sessionId;
    }

    /**
     * The token's own id: claim {@code jti}.
     *
     * @return the id
     */
    public String tokenId() {
        return registered.tokenId;
    }

    /**
     * The storage's logical time from which the session's access tokens count: claim {@code ver}.
     *
     * @return milliseconds
     */
    public long version() {
        return registered.version;
    }

    /**
     * When the token was issued, by the storage's clock: claim {@code iat}.
     *
     * @return an instant of whole seconds
     */
    public Instant issuedAt() {
        return registered.issuedAt;
    }

    /**
     * When the token expires: claim {@code exp}.
     *
     * @return an instant of whole seconds
     */
    public Instant expiresAt() {
        return registered.expiresAt;
    }

    /**
     * What the user may do, exactly as the application said at sign-in: claim {@code authorities}.
     *
     * @return the texts in their order, unmodifiable; empty if the token has none
     */
    public List<String> authorities() {
        return authorities;
    }

    /**
     * When the user last authenticated: claim {@code auth_time} (OpenID Connect Core section 2).
     *
     * @return the instant of the factor that was proved last, in whole seconds; empty if no factor is known
     */
    public Optional<Instant> authenticatedAt() {
        return factors.values().stream().max(Comparator.naturalOrder());
    }

    /**
     * How and when the user authenticated: claims {@code factors} and {@code amr} (RFC 8176).
     *
     * @return instants of whole seconds by the factor's name, unmodifiable; empty if none is known
     */
    public Map<String, Instant> factors() {
        return factors;
    }

    /**
     * The key that the token's session is bound to: claim {@code cnf} (RFC 7800).
     *
     * @return the kind of key and its thumbprint; empty if the session was not bound when the token was issued
     */
    public Optional<Binding> binding() {
        return binding;
    }

    /**
     * Demands that the user has proved a factor, not too long ago by the clock of the verifying node: for what needs more
     * than a session, such as a new password.
     *
     * @param name the factor's name, such as {@code otp}
     * @param maximumAge how long ago it may have been proved; zero or more
     * @return this token
     * @throws StepUpRequiredException if the user never proved the factor in this session, or too long ago
     * @throws IllegalArgumentException if the age is negative
     */
    public AccessToken requireFactor(String name, Duration maximumAge) {
        Objects.requireNonNull(name, "name");
        if (maximumAge.isNegative()) {
            throw new IllegalArgumentException("maximumAge is " + maximumAge + ": it cannot be negative");
        }
        @Nullable Instant provedAt = factors.get(name);
        if (provedAt == null) {
            throw new StepUpRequiredException(StepUpRequiredException.Code.FACTOR_MISSING, name, maximumAge);
        }
        if (Duration.between(provedAt, clock.instant()).compareTo(maximumAge) > 0) {
            throw new StepUpRequiredException(StepUpRequiredException.Code.FACTOR_TOO_OLD, name, maximumAge);
        }
        return this;
    }

    /**
     * The caller's own claims: integers as {@code Long} or else {@code BigInteger}, other numbers as {@code BigDecimal},
     * null for JSON's null.
     *
     * @return JSON values by name, unmodifiable
     */
    public Map<String, @Nullable Object> claims() {
        return claims;
    }

    /**
     * One of the caller's own claims.
     *
     * <p>A whole number is also given as {@code Integer} or {@code BigInteger}, and any number as {@code BigDecimal},
     * where it fits exactly.
     *
     * @param <T> the type
     * @param name the claim's name
     * @param type what is expected: {@code String}, {@code Boolean}, a type of number, {@code List} or {@code Map}
     * @return the value; empty if the token does not have the claim, or has null
     * @throws IllegalArgumentException if the claim has a value of another type; the value is not in the message
     */
    public <T> Optional<T> claim(String name, Class<T> type) {
        Objects.requireNonNull(type, "type");
        @Nullable Object value = claims.get(Objects.requireNonNull(name, "name"));
        return value == null ? Optional.empty() : Optional.of(as(value, type, name));
    }

    /**
     * One of the caller's own claims that is an array.
     *
     * @param <T> the elements' type
     * @param name the claim's name
     * @param type what each element is expected to be, as in {@link #claim}
     * @return the elements, unmodifiable; empty if the token does not have the claim, or has null
     * @throws IllegalArgumentException if the claim is not an array, or holds null or an element of another type; the value
     *     is not in the message
     */
    public <T> List<T> claimList(String name, Class<T> type) {
        Objects.requireNonNull(type, "type");
        return claim(name, List.class)
                .map(list -> ((List<?>) list)
                        .stream().map(element -> as(element, type, name)).toList())
                .orElse(List.of());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccessToken token
                && registered.equals(token.registered)
                && authorities.equals(token.authorities)
                && factors.equals(token.factors)
                && binding.equals(token.binding)
                && claims.equals(token.claims);
    }

    @Override
    public int hashCode() {
        return registered.hashCode();
    }

    /** Without the subject and without claim values. */
    @Override
    public String toString() {
        return "AccessToken[sessionId=" + sessionId() + ", version=" + version() + ", issuedAt=" + issuedAt()
                + ", expiresAt=" + expiresAt() + ", claims=" + claims.keySet() + "]";
    }

    private static <T> T as(@Nullable Object value, Class<T> type, String name) {
        @Nullable Object converted = value instanceof Number number ? asNumber(number, type) : value;
        if (!type.isInstance(converted)) {
            throw new IllegalArgumentException("the claim " + name + " is not a " + type.getSimpleName() + " but "
                    + (value == null ? "null" : "a " + value.getClass().getSimpleName()));
        }
        return type.cast(converted);
    }

    /** The number in another type where that changes nothing, else as it is. */
    private static Number asNumber(Number number, Class<?> type) {
        if (type == BigDecimal.class) {
            return number instanceof BigDecimal ? number : new BigDecimal(number.toString());
        }
        if (number instanceof Long whole) {
            if (type == Integer.class && whole.intValue() == whole) {
                return whole.intValue();
            }
            return type == BigInteger.class ? BigInteger.valueOf(whole) : whole;
        }
        return number;
    }
}
