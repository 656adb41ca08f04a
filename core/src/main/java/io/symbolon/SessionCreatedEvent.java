package io.symbolon;

import java.util.Objects;

/**
 * A session was created on this node.
 *
 * @param session the session
 * @param familiarity whether the subject has signed in from the device before, as the sign-in said
 */
public record SessionCreatedEvent(UserSession session, Familiarity familiarity) {
    /** Checks for null only. */
    public SessionCreatedEvent {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(familiarity, "familiarity");
    }
}
