package io.symbolon;

import io.symbolon.internal.crypto.KeyGeneration;
import io.symbolon.internal.keys.Base64Secret;
import io.symbolon.internal.keys.RefreshKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The key that makes refresh tokens, and the keys that verify them. Only the nodes with a session manager need them.
 *
 * <p>To change a key with nobody signed out, deploy three times, each to all nodes before the next:
 *
 * <pre>{@code
 * old.alsoVerify(next)   // every node can verify the next key's tokens
 * next.alsoVerify(old)   // each session moves to the next key at its next refresh
 * next                   // after the longest idle time of a session
 * }</pre>
 *
 * <p>With {@link RefreshRotation#none()} a session keeps its first key for life: wait for the absolute time there.
 *
 * <p>Immutable and thread-safe. {@code toString} shows no secret.
 */
public final class RefreshTokenKeys {
    private static final int GENERATED_BYTES = 32;

    /** The first makes tokens. */
    private final List<RefreshKey> keys;

    private RefreshTokenKeys(List<RefreshKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * A secret key.
     *
     * @param secret at least 32 random bytes; copied
     * @return the keys
     * @throws IllegalArgumentException if the secret is too short
     */
    public static RefreshTokenKeys of(byte[] secret) {
        return new RefreshTokenKeys(List.of(RefreshKey.of(secret)));
    }

    /**
     * A secret key in the form in which configuration keeps it.
     *
     * @param secret base64 or base64url of at least 32 random bytes
     * @return the keys
     * @throws IllegalArgumentException if it is not base64, or too short; without any of the text
     */
    public static RefreshTokenKeys fromBase64(String secret) {
        return of(Base64Secret.read(secret, RefreshKey.NEEDS, RefreshKey.MINIMUM_BYTES));
    }

    /**
     * A new random key that nobody else has: for tests and applications of one process. After a restart its tokens are
     * refused.
     *
     * @return the keys
     */
    public static RefreshTokenKeys generate() {
        return of(KeyGeneration.secret(GENERATED_BYTES));
    }

    /**
     * These keys, which make tokens as they did, and verify with other ones too.
     *
     * @param others whose tokens are good as well
     * @return new keys
     */
    public RefreshTokenKeys alsoVerify(RefreshTokenKeys others) {
        Objects.requireNonNull(others, "others");
        List<RefreshKey> all = new ArrayList<>(keys);
        others.keys.stream()
                .filter(other -> all.stream().noneMatch(key -> key.id().equals(other.id())))
                .forEach(all::add);
        return new RefreshTokenKeys(all);
    }

    List<RefreshKey> keys() {
        return keys;
    }

    /** Key ids. */
    @Override
    public String toString() {
        return "RefreshTokenKeys" + keys;
    }
}
