package io.symbolon.internal.token;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.InvalidRefreshTokenException.Code;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Judges refresh tokens whose key this node does not have. In a roll-out another node may have it already, so that the
 * client shall retry; but a key that has not come for the period after this node first met its id will not come.
 *
 * <p>Anybody can make up key ids, so few are remembered, and those that were met last. Thread-safe.
 */
public final class KeyRollOut {
    private static final int MOST_KEYS = 1_000;

    private final Duration period;
    private final Clock clock;
    private final Map<String, Instant> firstMet = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /** @param period zero if a key that this node does not have will never come */
    public KeyRollOut(Duration period, Clock clock) {
        this.period = period;
        this.clock = clock;
    }

    InvalidRefreshTokenException unknownKey(String keyId) {
        if (period.isZero()) {
            return InvalidRefreshTokenException.keyGone();
        }
        Instant now = clock.instant();
        Instant end = firstMet(keyId, now).plus(period);
        return now.isBefore(end)
                ? new InvalidRefreshTokenException(Code.UNKNOWN_KEY)
                : InvalidRefreshTokenException.keyGone();
    }

    private synchronized Instant firstMet(String keyId, Instant now) {
        return firstMet.computeIfAbsent(keyId, unused -> now);
    }
}
