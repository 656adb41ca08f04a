package io.symbolon.internal.token;

import io.symbolon.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Token to text: a JWT in the profile of RFC 9068, signed with the current key. */
public final class AccessTokenIssuer {
    private static final int TOKEN_ID_BYTES = 16;
    private static final int GREATEST_NUMBERS_CHARACTERS = 3 * "9223372036854775807".length();

    private final SigningKey key;
    private final String issuerAndAudience;
    private final String clientId;
    private final SecureRandom random = new SecureRandom();

    public AccessTokenIssuer(SigningKey key, String issuer, List<String> audience, String clientId) {
        this.key = key;
        this.issuerAndAudience = "{\"iss\":" + Json.quote(issuer) + ",\"aud\":" + audienceValue(audience);
        this.clientId = Json.quote(clientId);
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
        String payload = issuerAndAudience + ",\"sub\":" + Json.quote(subject)
                + ",\"exp\":" + expiresAt.getEpochSecond()
                + ",\"iat\":" + issuedAt.getEpochSecond()
                + ",\"jti\":\"" + Base64Url.encode(id)
                + "\",\"client_id\":" + clientId
                + ",\"sid\":\"" + sessionId
                + "\",\"ver\":" + version
                + membersOf(claims);
        String unsigned = key.verificationKey().encodedHeader()
                + '.'
                + Base64Url.encode(payload.getBytes(StandardCharsets.UTF_8));
        byte[] ascii = unsigned.getBytes(StandardCharsets.ISO_8859_1);
        return unsigned + '.' + Base64Url.encode(key.sign(ascii, ascii.length));
    }

    /**
     * Makes sure that a token with these claims can be made, before anything is stored.
     *
     * @throws IllegalArgumentException if it would be longer than is accepted
     */
    public void requireFits(String subject, String claims) {
        int payload = utf8Length(issuerAndAudience)
                + utf8Length(Json.quote(subject))
                + utf8Length(clientId)
                + utf8Length(membersOf(claims))
                + GREATEST_NUMBERS_CHARACTERS
                + ",\"sub\":,\"exp\":,\"iat\":,\"jti\":\"\",\"client_id\":,\"sid\":\"\",\"ver\":".length()
                + 2 * encodedLength(TOKEN_ID_BYTES);
        int characters = key.verificationKey().encodedHeader().length()
                + encodedLength(payload)
                + encodedLength(key.signatureBytes())
                + 2;
        if (characters > TokenLimits.MAXIMUM_CHARACTERS) {
            throw new IllegalArgumentException("claims of " + utf8Length(claims)
                    + " bytes make an access token of about " + characters + " characters: at most "
                    + TokenLimits.MAXIMUM_CHARACTERS
                    + " are accepted. Keep an id in the claims and the rest elsewhere");
        }
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
