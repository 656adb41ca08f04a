package io.symbolon.internal.rules;

import java.time.Duration;

/** How long access tokens may live: a revocation has to be kept for as long as a token that it concerns is accepted. */
public final class AccessTokenLife {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Duration retention;
    private final Duration clockSkew;

    /** @param retention how long the log keeps a revocation */
    public AccessTokenLife(Duration retention, Duration clockSkew) {
        this.retention = retention;
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
        if (accessTokenTtl.compareTo(retention.minus(clockSkew)) > 0) {
            throw new IllegalArgumentException(name + " is " + accessTokenTtl + ": with the clock skew of " + clockSkew
                    + " it cannot exceed the time for which the storage keeps revocations, " + retention
                    + ". Shorten it, or configure the storage with a longer retention");
        }
    }
}
