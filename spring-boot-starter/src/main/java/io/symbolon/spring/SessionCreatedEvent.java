package io.symbolon.spring;

import io.symbolon.UserSession;
import java.util.Objects;

/**
 * An application event: a session was created on this node.
 *
 * @param session the session
 */
public record SessionCreatedEvent(UserSession session) {
    /** Checks for null only. */
    public SessionCreatedEvent {
        Objects.requireNonNull(session, "session");
    }
}
