package io.symbolon.testkit;

import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionLimits;
import org.jspecify.annotations.NullMarked;

/** Sign-ins as a broken storage takes them. */
@NullMarked
public final class Inserts {
    private Inserts() {}

    /** The same sign-in with other limits. */
    public static SessionInsert withLimits(SessionInsert insert, SessionLimits limits) {
        return new SessionInsert(
                insert.id(),
                insert.subject(),
                insert.clientId(),
                insert.refreshKeyId(),
                insert.lifetime(),
                insert.parts(),
                limits,
                insert.minimumVersion());
    }
}
