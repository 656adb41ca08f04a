package io.symbolon;

import io.symbolon.internal.claims.FactorRules;
import io.symbolon.internal.claims.TextRules;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@link JwtUserSessionManager#reauthenticated} is told of a user who has authenticated again.
 *
 * <p>Immutable: each {@code with…} method returns a new request. Thread-safe.
 */
public final class ReauthenticationRequest {
    private final SessionContext context;
    private final List<String> now;
    private final Map<String, Instant> before;
    private final Optional<List<String>> authorities;
    private final OptionalInt maximumAccessTokenLength;

    private ReauthenticationRequest(
            SessionContext context,
            List<String> now,
            Map<String, Instant> before,
            Optional<List<String>> authorities,
            OptionalInt maximumAccessTokenLength) {
        this.context = context;
        this.now = now;
        this.before = before;
        this.authorities = authorities;
        this.maximumAccessTokenLength = maximumAccessTokenLength;
    }

    /**
     * A request of a user who has proved nothing yet: at least one factor has to be added.
     *
     * @param context from where the client acts
     * @return the request
     */
    public static ReauthenticationRequest of(SessionContext context) {
        return new ReauthenticationRequest(
                Objects.requireNonNull(context, "context"), List.of(), Map.of(), Optional.empty(), OptionalInt.empty());
    }

    /**
     * This request with factors that were proved just now. They take the place of those before.
     *
     * @param factors names, such as those of RFC 8176: {@code pwd}, {@code otp}, {@code hwk}
     * @return a new request
     * @throws IllegalArgumentException if a name is blank or longer than 64 characters, or there are more than 16
     */
    public ReauthenticationRequest withFactors(String... factors) {
        List<String> copy = List.of(factors);
        FactorRules.atSignIn(copy);
        return new ReauthenticationRequest(context, copy, before, authorities, maximumAccessTokenLength);
    }

    /**
     * This request with factors that were proved at times that are known. They take the place of those before.
     *
     * @param factors instants by the factors' names; copied, and kept in whole seconds
     * @return a new request
     * @throws IllegalArgumentException if a name is blank or longer than 64 characters, or there are more than 16
     */
    public ReauthenticationRequest withFactors(Map<String, Instant> factors) {
        FactorRules.at(factors);
        return new ReauthenticationRequest(context, now, Map.copyOf(factors), authorities, maximumAccessTokenLength);
    }

    /**
     * This request with what the user may do from now on, in place of what the session has. Without it the session's
     * authorities stay.
     *
     * @param authorities texts of any content, in any number; copied
     * @return a new request
     * @throws IllegalArgumentException if a text holds an unpaired surrogate, which has no form in JSON
     */
    public ReauthenticationRequest withAuthorities(Collection<String> authorities) {
        List<String> copy = TextRules.requireAuthorities(authorities);
        return new ReauthenticationRequest(context, now, before, Optional.of(copy), maximumAccessTokenLength);
    }

    /**
     * This request with a limit for the access token's length, as {@link RefreshRequest#withMaximumAccessTokenLength}.
     *
     * @param characters at least 1; more than 8,192 has no effect
     * @return a new request
     * @throws IllegalArgumentException if it is not positive
     */
    public ReauthenticationRequest withMaximumAccessTokenLength(int characters) {
        return new ReauthenticationRequest(
                context, now, before, authorities, OptionalInt.of(RefreshRequest.requireLength(characters)));
    }

    /**
     * From where the client acts.
     *
     * @return the context
     */
    public SessionContext context() {
        return context;
    }

    /**
     * The factors that were proved just now.
     *
     * @return names, unmodifiable
     */
    public List<String> factors() {
        return now;
    }

    /**
     * The factors that were proved at times that are known.
     *
     * @return instants by name, unmodifiable
     */
    public Map<String, Instant> factorInstants() {
        return before;
    }

    /**
     * What the user may do from now on.
     *
     * @return texts, unmodifiable; empty to keep what the session has
     */
    public Optional<List<String>> authorities() {
        return authorities;
    }

    /**
     * The longest access token that the client can be given.
     *
     * @return in characters; empty for no limit but the general one of 8,192
     */
    public OptionalInt maximumAccessTokenLength() {
        return maximumAccessTokenLength;
    }

    /** Without the context and the authorities. */
    @Override
    public String toString() {
        return "ReauthenticationRequest[factors=" + now + ", factorInstants=" + before + ", maximumAccessTokenLength="
                + maximumAccessTokenLength + "]";
    }
}
