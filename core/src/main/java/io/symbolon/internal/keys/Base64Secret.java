package io.symbolon.internal.keys;

import io.symbolon.internal.crypto.KeyRules;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Secrets as configuration holds them. No message shows any of one. */
public final class Base64Secret {
    private Base64Secret() {}

    /**
     * Reads base64 or base64url, with or without padding, with white space around it.
     *
     * @param needs whose secret it is, such as "HS256 needs a secret"
     * @param minimumBytes how many bytes are needed
     * @throws IllegalArgumentException without any of the text if it is neither, or of too few bytes
     */
    public static byte[] read(String text, String needs, int minimumBytes) {
        String given = requireGiven(text).strip();
        if (given.contains("-----BEGIN ")) {
            throw new IllegalArgumentException(
                    needs + ", and the text is PEM, the form of key pairs: they go with RS256, PS256, ES256, EdDSA and"
                            + " their kind, by fromPem");
        }
        byte[] secret = decoded(given)
                .orElseThrow(() -> new IllegalArgumentException("the secret is not base64: " + needs + " of at least "
                        + minimumBytes + " bytes, in base64, and the text of " + given.length()
                        + " characters has others than those of base64. Was it meant as it is? A text that a person"
                        + " thought of does not do: make random bytes with: openssl rand -base64 " + minimumBytes));
        if (secret.length < minimumBytes) {
            throw KeyRules.tooShort(
                    needs,
                    minimumBytes,
                    "the text of " + given.length() + " characters is base64 of " + secret.length
                            + ". Was it meant as it is, not as base64?");
        }
        return secret;
    }

    static boolean isBase64(String text) {
        return !text.isBlank() && decoded(text.strip()).isPresent();
    }

    private static Optional<byte[]> decoded(String text) {
        String base64 = text.replace('-', '+').replace('_', '/');
        try {
            return Optional.of(Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException notBase64) {
            // Not as a cause: its message shows a character of the secret.
            return Optional.empty();
        }
    }

    private static String requireGiven(@Nullable String text) {
        if (text == null) {
            throw new NullPointerException(
                    "secret is null: is the environment variable or property set that holds it?");
        }
        return text;
    }
}
