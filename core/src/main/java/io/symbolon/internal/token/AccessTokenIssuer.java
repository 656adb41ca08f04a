package io.symbolon.internal.token;

import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Token to text: a JWT in the profile of RFC 9068, signed with the current key. */
public final class AccessTokenIssuer {
    private static final int TOKEN_ID_BYTES = 16;

    /** What the members that differ from token to token take at most, beside subject and claims. */
    private static final int VARIABLE_BYTES =
            (",\"sub\":,\"exp\":,\"iat\":,\"jti\":\"\",\"sid\":\"\",\"ver\":,\"authorities\":}".length()
                    + 3 * "9223372036854775807".length()
                    + 2 * encodedLength(TOKEN_ID_BYTES));

    private static final String AUTHORITIES = ",\"authorities\":";

    /** JSON writes a character in six at most. */
    private static final int MOST_BYTES_A_CHARACTER = 6;

    private final SigningKey key;
    private final byte[] header;
    private final String fixedMembers;
    private final int fixedBytes;
    private final SecureRandom random = new SecureRandom();

    public AccessTokenIssuer(SigningKey key, String issuer, List<String> audience) {
        this.key = key;
        this.header = key.verificationKey().encodedHeader().getBytes(StandardCharsets.ISO_8859_1);
        this.fixedMembers = PayloadHead.fixedMembers(issuer, audience);
        this.fixedBytes = utf8Length(fixedMembers);
    }

    /** Whether signing can fail although the key is good: its secret is in hardware or in another process. */
    public boolean canFail() {
        return key.canFail();
    }

    /**
     * Makes a token.
     *
     * @throws RuntimeException if the key cannot be used
     */
    public String issue(AccessTokenContent content, long version, Instant issuedAt, Instant expiresAt) {
        byte[] id = new byte[TOKEN_ID_BYTES];
        random.nextBytes(id);
        String payload = fixedMembers + Json.quote(content.clientId())
                + ",\"sub\":" + Json.quote(content.subject())
                + ",\"exp\":" + expiresAt.getEpochSecond()
                + ",\"iat\":" + issuedAt.getEpochSecond()
                + ",\"jti\":\"" + Base64Url.encode(id)
                + "\",\"sid\":\"" + content.sessionId()
                + "\",\"ver\":" + version
                + factorMembers(content.factors())
                + confirmation(content)
                + content.authorities().map(texts -> AUTHORITIES + texts).orElse("")
                + membersOf(content.claims());
        return signed(Base64Url.encodeToBytes(payload.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Says that a token would be too long.
     *
     * @param maximumLength what the client can be given, if it has a limit of its own
     * @return a message; empty if the token fits
     */
    public Optional<String> tooLong(AccessTokenContent content, OptionalInt maximumLength) {
        int maximum = Math.min(TokenLimits.MAXIMUM_CHARACTERS, maximumLength.orElse(TokenLimits.MAXIMUM_CHARACTERS));
        int variableCharacters = content.subject().length()
                + content.clientId().length()
                + content.claims().length()
                + content.authorities().map(String::length).orElse(0)
                + factorMembers(content.factors()).length()
                + confirmation(content).length();
        if (characters(MOST_BYTES_A_CHARACTER * variableCharacters) <= maximum) {
            return Optional.empty();
        }
        int claimsBytes = utf8Length(content.claims())
                + content.authorities().map(AccessTokenIssuer::utf8Length).orElse(0);
        int characters = characters(utf8Length(Json.quote(content.subject()))
                + utf8Length(Json.quote(content.clientId()))
                + utf8Length(factorMembers(content.factors()))
                + confirmation(content).length()
                + claimsBytes);
        if (characters <= maximum) {
            return Optional.empty();
        }
        return Optional.of("Claims of " + claimsBytes + " bytes make an access token of about " + characters
                + " characters: at most " + maximum
                + " are accepted. Keep an id in the claims and the rest elsewhere.");
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

    /** When and how the user authenticated: OpenID Connect Core section 2, RFC 8176, and the instants of each factor. */
    private static String factorMembers(Map<String, Instant> factors) {
        if (factors.isEmpty()) {
            return "";
        }
        Map<String, Long> seconds = new LinkedHashMap<>();
        factors.forEach((name, instant) -> seconds.put(name, instant.getEpochSecond()));
        return ",\"auth_time\":" + Collections.max(seconds.values()) + ",\"amr\":"
                + Json.write(List.copyOf(seconds.keySet())) + ",\"factors\":" + Json.write(seconds);
    }

    private static String confirmation(AccessTokenContent content) {
        return content.binding().map(Confirmation::member).orElse("");
    }

    /** The members of an object's text after others, up to the closing brace. */
    private static String membersOf(String object) {
        return object.equals("{}") ? "}" : ',' + object.substring(1);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int encodedLength(int bytes) {
        return (bytes * 4 + 2) / 3;
    }
}
