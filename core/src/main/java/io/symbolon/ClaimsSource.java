package io.symbolon;

import java.util.Map;

/**
 * Where a subject's current claims, such as its roles, come from. It is asked at each sign-in and each refresh, so that
 * an access token never carries claims that are older than itself:
 *
 * <pre>{@code
 * .claimsSource(subject -> Map.of("roles", users.rolesOf(subject)))
 * }</pre>
 *
 * <p>Its claims stand over the session's own where both have a name; they are not stored. It may be asked more than once
 * for one token, when the subject's access tokens were expired meanwhile. What it throws reaches the caller of the
 * sign-in or the refresh, and nothing is lost: the session and the refresh token stay as they were.
 *
 * <p>Called on the caller's thread; it has to be thread-safe.
 */
@FunctionalInterface
public interface ClaimsSource {
    /**
     * The subject's claims of now.
     *
     * @param subject who signs in or refreshes
     * @return JSON values by name; none of the reserved names
     */
    Map<String, ?> claimsOf(String subject);
}
