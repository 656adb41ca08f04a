package io.symbolon.internal.token;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.keys.VerificationKey;
import io.symbolon.internal.keys.VerificationKeys;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Text to token. The order is the security: size, header, signature, and only then the claims. The header is matched,
 * never parsed: it has to be, byte for byte, the one that a configured key's tokens have.
 */
final class AccessTokenParser {
    private static final String BEARER = "Bearer ";

    private final VerificationKeys keys;
    private final AcceptedTokens accepted;
    private final Function<Payload, AccessToken> tokens;

    /** @param tokens makes the token of a verified payload */
    AccessTokenParser(VerificationKeys keys, AcceptedTokens accepted, Function<Payload, AccessToken> tokens) {
        this.keys = keys;
        this.accepted = accepted;
        this.tokens = tokens;
    }

    /**
     * Reads a token.
     *
     * @throws InvalidAccessTokenException with MALFORMED, BAD_SIGNATURE, WRONG_ISSUER or WRONG_AUDIENCE
     */
    ParsedAccessToken parse(String text) {
        if (text.length() > TokenLimits.MAXIMUM_CHARACTERS) {
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
        int headerEnd = text.indexOf('.');
        int payloadEnd = text.indexOf('.', headerEnd + 1);
        if (headerEnd < 0 || payloadEnd < 0 || text.indexOf('.', payloadEnd + 1) >= 0) {
            requireNoScheme(text);
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
        VerificationKey key = keyOf(text, headerEnd);
        // What is not ASCII becomes a question mark, as a surrogate pair does: none is in base64url's alphabet.
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        requireDecoded(bytes.length == text.length());
        byte[] signature = new byte[Base64Url.decodedLength(bytes.length - payloadEnd - 1)];
        requireDecoded(Base64Url.decode(bytes, payloadEnd + 1, bytes.length, signature, 0));
        if (!key.verify(bytes, payloadEnd, signature)) {
            throw new InvalidAccessTokenException(Code.BAD_SIGNATURE);
        }
        // The text is not needed any more: its claims take its place.
        requireDecoded(Base64Url.decode(bytes, headerEnd + 1, payloadEnd, bytes, 0));
        Payload payload = PayloadParser.parse(bytes, Base64Url.decodedLength(payloadEnd - headerEnd - 1), accepted);
        return new ParsedAccessToken(
                key, payload.notBefore().toEpochMilli(), payload.expiresAt().toEpochMilli(), tokens.apply(payload));
    }

    private VerificationKey keyOf(String text, int headerEnd) {
        for (VerificationKey key : keys.current()) {
            if (key.encodedHeader().length() == headerEnd && text.startsWith(key.encodedHeader())) {
                return key;
            }
        }
        requireNoScheme(text);
        keys.unknownHeader();
        throw new InvalidAccessTokenException(Code.BAD_SIGNATURE);
    }

    /** A caller's mistake that deserves its own words. No header of ours begins so. */
    private static void requireNoScheme(String text) {
        if (text.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw InvalidAccessTokenException.withScheme();
        }
    }

    private static void requireDecoded(boolean decoded) {
        if (!decoded) {
            throw new InvalidAccessTokenException(Code.MALFORMED);
        }
    }
}
