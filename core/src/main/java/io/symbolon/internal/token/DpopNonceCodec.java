package io.symbolon.internal.token;

import io.symbolon.internal.keys.RefreshKey;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Nonces for DPoP proofs (RFC 9449 sections 8 and 9): a time that only nodes with our keys can write, so that each of them
 * can check what another one gave. Judged by this node's clock. Thread-safe.
 */
public final class DpopNonceCodec {
    /** How long a nonce is good. */
    public static final Duration PERIOD = Duration.ofMinutes(2);

    /** How far the clock of the node that gave it may be ahead of this one's. */
    public static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    private final AuthenticTexts texts;
    private final Clock clock;

    /** @param keys the first makes nonces, all verify */
    public DpopNonceCodec(List<RefreshKey> keys, Clock clock) {
        this.texts = new AuthenticTexts("symbolon_dn_", "DPoP nonce", keys);
        this.clock = clock;
    }

    public String next() {
        return texts.encode(ByteBuffer.allocate(Long.BYTES)
                .putLong(clock.instant().getEpochSecond())
                .array());
    }

    public boolean isGood(String nonce) {
        return texts.decode(nonce)
                .filter(content -> content.length == Long.BYTES)
                .map(content -> Instant.ofEpochSecond(ByteBuffer.wrap(content).getLong()))
                .filter(this::isRecent)
                .isPresent();
    }

    private boolean isRecent(Instant at) {
        Duration age = Duration.between(at, clock.instant());
        return age.compareTo(PERIOD) <= 0 && age.compareTo(MOST_AHEAD.negated()) >= 0;
    }
}
