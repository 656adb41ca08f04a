package io.symbolon.internal.rules;

import io.symbolon.storage.RevocationLog;
import java.time.Duration;

/**
 * How long access tokens may live: a revocation has to be kept for as long as any node accepts a token that it concerns.
 * A node's clock may be behind the storage's by the log's margin, so the margin counts too.
 */
public final class AccessTokenLife {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Duration retention;
    private final Duration clockMargin;
    private final Duration clockSkew;

    public AccessTokenLife(RevocationLog log, Duration clockSkew) {
        this.retention = log.retention();
        this.clockMargin = log.clockMargin();
        this.clockSkew = clockSkew;
    }

    /**
     * Checks the life of access tokens.
     *
     * @param name what to call it in the message
     * @throws IllegalArgumentException that says what is allowed
     */
    public void require(Duration accessTokenTtl, String name) {
        if (accessTokenTtl.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    name + " is " + accessTokenTtl + ": at least " + SHORTEST + " is needed");
        }
        Duration longest = retention.minus(clockMargin).minus(clockSkew);
        if (accessTokenTtl.compareTo(longest) > 0) {
            throw new IllegalArgumentException(name + " is " + accessTokenTtl + ": at most " + longest
                    + " is allowed, the storage's retention of " + retention + " less its clock margin of "
                    + clockMargin + " and the clock skew of " + clockSkew
                    + ". Shorten it, or configure the storage with a longer retention");
        }
    }
}
