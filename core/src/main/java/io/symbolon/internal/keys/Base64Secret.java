package io.symbolon.internal.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Secrets as configuration holds them. */
public final class Base64Secret {
    private Base64Secret() {}

    /**
     * Reads base64 or base64url, with or without padding, with white space around it.
     *
     * @throws IllegalArgumentException without any of the text if it is neither
     */
    public static byte[] read(String text) {
        String base64 = requireGiven(text).strip().replace('-', '+').replace('_', '/');
        try {
            return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            // Its message shows a character of the secret.
            throw new IllegalArgumentException(
                    "the secret is not base64. Make one with: openssl rand -base64 64 | tr -d '\\n'");
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
