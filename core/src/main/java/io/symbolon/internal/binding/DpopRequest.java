package io.symbolon.internal.binding;

import io.symbolon.BindingProof;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a DPoP proof is for the request that it came with: RFC 9449 section 4.3, numbers 3, 8 and 9. */
final class DpopRequest {
    private static final int MOST_ID_CHARACTERS = 1_024;

    private DpopRequest() {}

    static boolean isOf(SignedProof proof, BindingProof.Dpop request) {
        return proof.claim("jti")
                        .filter(id -> !id.isEmpty() && id.length() <= MOST_ID_CHARACTERS)
                        .isPresent()
                && proof.number("iat").isPresent()
                && proof.claim("htm").equals(Optional.of(request.method()))
                && proof.claim("htu")
                        .filter(target -> isSame(target, request.uri()))
                        .isPresent();
    }

    private static boolean isSame(String target, URI uri) {
        try {
            return normal(URI.create(target)).equals(normal(uri));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** RFC 3986 sections 6.2.2 and 6.2.3; without query and fragment. */
    private static String normal(URI uri) {
        @Nullable String scheme = uri.getScheme();
        @Nullable String host = uri.getHost();
        if (scheme == null || host == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("not the address of a request");
        }
        String lower = scheme.toLowerCase(Locale.ROOT);
        int port = uri.getPort() == defaultPort(lower) ? -1 : uri.getPort();
        String path = path(uri.normalize().getRawPath());
        return lower + "://" + host.toLowerCase(Locale.ROOT) + (port < 0 ? "" : ":" + port) + path;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** Escapes in capitals, and none of what need not be escaped. */
    private static String path(String raw) {
        if (raw.isEmpty()) {
            return "/";
        }
        StringBuilder path = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char character = raw.charAt(i);
            if (character != '%') {
                path.append(character);
                continue;
            }
            // A URI has two digits after each.
            String digits = raw.substring(i + 1, i + 3);
            char escaped = (char) Integer.parseInt(digits, 16);
            if (isUnreserved(escaped)) {
                path.append(escaped);
            } else {
                path.append('%').append(digits.toUpperCase(Locale.ROOT));
            }
            i += 2;
        }
        return path.toString();
    }

    private static boolean isUnreserved(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "-._~".indexOf(character) >= 0;
    }
}
