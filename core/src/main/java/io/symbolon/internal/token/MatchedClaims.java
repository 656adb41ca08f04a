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

    private final byte[] bytes;
    private final int length;
    private final PayloadCursor cursor;
    private final PayloadClaims claims;

    private MatchedClaims(byte[] bytes, int length, PayloadHead head, PayloadClaims claims) {
        this.bytes = bytes;
        this.length = length;
        this.cursor = new PayloadCursor(bytes, length, head.length());
        this.claims = claims;
    }

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
        MatchedClaims matched = new MatchedClaims(bytes, length, head, claims);
        return matched.takeRegistered(head) ? matched.takeOwn(accepted.ownNames()) : 0;
    }

    private boolean takeRegistered(PayloadHead head) {
        @Nullable String subject = cursor.text();
        long expiresAt = number(EXPIRES_AT);
        long issuedAt = number(ISSUED_AT);
        @Nullable String tokenId = cursor.skip(TOKEN_ID) ? cursor.text() : null;
        @Nullable SessionId sessionId = cursor.skip(SESSION_ID) ? cursor.sessionId() : null;
        long version = number(VERSION);
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

    private int takeOwn(OwnNames names) {
        int start = cursor.position();
        while (cursor.isAtMember()) {
            @Nullable String name = cursor.name(names);
            @Nullable Object value = name == null ? null : plainValue();
            if (name == null || value == null || !(cursor.isAtEnd() || cursor.isAtMember())) {
                bytes[start] = '{';
                return start;
            }
            claims.own(name, value);
            start = cursor.position();
        }
        return length;
    }

    private @Nullable Object plainValue() {
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

    private long number(byte[] name) {
        return cursor.skip(name) ? cursor.number() : -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
