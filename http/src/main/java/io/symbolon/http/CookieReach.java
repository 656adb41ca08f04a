package io.symbolon.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * To which hosts and paths the cookies of one transport go.
 *
 * @param accessTokenPath below it the access token is sent
 * @param refreshTokenPath below it the refresh token is sent
 * @param formerPaths where earlier releases of the application had set cookies
 * @param domain to all hosts of which they are sent, or only to the one that set them
 */
record CookieReach(String accessTokenPath, String refreshTokenPath, List<String> formerPaths, Optional<String> domain) {
    /** Whether a browser sends a cookie with requests to a path (RFC 6265 section 5.1.4). */
    static boolean covers(String cookiePath, String path) {
        return path.equals(cookiePath) || path.startsWith(cookiePath.endsWith("/") ? cookiePath : cookiePath + "/");
    }

    /** Where a cookie of ours may linger beside the one at its present path. */
    List<String> otherPaths(String present, Mount mount, boolean severalArrived) {
        Stream<String> usual = present.equals(refreshTokenPath) ? Stream.of(mount.tokenPath()) : Stream.of("/");
        Stream<String> any = severalArrived
                ? Stream.of("/", "/session", mount.tokenPath(), mount.path().isEmpty() ? "/" : mount.path())
                : Stream.empty();
        return Stream.of(formerPaths.stream(), usual, any)
                .flatMap(paths -> paths)
                .filter(path -> !path.equals(present))
                .distinct()
                .toList();
    }
}
