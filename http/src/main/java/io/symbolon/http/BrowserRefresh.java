package io.symbolon.http;

import io.symbolon.SessionId;
import java.util.Optional;

/**
 * What a browser with a bound session says by itself (Device Bound Session Credentials, sections "Sec-Secure-Session-Id"
 * and "Secure-Session-Skipped").
 */
final class BrowserRefresh {
    /** The session that the browser renews. No script can set it, so that the request is not another site's. */
    private static final String SESSION = "Sec-Secure-Session-Id";

    private static final String SKIPPED = "Secure-Session-Skipped";

    private BrowserRefresh() {}

    /** Whether the browser renews a session by itself with this request. */
    static boolean isOne(HttpRequest request) {
        return !request.headers(SESSION).isEmpty();
    }

    /** Whether it says that it renews this session. */
    static boolean isOf(SessionId session, HttpRequest request) {
        return StructuredText.of(request, SESSION).equals(Optional.of(session.toString()));
    }

    /** Whether the browser could not renew a session before this request. */
    static boolean wasSkipped(HttpRequest request) {
        return !request.headers(SKIPPED).isEmpty();
    }
}
