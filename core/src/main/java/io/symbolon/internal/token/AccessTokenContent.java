package io.symbolon.internal.token;

import io.symbolon.Binding;
import io.symbolon.SessionId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What an access token says, beside times and ids that are made with it.
 *
 * @param authorities the text of a JSON array
 * @param factors instants by the factor's name
 * @param binding of its session
 * @param claims the text of a JSON object: the caller's own claims
 */
public record AccessTokenContent(
        String subject,
        SessionId sessionId,
        String clientId,
        Optional<String> authorities,
        Map<String, Instant> factors,
        Optional<Binding> binding,
        String claims) {
    /** The same, with other claims. */
    public AccessTokenContent withClaims(String other) {
        return new AccessTokenContent(subject, sessionId, clientId, authorities, factors, binding, other);
    }

    /** The session and the client only. */
    @Override
    public String toString() {
        return "AccessTokenContent[sessionId=" + sessionId + ", clientId=" + clientId + "]";
    }
}
