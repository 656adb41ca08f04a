package io.symbolon.internal.token;

import io.symbolon.SessionId;
import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Token to text: a JWT in the profile of RFC 9068, signed with the current key. */
public final class AccessTokenIssuer {
    private static final int TOKEN_ID_BYTES = 16;

    /** What the members that differ from token to token take at most, beside subject and claims. */
    private static final int VARIABLE_BYTES =
            (",\"sub\":,\"exp\":,\"iat\":,\"jti\":\"\",\"sid\":\"\",\"ver\":}".length()
                    + 3 * "9223372036854775807".length()
                    + 2 * encodedLength(TOKEN_ID_BYTES));

    /** JSON writes a character in six at most. */
    private static final int MOST_BYTES_A_CHARACTER = 6;

    private final SigningKey key;
    private final byte[] header;
    private final String fixedMembers;
    private final int fixedBytes;
    private final SecureRandom random = new SecureRandom();

    public AccessTokenIssuer(SigningKey key, String issuer, List<String> audience, String clientId) {
        this.key = key;
        this.header = key.verificationKey().encodedHeader().getBytes(StandardCharsets.ISO_8859_1);
        this.fixedMembers = "{\"iss\":" + Json.quote(issuer)
                + ",\"aud\":" + audienceValue(audience)
                + ",\"client_id\":" + Json.quote(clientId);
        this.fixedBytes = utf8Length(fixedMembers);
    }

    /**
     * Makes a token.
     *
     * @param claims the text of a JSON object: the caller's own claims
     */
    public String issue(
            String subject, SessionId sessionId, long version, Instant issuedAt, Instant expiresAt, String claims) {
        byte[] id = new byte[TOKEN_ID_BYTES];
        random.nextBytes(id);
        String payload = fixedMembers + ",\"sub\":" + Json.quote(subject)
                + ",\"exp\":" + expiresAt.getEpochSecond()
                + ",\"iat\":" + issuedAt.getEpochSecond()
                + ",\"jti\":\"" + Base64Url.encode(id)
                + "\",\"sid\":\"" + sessionId
                + "\",\"ver\":" + version
                + membersOf(claims);
        return signed(Base64Url.encodeToBytes(payload.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Makes sure that a token with these claims can be made, before anything is stored.
     *
     * @throws IllegalArgumentException if it would be longer than is accepted
     */
    public void requireFits(String subject, String claims) {
        int mostBytes = MOST_BYTES_A_CHARACTER * (subject.length() + claims.length());
        if (characters(mostBytes) <= TokenLimits.MAXIMUM_CHARACTERS) {
            return;
        }
        int characters = characters(utf8Length(Json.quote(subject)) + utf8Length(claims));
        if (characters > TokenLimits.MAXIMUM_CHARACTERS) {
            throw new IllegalArgumentException("claims of " + utf8Length(claims)
                    + " bytes make an access token of about " + characters + " characters: at most "
                    + TokenLimits.MAXIMUM_CHARACTERS
                    + " are accepted. Keep an id in the claims and the rest elsewhere");
        }
    }

    /** The whole token in one buffer, from which it is signed too. */
    private String signed(byte[] payload) {
        int signatureStart = header.length + payload.length + 2;
        byte[] token = new byte[signatureStart + encodedLength(key.signatureBytes())];
        System.arraycopy(header, 0, token, 0, header.length);
        token[header.length] = '.';
        System.arraycopy(payload, 0, token, header.length + 1, payload.length);
        byte[] signature = Base64Url.encodeToBytes(key.sign(token, signatureStart - 1));
        token[signatureStart - 1] = '.';
        System.arraycopy(signature, 0, token, signatureStart, signature.length);
        return new String(token, StandardCharsets.ISO_8859_1);
    }

    /** How long a token gets at most, whose subject and claims take so many bytes. */
    private int characters(int variableBytes) {
        return header.length
                + encodedLength(fixedBytes + VARIABLE_BYTES + variableBytes)
                + encodedLength(key.signatureBytes())
                + 2;
    }

    /** The members of an object's text after others, up to the closing brace. */
    private static String membersOf(String object) {
        return object.equals("{}") ? "}" : ',' + object.substring(1);
    }

    private static String audienceValue(List<String> audience) {
        if (audience.size() == 1) {
            return Json.quote(audience.get(0));
        }
        return audience.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int encodedLength(int bytes) {
        return (bytes * 4 + 2) / 3;
    }
}
