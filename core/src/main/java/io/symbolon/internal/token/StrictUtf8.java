package io.symbolon.internal.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are JSON in UTF-8 and nothing else (RFC 8259 section 8.1). A parser guesses UTF-16 and UTF-32 from zero
 * bytes, skips a byte order mark, and may be lenient with what has no form in UTF-8: then two readers read two texts.
 */
final class StrictUtf8 {
    private static final int BYTE_ORDER_MARK = 0xEF;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = LOWEST_BITS << 7;

    private StrictUtf8() {}

    static boolean isStrict(byte[] bytes, int length) {
        long bits = 0;
        long zeros = 0;
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(bytes, i);
            bits |= eight;
            zeros |= (eight - LOWEST_BITS) & ~eight;
        }
        for (; i < length; i++) {
            bits |= bytes[i];
            zeros |= (bytes[i] - 1) & ~bytes[i];
        }
        if ((zeros & HIGHEST_BITS) != 0) {
            return false;
        }
        return (bits & HIGHEST_BITS) == 0 || ((bytes[0] & 0xFF) != BYTE_ORDER_MARK && isDecodable(bytes, length));
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
