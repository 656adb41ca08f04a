package io.symbolon.spring;

import io.symbolon.SessionContext;
import io.symbolon.UserSession;
import java.util.Objects;

/**
 * An application event: a refresh token was used on this node that had been replaced. Its session was ended.
 *
 * @param session the session as it was
 * @param context from where the token came
 */
public record ReuseDetectedEvent(UserSession session, SessionContext context) {
    /** Checks for null only. */
    public ReuseDetectedEvent {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(context, "context");
    }
}
