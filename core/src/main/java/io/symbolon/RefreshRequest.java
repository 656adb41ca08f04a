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
    private final Optional<BindingProof> proof;
    private final boolean keyLost;

    private RefreshRequest(
            SessionContext context,
            Optional<Map<String, @Nullable Object>> claims,
            OptionalInt maximumAccessTokenLength,
            Optional<BindingProof> proof,
            boolean keyLost) {
        this.context = context;
        this.claims = claims;
        this.maximumAccessTokenLength = maximumAccessTokenLength;
        this.proof = proof;
        this.keyLost = keyLost;
    }

    /**
     * A request that keeps the session's claims.
     *
     * @param context from where the client acts
     * @return the request
     */
    public static RefreshRequest of(SessionContext context) {
        return new RefreshRequest(
                Objects.requireNonNull(context, "context"),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                false);
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
        return new RefreshRequest(
                context, Optional.of(ClaimRules.copyOf(claims)), maximumAccessTokenLength, proof, keyLost);
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
        return new RefreshRequest(context, claims, OptionalInt.of(requireLength(characters)), proof, keyLost);
    }

    /**
     * This request with a proof of the key that the session is bound to: without one its refresh ends with
     * {@link InvalidRefreshTokenException.Code#PROOF_REQUIRED}, which gives the challenge that the proof has to answer. For
     * a session that is not bound it has no effect.
     *
     * @param proof what the client sent
     * @return a new request
     */
    public RefreshRequest withProof(BindingProof proof) {
        return new RefreshRequest(
                context,
                claims,
                maximumAccessTokenLength,
                Optional.of(Objects.requireNonNull(proof, "proof")),
                keyLost);
    }

    /**
     * This request of a client which says that it no longer has the key that the session is bound to. The refresh ends with
     * {@link InvalidRefreshTokenException.Code#KEY_LOST}: the client has to sign in. For a session that is not bound it has
     * no effect.
     *
     * @return a new request
     */
    public RefreshRequest withKeyLost() {
        return new RefreshRequest(context, claims, maximumAccessTokenLength, proof, true);
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

    /**
     * The proof of the key that the session is bound to.
     *
     * @return what the client sent
     */
    public Optional<BindingProof> proof() {
        return proof;
    }

    /**
     * Whether the client says that it no longer has the key that the session is bound to.
     *
     * @return true if it does
     */
    public boolean isKeyLost() {
        return keyLost;
    }

    /** Without the context, the claims' values and the proof. */
    @Override
    public String toString() {
        return "RefreshRequest[claims=" + claims.map(Map::keySet) + ", maximumAccessTokenLength="
                + maximumAccessTokenLength + ", proof=" + (proof.isPresent() ? "<redacted>" : "none") + ", keyLost="
                + keyLost + "]";
    }

    static int requireLength(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("maximumAccessTokenLength is " + characters + ": it has to be positive");
        }
        return characters;
    }
}
