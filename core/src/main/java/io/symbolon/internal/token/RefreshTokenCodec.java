package io.symbolon.internal.token;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.SessionId;
import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.keys.RefreshKey;
import io.symbolon.storage.Generation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Refresh token to text and back. A token is a pure function of its key, session and generation, so that the same one can
 * be made again without anything being stored:
 *
 * <pre>
 * symbolon_rt_ base64url( format 1 | key id 8 | bound 1 | session id 16 | generation 4 | HMAC-SHA-256 of all before 32 )
 * </pre>
 */
public final class RefreshTokenCodec {
    /** Secret scanners find it in logs and repositories. */
    private static final String PREFIX = "symbolon_rt_";

    private static final byte FORMAT = 2;
    private static final int SIGNED_BYTES = 1 + RefreshKey.ID_BYTES + 1 + 2 * Long.BYTES + Integer.BYTES;
    private static final int MAC_BYTES = 32;

    private final RefreshKey current;
    private final Map<String, RefreshKey> keys;
    private final KeyRollOut rollOut;

    /** @param keys the first makes the tokens of new generations, all verify */
    public RefreshTokenCodec(List<RefreshKey> keys, KeyRollOut rollOut) {
        this.rollOut = rollOut;
        this.current = keys.get(0);
        this.keys = keys.stream().collect(Collectors.toUnmodifiableMap(RefreshKey::id, Function.identity()));
    }

    /** The key of new generations. */
    public String currentKeyId() {
        return current.id();
    }

    /**
     * Makes a token.
     *
     * @throws InvalidRefreshTokenException with UNKNOWN_KEY if this node does not have the key
     */
    public String encode(RefreshToken token) {
        RefreshKey key = key(token.keyId());
        byte[] bytes = ByteBuffer.allocate(SIGNED_BYTES + MAC_BYTES)
                .put(FORMAT)
                .put(key.idBytes())
                .put((byte) (token.bound() ? 1 : 0))
                .putLong(token.sessionId().mostSignificantBits())
                .putLong(token.sessionId().leastSignificantBits())
                .putInt(token.generation())
                .array();
        System.arraycopy(key.mac(bytes, SIGNED_BYTES), 0, bytes, SIGNED_BYTES, MAC_BYTES);
        return PREFIX + Base64Url.encode(bytes);
    }

    /**
     * Reads a token that one of the keys made.
     *
     * @throws InvalidRefreshTokenException with MALFORMED, UNKNOWN_KEY or BAD_SIGNATURE
     */
    public RefreshToken decode(String text) {
        byte[] bytes = bytes(text).orElseThrow(() -> new InvalidRefreshTokenException(Code.MALFORMED));
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        byte[] keyId = new byte[RefreshKey.ID_BYTES];
        fields.get();
        fields.get(keyId);
        RefreshKey key = key(Base64Url.encode(keyId));
        if (!key.verify(bytes, SIGNED_BYTES, Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length))) {
            throw new InvalidRefreshTokenException(Code.BAD_SIGNATURE);
        }
        byte bound = fields.get();
        SessionId session = SessionId.of(fields.getLong(), fields.getLong());
        int generation = fields.getInt();
        if (bound < 0 || bound > 1 || generation < 0 || generation > Generation.MAXIMUM) {
            throw new InvalidRefreshTokenException(Code.MALFORMED);
        }
        return new RefreshToken(key.id(), bound == 1, session, generation);
    }

    /** The id of the key that a text says it was made with, whether it was or not; empty if it is not a refresh token. */
    public Optional<String> keyIdOf(String text) {
        return bytes(text).map(bytes -> Base64Url.encode(Arrays.copyOfRange(bytes, 1, 1 + RefreshKey.ID_BYTES)));
    }

    private RefreshKey key(String id) {
        RefreshKey key = keys.get(id);
        if (key == null) {
            throw rollOut.unknownKey(id);
        }
        return key;
    }

    private static Optional<byte[]> bytes(String text) {
        if (text.length() > 100 || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Base64Url.decode(text.substring(PREFIX.length()))
                .filter(bytes -> bytes.length == SIGNED_BYTES + MAC_BYTES && bytes[0] == FORMAT);
    }
}
