package io.symbolon.jaxrs;

import io.symbolon.AccessToken;
import io.symbolon.http.AccessTokenPrincipal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * A verified access token as MicroProfile JWT has it, for applications that inject a {@link JsonWebToken}. It needs
 * {@code microprofile-jwt-auth-api}, which {@code symbolon-jaxrs} does not bring.
 *
 * <pre>{@code
 * @Produces
 * @RequestScoped
 * JsonWebToken token(SecurityIdentity identity) {                     // in Quarkus
 *     return VerifiedJsonWebToken.of((AccessTokenPrincipal) identity.getPrincipal());
 * }
 * }</pre>
 *
 * <p>Groups are the token's authorities, so a claim of your own with the name {@code groups} is not seen. Other claims have
 * the types that {@link AccessToken#claims()} gives them, not those of JSON-P. Times are {@code Long}, in seconds since 1970.
 * Immutable and thread-safe.
 */
public final class VerifiedJsonWebToken implements JsonWebToken {
    private final AccessTokenPrincipal principal;
    private final Map<String, @Nullable Object> claims;

    private VerifiedJsonWebToken(AccessTokenPrincipal principal) {
        this.principal = principal;
        this.claims = Collections.unmodifiableMap(claims(principal));
    }

    /**
     * The token of a request that the filter let pass.
     *
     * @param principal such as the request's {@code SecurityContext} has
     * @return the same token
     */
    public static VerifiedJsonWebToken of(AccessTokenPrincipal principal) {
        return new VerifiedJsonWebToken(principal);
    }

    /** The subject. */
    @Override
    public String getName() {
        return principal.getName();
    }

    @Override
    public String getRawToken() {
        return principal.text();
    }

    @Override
    public String getIssuer() {
        return token().issuer();
    }

    @Override
    public Set<String> getAudience() {
        return audience(token());
    }

    @Override
    public String getSubject() {
        return token().subject();
    }

    @Override
    public String getTokenID() {
        return token().tokenId();
    }

    @Override
    public long getExpirationTime() {
        return token().expiresAt().getEpochSecond();
    }

    @Override
    public long getIssuedAtTime() {
        return token().issuedAt().getEpochSecond();
    }

    @Override
    public Set<String> getGroups() {
        return groups(token());
    }

    @Override
    public Set<String> getClaimNames() {
        return claims.keySet();
    }

    @Override
    public boolean containsClaim(String name) {
        return claims.containsKey(name);
    }

    /**
     * A claim.
     *
     * @param name its name
     * @param <T> its type; another one is a {@link ClassCastException} of the caller
     * @return its value, or null if there is none, as MicroProfile has it
     */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // as it is declared there
    public <T extends @Nullable Object> T getClaim(String name) {
        return (T) claims.get(name);
    }

    @Override
    @SuppressWarnings("unchecked") // as it is declared there
    public <T> Optional<T> claim(String name) {
        return Optional.ofNullable((T) claims.get(name));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "VerifiedJsonWebToken[token=<redacted>]";
    }

    private AccessToken token() {
        return principal.accessToken();
    }

    private static Map<String, @Nullable Object> claims(AccessTokenPrincipal principal) {
        AccessToken token = principal.accessToken();
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(token.claims());
        claims.put("iss", token.issuer());
        claims.put("aud", audience(token));
        claims.put("client_id", token.clientId());
        claims.put("sub", token.subject());
        claims.put("exp", token.expiresAt().getEpochSecond());
        claims.put("iat", token.issuedAt().getEpochSecond());
        claims.put("jti", token.tokenId());
        claims.put("sid", token.sessionId().toString());
        claims.put("ver", token.version());
        token.authenticatedAt().ifPresent(time -> claims.put("auth_time", time.getEpochSecond()));
        claims.put("groups", groups(token));
        claims.put("raw_token", principal.text());
        return claims;
    }

    private static Set<String> audience(AccessToken token) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(token.audience()));
    }

    private static Set<String> groups(AccessToken token) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(token.authorities()));
    }
}
