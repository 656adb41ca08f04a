package io.symbolon.internal.token;

import io.symbolon.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes pieces of a payload in strict UTF-8, one after the other, where each is written in the plainest way: no white
 * space, no escapes. After a piece that was not there the position is of no use.
 */
final class PayloadCursor {
    private static final long NO_NUMBER = -1;

    /** A long holds each number of so many digits. */
    private static final int MOST_DIGITS = 18;

    private static final int SESSION_ID_CHARACTERS = 22;

    private final byte[] bytes;
    private final int length;
    private int position;

    PayloadCursor(byte[] bytes, int length, int position) {
        this.bytes = bytes;
        this.length = length;
        this.position = position;
    }

    int position() {
        return position;
    }

    /** Whether the closing brace of the payload, its last byte, is next. */
    boolean isAtEnd() {
        return position == length - 1 && bytes[position] == '}';
    }

    /** Whether a comma and a name are next. */
    boolean isAtMember() {
        return position < length - 1 && bytes[position] == ',' && bytes[position + 1] == '"';
    }

    boolean skip(byte[] literal) {
        int end = position + literal.length;
        if (end > length || !Arrays.equals(bytes, position, end, literal, 0, literal.length)) {
            return false;
        }
        position = end;
        return true;
    }

    /** A member's name, from the comma before it to the colon; null if it is not one of the caller's own. */
    @Nullable
    String name(OwnNames names) {
        int start = position + 2;
        int end = endOfText(start);
        if (!isAtMember() || end < 0 || end + 1 >= length || bytes[end + 1] != ':') {
            return null;
        }
        position = end + 2;
        return names.find(bytes, start, end);
    }

    /** A string, or null. */
    @Nullable
    String text() {
        int start = position + 1;
        int end = isNext('"') ? endOfText(start) : -1;
        if (end < 0) {
            return null;
        }
        position = end + 1;
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** A session id as a string, or null. */
    @Nullable
    SessionId sessionId() {
        int start = position + 1;
        int end = start + SESSION_ID_CHARACTERS;
        if (!isNext('"') || end >= length || bytes[end] != '"') {
            return null;
        }
        position = end + 1;
        try {
            return SessionId.parse(bytes, start, end);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** A whole number of at most 18 digits, without a zero before it; negative if there is none. */
    long number() {
        int start = position;
        long value = 0;
        while (position < length && bytes[position] >= '0' && bytes[position] <= '9') {
            value = value * 10 + (bytes[position] - '0');
            position++;
        }
        int digits = position - start;
        boolean isOne = digits == 1 || (digits > 1 && digits <= MOST_DIGITS && bytes[start] != '0');
        return isOne ? value : NO_NUMBER;
    }

    boolean isNext(char character) {
        return position < length && bytes[position] == character;
    }

    /** Where the quotation mark is that ends a text without escapes; negative if there is none. */
    private int endOfText(int start) {
        for (int end = start; end < length; end++) {
            byte character = bytes[end];
            if (character == '"') {
                return end;
            }
            // What is not ASCII is negative.
            if (character == '\\' || (character >= 0 && character < ' ')) {
                return -1;
            }
        }
        return -1;
    }
}
