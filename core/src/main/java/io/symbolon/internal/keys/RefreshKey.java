package io.symbolon.internal.keys;

import io.symbolon.internal.crypto.Hkdf;
import io.symbolon.internal.crypto.Hmac;
import io.symbolon.internal.crypto.KeyRules;
import io.symbolon.internal.json.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A key that makes and checks refresh tokens. Its {@code toString} shows no secret. */
public final class RefreshKey {
    public static final int ID_BYTES = 8;
    public static final int MINIMUM_BYTES = 32;

    /** Begins the message about a secret that is none. */
    public static final String NEEDS = "a refresh token key needs a secret";

    private final Hmac hmac;
    private final Hkdf derivation;
    private final byte[] idBytes;
    private final String id;

    private RefreshKey(byte[] secret) {
        this.hmac = new Hmac("HmacSHA256", secret);
        this.derivation = new Hkdf(secret);
        // A token starts with its format's number, so no token has the MAC of this label.
        byte[] label = "symbolon refresh key id".getBytes(StandardCharsets.US_ASCII);
        this.idBytes = Arrays.copyOf(hmac.sign(label, label.length), ID_BYTES);
        this.id = Base64Url.encode(idBytes);
    }

    /**
     * A key of a secret of at least 32 bytes.
     *
     * @throws IllegalArgumentException if the secret is too short
     */
    public static RefreshKey of(byte[] secret) {
        Objects.requireNonNull(secret, "secret");
        if (secret.length < MINIMUM_BYTES) {
            throw KeyRules.tooShort(NEEDS, MINIMUM_BYTES, "this one has " + secret.length + ".");
        }
        KeyRules.requireVaried(secret);
        return new RefreshKey(secret);
    }

    /** The id by which a token and a session name the key. */
    public String id() {
        return id;
    }

    public byte[] idBytes() {
        return idBytes.clone();
    }

    /** The key of texts other than refresh tokens: each kind has its own, so that none is accepted as another. */
    public RefreshKey derived(String label) {
        return new RefreshKey(derivation.derive(label));
    }

    public byte[] mac(byte[] bytes, int length) {
        return hmac.sign(bytes, length);
    }

    public boolean verify(byte[] bytes, int length, byte[] mac) {
        return hmac.verify(bytes, length, mac);
    }

    @Override
    public String toString() {
        return "RefreshKey[" + id + "]";
    }
}
