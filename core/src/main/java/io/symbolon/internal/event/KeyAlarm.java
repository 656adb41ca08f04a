package io.symbolon.internal.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Logs one line when many tokens that look like this node's own are signed with other keys: most often a node was deployed
 * with other keys than the rest. Somebody who sends forged tokens gets a line an hour out of it, at most, and no memory.
 * Thread-safe.
 */
public final class KeyAlarm {
    private static final Logger LOGGER = System.getLogger(KeyAlarm.class.getName());

    private final String issuer;
    private final Predicate<String> isKnownKey;
    private final Clock clock;
    private final Counter accessTokens = new Counter();
    private final Counter refreshTokens = new Counter();

    /**
     * An alarm.
     *
     * @param issuer of the tokens that this node verifies
     * @param isKnownKey whether this node verifies access tokens with a key of this id
     */
    public KeyAlarm(String issuer, Predicate<String> isKnownKey, Clock clock) {
        this.issuer = issuer;
        this.isKnownKey = isKnownKey;
        this.clock = clock;
    }

    /** An access token that none of the keys signed. */
    void accessTokenRefused(String token) {
        long now = clock.millis();
        // Looked into only where it counts: forged tokens have to stay cheap.
        if (accessTokens.isQuiet(now)) {
            return;
        }
        ForeignSignature.of(token, issuer)
                .ifPresent(foreign -> accessTokens
                        .add(now)
                        .ifPresent(many ->
                                tell(many, "access tokens that name this node's issuer", keyText(foreign.keyId()))));
    }

    /** A refresh token that none of the keys made. */
    void refreshTokenRefused(Supplier<Optional<String>> keyId) {
        refreshTokens
                .add(clock.millis())
                .ifPresent(many -> tell(
                        many,
                        "refresh tokens",
                        keyId.get()
                                .map(id -> "the last one has the key id " + id)
                                .orElse("the last one has no key id")));
    }

    private String keyText(Optional<String> keyId) {
        return keyId.map(id -> "the last one has the key id " + id
                        + (isKnownKey.test(id)
                                ? ", which this node has, but its signature is another key's"
                                : ", which this node does not have"))
                .orElse("the last one has no key id that could be shown");
    }

    private static void tell(RefusalCount many, String tokens, String key) {
        LOGGER.log(
                Level.WARNING,
                many.refusals() + " " + tokens + " were refused within " + many.time()
                        + " because none of this node's keys made them; " + key
                        + ". Compare the keys of all nodes: each has to verify what any other signs. If they are the same,"
                        + " somebody sends forged tokens, which were refused. Logged once in "
                        + RefusalCount.QUIET + ".");
    }

    /** The refusals of one kind of token. */
    private static final class Counter {
        private volatile RefusalCount count = RefusalCount.NONE;

        boolean isQuiet(long now) {
            return count.isQuiet(now);
        }

        /** One more; the count, for the one call that makes it many. */
        synchronized Optional<RefusalCount> add(long now) {
            if (count.isQuiet(now)) {
                return Optional.empty();
            }
            count = count.refusedAt(now);
            return count.isMany() ? Optional.of(count) : Optional.empty();
        }
    }
}
