package io.symbolon.internal.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are JSON in UTF-8 and nothing else (RFC 8259 section 8.1). A parser guesses UTF-16 and UTF-32 from zero
 * bytes, skips a byte order mark, and may be lenient with what has no form in UTF-8: then two readers read two texts.
 */
final class StrictUtf8 {
    private static final int BYTE_ORDER_MARK = 0xEF;

    private StrictUtf8() {}

    static boolean isStrict(byte[] bytes, int length) {
        int bits = 0;
        boolean hasZero = false;
        for (int i = 0; i < length; i++) {
            bits |= bytes[i];
            hasZero |= bytes[i] == 0;
        }
        if (hasZero) {
            return false;
        }
        return bits >= 0 || ((bytes[0] & 0xFF) != BYTE_ORDER_MARK && isDecodable(bytes, length));
    }

    private static boolean isDecodable(byte[] bytes, int length) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
