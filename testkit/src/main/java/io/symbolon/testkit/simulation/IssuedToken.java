package io.symbolon.testkit.simulation;

import io.symbolon.Binding;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An access token that a node gave.
 *
 * @param binding of its session, as the node told it
 * @param startTick when the call began that made it
 * @param endTick when it was handed out
 */
record IssuedToken(
        SessionFacts session, String text, Instant expiresAt, Optional<Binding> binding, long startTick, long endTick) {
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
