package io.symbolon.internal.flow;

import io.symbolon.UserSession;
import io.symbolon.internal.json.Json;
import io.symbolon.storage.StoredSession;

/** Stored sessions as the application sees them. */
final class UserSessions {
    private UserSessions() {}

    static UserSession of(StoredSession session) {
        return new UserSession(
                session.id(),
                session.subject(),
                session.createdAt(),
                session.refreshedAt(),
                session.expiresAt(),
                session.createdFrom(),
                session.lastSeenFrom(),
                Json.readObject(session.claims()));
    }
}
