package io.symbolon.internal.binding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.symbolon.internal.json.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;

/**
 * The ids of the DPoP proofs that this node has accepted: none is accepted twice (RFC 9449 section 11.1). Only proofs of a
 * good signature for a good access token get in, so nobody fills it who has no session. Bounded: beyond, the oldest are
 * forgotten before their time. Thread-safe.
 */
final class UsedProofs {
    private static final int MOST = 100_000;
    private static final long NANOS_A_MILLISECOND = 1_000_000;

    private final Cache<String, Boolean> used;

    /** @param period for how long a proof could be used again */
    UsedProofs(Duration period, Clock clock) {
        this.used = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(period)
                .ticker(() -> clock.millis() * NANOS_A_MILLISECOND)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Notes a proof.
     *
     * @return false if it was noted before
     */
    boolean add(String thumbprint, String id) {
        return used.asMap().putIfAbsent(digest(thumbprint, id), true) == null;
    }

    /** An id may be long, and many are kept. A thumbprint has one length, so that no two pairs make one text. */
    private static String digest(String thumbprint, String id) {
        try {
            byte[] text = (thumbprint + id).getBytes(StandardCharsets.UTF_8);
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
