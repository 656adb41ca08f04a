package io.symbolon.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The JWK set (RFC 7517 section 8.5.2). It is public, and a new key has to be seen soon. */
final class PublicKeys {
    private PublicKeys() {}

    static void write(String jwks, HttpServletResponse response) throws IOException {
        byte[] body = jwks.getBytes(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "public, max-age=300");
        response.setContentType("application/jwk-set+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
