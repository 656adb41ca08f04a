package io.symbolon.internal.token;

import io.symbolon.SessionId;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a payload that is written as our issuer does: in its order, without white space or escapes. They are taken
 * from the bytes: the registered ones, then the caller's own for as long as they are strings, whole numbers, true or
 * false. The parser reads the rest; whatever else is there is not matched, and the parser judges all of it.
 */
final class MatchedClaims {
    private static final byte[] EXPIRES_AT = ascii(",\"exp\":");
    private static final byte[] ISSUED_AT = ascii(",\"iat\":");
    private static final byte[] TOKEN_ID = ascii(",\"jti\":");
    private static final byte[] SESSION_ID = ascii(",\"sid\":");
    private static final byte[] VERSION = ascii(",\"ver\":");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    private MatchedClaims() {}

    /**
     * Takes the claims from a payload in strict UTF-8.
     *
     * @param bytes begin with the payload; where members are left, the comma before them becomes an opening brace
     * @return from where the parser has to read: 0 if nothing was matched, {@code length} if nothing is left, else an
     *     object of the members that are left
     */
    static int take(byte[] bytes, int length, AcceptedTokens accepted, PayloadClaims claims) {
        @Nullable PayloadHead head = accepted.heads().find(bytes, length);
        if (head == null) {
            return 0;
        }
        PayloadCursor cursor = new PayloadCursor(bytes, length, head.length());
        if (!takeRegistered(cursor, head, claims)) {
            return 0;
        }
        int rest = takeOwn(cursor, accepted.ownNames(), claims);
        if (rest < length) {
            bytes[rest] = '{';
        }
        return rest;
    }

    private static boolean takeRegistered(PayloadCursor cursor, PayloadHead head, PayloadClaims claims) {
        @Nullable String subject = cursor.text();
        long expiresAt = number(cursor, EXPIRES_AT);
        long issuedAt = number(cursor, ISSUED_AT);
        @Nullable String tokenId = cursor.skip(TOKEN_ID) ? cursor.text() : null;
        @Nullable SessionId sessionId = cursor.skip(SESSION_ID) ? cursor.sessionId() : null;
        long version = number(cursor, VERSION);
        if (subject == null
                || !PayloadClaims.isDate(expiresAt)
                || !PayloadClaims.isDate(issuedAt)
                || tokenId == null
                || sessionId == null
                || version < 0
                // Without a name after it, a comma could become the beginning of an empty object.
                || !(cursor.isAtEnd() || cursor.isAtMember())) {
            return false;
        }
        claims.matched(head, subject, expiresAt, issuedAt, tokenId, sessionId, version);
        return true;
    }

    /** Where what is left begins; past the end if nothing is. */
    private static int takeOwn(PayloadCursor cursor, OwnNames names, PayloadClaims claims) {
        int start = cursor.position();
        while (cursor.isAtMember()) {
            @Nullable String name = cursor.name(names);
            @Nullable Object value = name == null ? null : plainValue(cursor);
            if (name == null || value == null || !(cursor.isAtEnd() || cursor.isAtMember())) {
                return start;
            }
            claims.own(name, value);
            start = cursor.position();
        }
        // The closing brace is the last byte.
        return start + 1;
    }

    private static @Nullable Object plainValue(PayloadCursor cursor) {
        if (cursor.isNext('"')) {
            return cursor.text();
        }
        if (cursor.isNext('t')) {
            return cursor.skip(TRUE) ? true : null;
        }
        if (cursor.isNext('f')) {
            return cursor.skip(FALSE) ? false : null;
        }
        long number = cursor.number();
        return number < 0 ? null : (Object) number;
    }

    private static long number(PayloadCursor cursor, byte[] name) {
        return cursor.skip(name) ? cursor.number() : -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
