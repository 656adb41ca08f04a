package io.symbolon.internal.token;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import java.nio.charset.StandardCharsets;

/**
 * Text to token. The order is the security: size, header, signature, and only then the claims. The header is matched,
 * never parsed: it has to be, byte for byte, the one that a configured key's tokens have.
 */
public final class AccessTokenReader {
    private final VerificationKeys keys;

    public AccessTokenReader(VerificationKeys keys) {
        this.keys = keys;
    }

    /**
     * Reads a token.
     *
     * @throws InvalidAccessTokenException with MALFORMED or BAD_SIGNATURE
     */
    public ParsedAccessToken read(String text) {
        if (text.length() > TokenLimits.MAXIMUM_CHARACTERS) {
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
        int headerEnd = text.indexOf('.');
        int payloadEnd = text.indexOf('.', headerEnd + 1);
        if (headerEnd < 0 || payloadEnd < 0 || text.indexOf('.', payloadEnd + 1) >= 0) {
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
        VerificationKey key = keyOf(text, headerEnd);
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        if (ascii.length != text.length()) {
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
        byte[] signature = decode(ascii, payloadEnd + 1, ascii.length);
        if (!key.verify(ascii, payloadEnd, signature)) {
            throw new InvalidAccessTokenException(Code.BAD_SIGNATURE);
        }
        return AccessTokenClaims.parse(key, decode(ascii, headerEnd + 1, payloadEnd));
    }

    private VerificationKey keyOf(String text, int headerEnd) {
        for (VerificationKey key : keys.current()) {
            if (key.encodedHeader().length() == headerEnd && text.startsWith(key.encodedHeader())) {
                return key;
            }
        }
        keys.unknownHeader();
        throw new InvalidAccessTokenException(Code.BAD_SIGNATURE);
    }

    private static byte[] decode(byte[] ascii, int from, int to) {
        return Base64Url.decode(ascii, from, to).orElseThrow(() -> new InvalidAccessTokenException(Code.MALFORMED));
    }
}
