package io.symbolon.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the cookies of one transport are called.
 *
 * @param accessToken the cookie with the access token, or with its header and payload
 * @param signature the cookie with its signature, where split cookies have one
 * @param refreshToken the cookie with the refresh token
 * @param boundMarker the cookie that tells scripts and the check that the browser itself renews the access token
 */
record CookieNames(String accessToken, Optional<String> signature, String refreshToken, String boundMarker) {
    /** Those with tokens. */
    List<String> all() {
        return Stream.of(Optional.of(accessToken), signature, Optional.of(refreshToken))
                .flatMap(Optional::stream)
                .toList();
    }
}
