package io.symbolon.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys under which the revocation feed shows MACs in the place of subjects: one, or two while one takes the other's
 * place. Verifiers are given the same key, so it must be no key that is used for anything else.
 *
 * <p>Immutable and thread-safe. {@code toString} shows no secret.
 */
public final class FeedKeys {
    private static final int SHORTEST = 32;
    private static final int ID_BYTES = 8;
    private static final int MOST = 2;
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** A key and its id. */
    record FeedKey(String id, SecretKeySpec secret) {
        private static FeedKey of(byte[] secret) {
            SecretKeySpec key = new SecretKeySpec(secret, ALGORITHM);
            byte[] label = FeedKeys.mac(key, "symbolon feed key id");
            return new FeedKey(BASE64.encodeToString(Arrays.copyOf(label, ID_BYTES)), key);
        }

        String mac(String subject) {
            return BASE64.encodeToString(FeedKeys.mac(secret, subject));
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private final List<FeedKey> keys;

    private FeedKeys(List<FeedKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * One key.
     *
     * @param secret at least 32 random bytes; copied
     * @return the keys
     * @throws IllegalArgumentException if the secret is too short
     */
    public static FeedKeys of(byte[] secret) {
        if (Objects.requireNonNull(secret, "secret").length < SHORTEST) {
            throw new IllegalArgumentException("secret has " + secret.length + " bytes: a feed key needs at least "
                    + SHORTEST + ", made with: openssl rand -base64 32");
        }
        return new FeedKeys(List.of(FeedKey.of(secret)));
    }

    /**
     * One key in the form in which configuration keeps it.
     *
     * @param secret base64 or base64url of at least 32 random bytes
     * @return the keys
     * @throws IllegalArgumentException if it is not base64, or too short; without any of the text
     */
    public static FeedKeys fromBase64(String secret) {
        String base64 = Objects.requireNonNull(secret, "secret")
                .strip()
                .replace('-', '+')
                .replace('_', '/');
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            // Not as a cause: its message shows a character of the secret.
            throw new IllegalArgumentException("the secret is not base64: a feed key needs at least " + SHORTEST
                    + " random bytes, made with: openssl rand -base64 32");
        }
        return of(bytes);
    }

    /**
     * These keys and another one, for the time in which verifiers are given the other one.
     *
     * @param other one key
     * @return new keys
     * @throws IllegalArgumentException if there would be more than two
     */
    public FeedKeys and(FeedKeys other) {
        List<FeedKey> all = new ArrayList<>(keys);
        Objects.requireNonNull(other, "other").keys.stream()
                .filter(key -> keys.stream().noneMatch(known -> known.id().equals(key.id())))
                .forEach(all::add);
        if (all.size() > MOST) {
            throw new IllegalArgumentException(
                    "there are " + all.size() + " feed keys: at most " + MOST + " are allowed");
        }
        return new FeedKeys(all);
    }

    List<FeedKey> keys() {
        return keys;
    }

    /** Key ids. */
    @Override
    public String toString() {
        return "FeedKeys" + keys;
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
