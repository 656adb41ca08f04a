package io.symbolon.internal.rules;

import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When a session's access tokens expire. */
public final class SessionExpiry {
    private SessionExpiry() {}

    /**
     * The earliest of: the token's own life, half of the idle time, so that a client which refreshes only when it is told
     * to still has the other half for it, and the session's end. In whole seconds, as RFC 7519 dates are commonly read.
     *
     * @param now the storage's time
     * @param accessTokenTtl the manager's; a session may have one of its own
     */
    public static Instant accessTokenExpiry(StoredSession session, Duration accessTokenTtl, Instant now) {
        Instant ownEnd = now.plus(session.accessTokenTtl().orElse(accessTokenTtl));
        Instant halfIdle = now.plusMillis(session.lifetime().idle().toMillis() / 2);
        return earliest(earliest(ownEnd, halfIdle), session.expiresAt()).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
