package io.symbolon.testkit.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token that a node gave.
 *
 * @param startTick when the call began that made it
 * @param endTick when it was handed out
 */
record IssuedToken(SessionFacts session, String text, Instant expiresAt, long startTick, long endTick) {
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
