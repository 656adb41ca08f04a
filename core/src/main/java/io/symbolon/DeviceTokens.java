package io.symbolon;

import io.symbolon.internal.token.DeviceTokenCodec;
import java.util.Objects;
import java.util.Optional;

/**
 * Device tokens: a device keeps one, also after its user has signed out, and shows it at the next sign-in. So an
 * application learns whether a subject has signed in from there before, without a table and without a look-up:
 *
 * <pre>{@code
 * Familiarity familiarity = sessions.deviceTokens().familiarity(subject, kept);
 * SessionTokens tokens = sessions.create(subject, context, CreateOptions.defaults().withFamiliarity(familiarity));
 * String toKeep = sessions.deviceTokens().with(subject, kept);
 * }</pre>
 *
 * <p>A token holds at most ten subjects, the last ones, as codes that only the refresh token keys can read. It signs nobody
 * in. Immutable, thread-safe.
 */
public final class DeviceTokens {
    private final DeviceTokenCodec codec;

    DeviceTokens(DeviceTokenCodec codec) {
        this.codec = codec;
    }

    /**
     * Whether a subject has signed in from a device before. Does no I/O.
     *
     * @param subject who signs in
     * @param deviceToken what the device has kept; empty if a device that can keep one has none
     * @return {@link Familiarity#NEW_DEVICE} also for a device that has none; {@link Familiarity#NOT_KNOWABLE} for a token
     *     that is damaged, or was made by keys that are gone
     */
    public Familiarity familiarity(String subject, Optional<String> deviceToken) {
        return codec.familiarity(Objects.requireNonNull(subject, "subject"), deviceToken);
    }

    /**
     * The token that a device keeps after a sign-in. Does no I/O.
     *
     * @param subject who has signed in
     * @param deviceToken what the device has kept until now
     * @return the next token, at most 500 characters; one that is damaged does not go on
     */
    public String with(String subject, Optional<String> deviceToken) {
        return codec.with(Objects.requireNonNull(subject, "subject"), deviceToken);
    }
}
