package io.symbolon.internal.token;

import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.keys.RefreshKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Texts of one kind, other than tokens, that we authenticate and nobody else can make. A kind has a prefix and a key of its
 * own, derived from the refresh key, so that a text of one kind is never accepted as another:
 *
 * <pre>
 * prefix base64url( format 1 | key id 8 | content | HMAC-SHA-256 of all before 32 )
 * </pre>
 *
 * <p>Thread-safe.
 */
final class AuthenticTexts {
    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1 + RefreshKey.ID_BYTES;
    private static final int MAC_BYTES = 32;
    private static final int MOST_CHARACTERS = 1_024;

    private final String prefix;
    private final int mostCharacters;
    private final RefreshKey current;
    private final Map<String, RefreshKey> keys;

    /**
     * A kind.
     *
     * @param kind such as {@code ending}: part of the label of its key
     * @param keys the first makes texts, all verify
     */
    AuthenticTexts(String prefix, String kind, List<RefreshKey> keys) {
        this(prefix, kind, keys, MOST_CHARACTERS);
    }

    /** @param mostCharacters longer texts are of no kind */
    AuthenticTexts(String prefix, String kind, List<RefreshKey> keys, int mostCharacters) {
        this.prefix = prefix;
        this.mostCharacters = mostCharacters;
        this.current = keys.get(0);
        Map<String, RefreshKey> derived = new HashMap<>();
        keys.forEach(key -> derived.put(key.id(), key.derived("symbolon " + kind)));
        this.keys = Map.copyOf(derived);
    }

    String encode(byte[] content) {
        byte[] bytes = ByteBuffer.allocate(HEAD_BYTES + content.length + MAC_BYTES)
                .put(FORMAT)
                .put(current.idBytes())
                .put(content)
                .array();
        int signed = HEAD_BYTES + content.length;
        @Nullable RefreshKey key = keys.get(current.id());
        if (key == null) {
            throw new IllegalStateException("the current key is one of the keys");
        }
        System.arraycopy(key.mac(bytes, signed), 0, bytes, signed, MAC_BYTES);
        return prefix + Base64Url.encode(bytes);
    }

    /** The content; empty if the text is not of this kind, is damaged, or was made by none of the keys. */
    Optional<byte[]> decode(String text) {
        if (text.length() > mostCharacters || !text.startsWith(prefix)) {
            return Optional.empty();
        }
        return Base64Url.decode(text.substring(prefix.length()))
                .filter(bytes -> bytes.length >= HEAD_BYTES + MAC_BYTES && bytes[0] == FORMAT && isAuthentic(bytes))
                .map(bytes -> Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length - MAC_BYTES));
    }

    private boolean isAuthentic(byte[] bytes) {
        int signed = bytes.length - MAC_BYTES;
        @Nullable RefreshKey key = keys.get(Base64Url.encode(Arrays.copyOfRange(bytes, 1, HEAD_BYTES)));
        return key != null && key.verify(bytes, signed, Arrays.copyOfRange(bytes, signed, bytes.length));
    }
}
