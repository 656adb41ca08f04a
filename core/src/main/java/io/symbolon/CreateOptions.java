package io.symbolon;

import io.symbolon.internal.claims.ClaimRules;
import io.symbolon.internal.claims.FactorRules;
import io.symbolon.internal.claims.TextRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Options of one session: claims, authorities, factors, a client, a description, and times other than the manager's.
 *
 * <p>Immutable: each {@code with…} method returns new options. Thread-safe.
 */
public final class CreateOptions {
    private static final CreateOptions DEFAULTS = new CreateOptions(new Values());

    /** Never changed once it belongs to options. */
    private static final class Values {
        private Map<String, @Nullable Object> claims = Map.of();
        private Optional<List<String>> authorities = Optional.empty();
        private Map<String, Optional<Instant>> factors = Map.of();
        private Optional<String> client = Optional.empty();
        private Optional<SessionLifetime> lifetime = Optional.empty();
        private Optional<Duration> accessTokenTtl = Optional.empty();
        private SessionDescription description = SessionDescription.none();
        private Familiarity familiarity = Familiarity.NOT_KNOWABLE;
        private OptionalInt maximumAccessTokenLength = OptionalInt.empty();

        private Values copy() {
            Values copy = new Values();
            copy.claims = claims;
            copy.authorities = authorities;
            copy.factors = factors;
            copy.client = client;
            copy.lifetime = lifetime;
            copy.accessTokenTtl = accessTokenTtl;
            copy.description = description;
            copy.familiarity = familiarity;
            copy.maximumAccessTokenLength = maximumAccessTokenLength;
            return copy;
        }
    }

    private final Values values;

    private CreateOptions(Values values) {
        this.values = values;
    }

    private CreateOptions with(Consumer<Values> change) {
        Values changed = values.copy();
        change.accept(changed);
        return new CreateOptions(changed);
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
        Map<String, @Nullable Object> copy = ClaimRules.copyOf(claims);
        return with(values -> values.claims = copy);
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
        List<String> copy = TextRules.requireAuthorities(authorities);
        return with(values -> values.authorities = Optional.of(copy));
    }

    /**
     * These options with factors that the user has just proved: claims {@code factors}, {@code amr} (RFC 8176) and
     * {@code auth_time}. They take the place of those before.
     *
     * @param factors names, such as those of RFC 8176: {@code pwd}, {@code otp}, {@code hwk}
     * @return new options
     * @throws IllegalArgumentException if a name is blank or longer than 64 characters, or there are more than 16
     */
    public CreateOptions withFactors(String... factors) {
        Map<String, Optional<Instant>> instants = FactorRules.atSignIn(List.of(factors));
        return with(values -> values.factors = instants);
    }

    /**
     * These options with factors that the user proved at times that are known. They take the place of those before.
     *
     * @param factors instants by the factors' names; copied, and kept in whole seconds
     * @return new options
     * @throws IllegalArgumentException if a name is blank or longer than 64 characters, or there are more than 16
     */
    public CreateOptions withFactors(Map<String, Instant> factors) {
        Map<String, Optional<Instant>> instants = FactorRules.at(factors);
        return with(values -> values.factors = instants);
    }

    /**
     * These options with the client that the session is started from: claim {@code client_id}.
     *
     * @param clientId such as {@code web} or {@code ios}; at most 1,024 characters. Where the manager has clients
     *     configured, it has to be one of them, or {@code create} throws an {@link IllegalArgumentException}
     * @return new options
     * @throws IllegalArgumentException if it is too long, or holds an unpaired surrogate
     */
    public CreateOptions withClient(String clientId) {
        TextRules.requireText(clientId, "clientId");
        return with(values -> values.client = Optional.of(clientId));
    }

    /**
     * These options with another lifetime of the session.
     *
     * @param lifetime idle and absolute time
     * @return new options
     */
    public CreateOptions withLifetime(SessionLifetime lifetime) {
        Objects.requireNonNull(lifetime, "lifetime");
        return with(values -> values.lifetime = Optional.of(lifetime));
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
        return with(values -> values.accessTokenTtl = Optional.of(accessTokenTtl));
    }

    /**
     * These options with a description, such as a name that the user recognises.
     *
     * @param description is kept with the session, in no token
     * @return new options
     */
    public CreateOptions withDescription(SessionDescription description) {
        Objects.requireNonNull(description, "description");
        return with(values -> values.description = description);
    }

    /**
     * These options with what is known of the device. {@link SessionListener#created(SessionCreatedEvent)} is told it, so
     * that an application can send a mail about a sign-in from a new device.
     *
     * @param familiarity whether the subject has signed in from the device before
     * @return new options
     */
    public CreateOptions withFamiliarity(Familiarity familiarity) {
        Objects.requireNonNull(familiarity, "familiarity");
        return with(values -> values.familiarity = familiarity);
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
        RefreshRequest.requireLength(characters);
        return with(values -> values.maximumAccessTokenLength = OptionalInt.of(characters));
    }

    /**
     * The session's claims.
     *
     * @return JSON values by name, unmodifiable
     */
    public Map<String, @Nullable Object> claims() {
        return values.claims;
    }

    /**
     * What the user may do.
     *
     * @return texts, unmodifiable; empty if nothing was said
     */
    public Optional<List<String>> authorities() {
        return values.authorities;
    }

    /**
     * The factors that the user has proved.
     *
     * @return instants by name, empty for the time of the sign-in; unmodifiable, in the order in which they were given
     */
    public Map<String, Optional<Instant>> factors() {
        return values.factors;
    }

    /**
     * What is said of the session.
     *
     * @return the description; {@link SessionDescription#none()} if nothing was said
     */
    public SessionDescription description() {
        return values.description;
    }

    /**
     * What is known of the device.
     *
     * @return {@link Familiarity#NOT_KNOWABLE} if nothing was said
     */
    public Familiarity familiarity() {
        return values.familiarity;
    }

    /**
     * The client that the session is started from.
     *
     * @return the client's id, or empty for the manager's
     */
    public Optional<String> client() {
        return values.client;
    }

    /**
     * The session's lifetime, if it has one of its own.
     *
     * @return a lifetime, or empty for the manager's
     */
    public Optional<SessionLifetime> lifetime() {
        return values.lifetime;
    }

    /**
     * The life of the session's access tokens, if it has one of its own.
     *
     * @return a duration, or empty for the manager's
     */
    public Optional<Duration> accessTokenTtl() {
        return values.accessTokenTtl;
    }

    /**
     * The longest access token that the client can be given.
     *
     * @return in characters; empty for no limit but the general one of 8,192
     */
    public OptionalInt maximumAccessTokenLength() {
        return values.maximumAccessTokenLength;
    }

    /** Claim names only, never their values, and no authorities. */
    @Override
    public String toString() {
        return "CreateOptions[claims=" + values.claims.keySet() + ", factors=" + values.factors.keySet() + ", client="
                + values.client + ", lifetime=" + values.lifetime + ", accessTokenTtl=" + values.accessTokenTtl
                + ", familiarity=" + values.familiarity + ", maximumAccessTokenLength="
                + values.maximumAccessTokenLength + "]";
    }
}
