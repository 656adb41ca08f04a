package io.symbolon;

import java.util.Optional;

/** Which access tokens an event about a session, or about all sessions of a subject, concerns. */
final class AffectedTokens {
    private AffectedTokens() {}

    static boolean includes(
            AccessToken token, Optional<String> subject, Optional<SessionId> sessionId, long minimumVersion) {
        boolean concerned = sessionId.isPresent()
                ? sessionId.get().equals(token.sessionId())
                : subject.isPresent() && subject.get().equals(token.subject());
        return concerned && token.version() < minimumVersion;
    }
}
