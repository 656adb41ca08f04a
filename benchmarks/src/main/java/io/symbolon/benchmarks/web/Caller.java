package io.symbolon.benchmarks.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A signed-in user.
 *
 * @param request as it is sent; read a duplicate
 */
record Caller(String name, ByteBuffer request) {
    static final String NAME_HEADER = "X-User";

    /** Shows a token. Says the name too, so that every request is of the same size. */
    static Caller withToken(String name, String token) {
        return of(name, "Authorization: Bearer " + token + "\r\n" + NAME_HEADER + ": " + name);
    }

    static Caller withCookie(String name, String cookie) {
        return of(name, "Cookie: " + cookie);
    }

    private static Caller of(String name, String headers) {
        String request = "GET " + OrdersApplication.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n\r\n";
        return new Caller(name, StandardCharsets.ISO_8859_1.encode(request));
    }
}
