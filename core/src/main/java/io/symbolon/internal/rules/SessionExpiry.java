package io.symbolon.internal.rules;

import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When a session's access tokens expire. */
public final class SessionExpiry {
    private SessionExpiry() {}

    /**
     * The earliest of: the token's own life; half of what is left of the idle time, so that a client which refreshes only
     * when it is told to still has the other half for it; and the session's absolute end. In whole seconds, as RFC 7519
     * dates are commonly read.
     *
     * @param now the storage's time
     * @param accessTokenTtl the token's own life
     */
    public static Instant accessTokenExpiry(StoredSession session, Duration accessTokenTtl, Instant now) {
        Instant ownEnd = now.plus(accessTokenTtl);
        Instant halfIdle = now.plusMillis(now.until(session.idleEnd(), ChronoUnit.MILLIS) / 2);
        return earliest(earliest(ownEnd, halfIdle), session.absoluteEnd()).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
