package io.symbolon;

import io.symbolon.internal.claims.ClaimRules;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for the next tokens, beside the refresh token itself.
 *
 * <p>Immutable: each {@code with…} method returns a new request. Thread-safe.
 */
public final class RefreshRequest {
    private final SessionContext context;
    private final Optional<Map<String, @Nullable Object>> claims;
    private final OptionalInt maximumAccessTokenLength;

    private RefreshRequest(
            SessionContext context,
            Optional<Map<String, @Nullable Object>> claims,
            OptionalInt maximumAccessTokenLength) {
        this.context = context;
        this.claims = claims;
        this.maximumAccessTokenLength = maximumAccessTokenLength;
    }

    /**
     * A request that keeps the session's claims.
     *
     * @param context from where the client acts
     * @return the request
     */
    public static RefreshRequest of(SessionContext context) {
        return new RefreshRequest(Objects.requireNonNull(context, "context"), Optional.empty(), OptionalInt.empty());
    }

    /**
     * This request with claims that take the place of the session's.
     *
     * <p>If the session's access tokens are expired while the refresh is under way, the claims are not stored, and the
     * refresh ends with {@link InvalidRefreshTokenException.Code#CLAIMS_OUTDATED}. What was read before the call cannot
     * be seen: claims that must be current belong into a {@link ClaimsSource}, or are written with
     * {@link JwtUserSessionManager#setClaims}.
     *
     * @param claims JSON values by name; copied deeply
     * @return a new request
     * @throws IllegalArgumentException if a name is reserved or a value is not one of JSON
     */
    public RefreshRequest withClaims(Map<String, ?> claims) {
        return new RefreshRequest(context, Optional.of(ClaimRules.copyOf(claims)), maximumAccessTokenLength);
    }

    /**
     * This request with a limit for the access token's length, such as what fits into a cookie. Where the token would be
     * longer, nothing is stored, and the refresh ends with {@link AnswerFailedException.Code#CLAIMS_TOO_LARGE}.
     *
     * @param characters at least 1; more than 8,192 has no effect
     * @return a new request
     * @throws IllegalArgumentException if it is not positive
     */
    public RefreshRequest withMaximumAccessTokenLength(int characters) {
        return new RefreshRequest(context, claims, OptionalInt.of(requireLength(characters)));
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
     * The claims that take the place of the session's.
     *
     * @return JSON values by name, unmodifiable; empty to keep the session's
     */
    public Optional<Map<String, @Nullable Object>> claims() {
        return claims;
    }

    /**
     * The longest access token that the client can be given.
     *
     * @return in characters; empty for no limit but the general one of 8,192
     */
    public OptionalInt maximumAccessTokenLength() {
        return maximumAccessTokenLength;
    }

    /** Without the context and the claims' values. */
    @Override
    public String toString() {
        return "RefreshRequest[claims=" + claims.map(Map::keySet) + ", maximumAccessTokenLength="
                + maximumAccessTokenLength + "]";
    }

    static int requireLength(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("maximumAccessTokenLength is " + characters + ": it has to be positive");
        }
        return characters;
    }
}
