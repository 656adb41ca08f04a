package io.symbolon.http.contract;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;

/**
 * What a program signs with its key (RFC 9449 section 4.2), each with an id of its own.
 *
 * @param method of the request that it is for
 * @param uri of that request
 * @param accessToken empty for a request without one
 * @param nonce empty where none was asked for
 * @param issuedAt seconds since 1970
 */
public record DpopProof(String method, String uri, String accessToken, String nonce, long issuedAt) {
    /** Signs it. */
    public String by(DraftBrowser key) {
        String ath = accessToken.isEmpty() ? "" : ",\"ath\":\"" + sha256(accessToken) + '"';
        String answer = nonce.isEmpty() ? "" : ",\"nonce\":\"" + nonce + '"';
        return key.signed(
                "{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\",\"jwk\":" + key.jwk() + "}",
                "{\"jti\":\"" + UUID.randomUUID() + "\",\"htm\":\"" + method + "\",\"htu\":\"" + uri + "\",\"iat\":"
                        + issuedAt + answer + ath + "}");
    }

    private static String sha256(String text) {
        try {
            byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(ascii));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "DpopProof[method=" + method + "]";
    }
}
