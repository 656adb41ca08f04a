package io.symbolon.http;

import java.util.List;
import java.util.Optional;

/** A transport that uses cookies. */
sealed interface AmbientTransport extends TokenTransport permits CookieTransport, SplitCookieTransport {
    CookieSettings settings();

    /** The cookie that scripts may read. */
    Optional<String> readableName(Mount mount);

    @Override
    default List<String> refreshTokens(HttpRequest request, Mount mount) {
        return CookieHeader.values(request, settings().at(mount).names().refreshToken());
    }

    @Override
    default HttpAnswer clear(HttpAnswer answer, HttpRequest request, Mount mount) {
        return settings().at(mount).clear(answer, request, readableName(mount));
    }

    /** Whether the browser renews the access token by itself, as its session is bound. */
    default boolean isRenewedByBrowser(HttpRequest request, Mount mount) {
        return !CookieHeader.values(request, settings().at(mount).names().boundMarker())
                .isEmpty();
    }

    @Override
    default boolean isAmbient() {
        return true;
    }

    /** Whether any cookie of this transport has arrived. */
    default boolean hasArrived(HttpRequest request, Mount mount) {
        return settings().at(mount).names().all().stream()
                .anyMatch(name -> !CookieHeader.values(request, name).isEmpty());
    }
}
