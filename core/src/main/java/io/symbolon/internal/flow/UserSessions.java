package io.symbolon.internal.flow;

import io.symbolon.UserSession;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.session.SessionContents;
import io.symbolon.storage.StoredSession;

/** Stored sessions as the application sees them. */
final class UserSessions {
    private UserSessions() {}

    static UserSession of(StoredSession session) {
        SessionContents contents = SessionContents.of(session.parts());
        return new UserSession(
                session.id(),
                session.subject(),
                session.createdAt(),
                session.refreshedAt(),
                session.expiresAt(),
                contents.createdFrom(),
                contents.lastSeenFrom(),
                Json.readObject(contents.claims()),
                session.clientId(),
                contents.factors().at(session.createdAt()),
                contents.description().name(),
                contents.description().attributes(),
                contents.binding());
    }
}
