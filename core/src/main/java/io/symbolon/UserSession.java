package io.symbolon;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A live session, as a user sees it under "your devices".
 *
 * @param id the session
 * @param subject who signed in
 * @param createdAt when
 * @param lastRefreshedAt when its refresh token was last exchanged; at first the time of sign-in
 * @param expiresAt when it ends if it is not refreshed
 * @param createdFrom from where the sign-in came
 * @param lastSeenFrom from where the last refresh came; at first the context of sign-in
 * @param claims the claims that are kept with it, unmodifiable, with numbers as in {@link AccessToken#claims()}; those of
 *     a {@link ClaimsSource} are not among them
 * @param clientId the client that it was started from
 * @param factors how the user authenticated, and when: instants of whole seconds by the factor's name; unmodifiable
 * @param name what its user or the application calls it; empty if there is no name
 * @param attributes what the application keeps with it, unmodifiable, with numbers as in {@link AccessToken#claims()}
 * @param binding the key that it is bound to; empty if it is not bound
 */
public record UserSession(
        SessionId id,
        String subject,
        Instant createdAt,
        Instant lastRefreshedAt,
        Instant expiresAt,
        SessionContext createdFrom,
        SessionContext lastSeenFrom,
        Map<String, @Nullable Object> claims,
        String clientId,
        Map<String, Instant> factors,
        Optional<String> name,
        Map<String, @Nullable Object> attributes,
        Optional<Binding> binding) {
    /** Checks for null only. */
    public UserSession {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(lastRefreshedAt, "lastRefreshedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(createdFrom, "createdFrom");
        Objects.requireNonNull(lastSeenFrom, "lastSeenFrom");
        Objects.requireNonNull(claims, "claims");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(factors, "factors");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(attributes, "attributes");
        Objects.requireNonNull(binding, "binding");
    }

    /** Without the subject, the contexts, the name, and the values of claims and attributes. */
    @Override
    public String toString() {
        return "UserSession[id=" + id + ", createdAt=" + createdAt + ", lastRefreshedAt=" + lastRefreshedAt
                + ", expiresAt=" + expiresAt + ", claims=" + claims.keySet() + ", clientId=" + clientId + ", factors="
                + factors + ", attributes=" + attributes.keySet() + ", binding=" + binding + "]";
    }
}
