package io.symbolon.http.contract;

import java.util.List;

/** Ways of writing a path by which one reader of a request may take it for another one than the next. */
public final class HostilePaths {
    private HostilePaths() {}

    /** To be taken for {@code /session/refresh} by somebody. */
    static List<String> ofTheRefresh() {
        return List.of(
                "/session/../session/refresh",
                "/session/./refresh",
                "/session//refresh",
                "//session/refresh",
                "/session/refresh/",
                "/session/refresh//",
                "/session%2Frefresh",
                "/session/%72efresh",
                "/session/refresh;x=y",
                "/session;x/refresh",
                "/session/refresh;",
                "/SESSION/REFRESH",
                "/session/refresh%00",
                "/session\\refresh",
                "/session%5Crefresh",
                "/session/refresh/.",
                "/session/x/..%2frefresh",
                "/session/refresh%20",
                "/session/%252e%252e/session/refresh",
                "/session/..;/session/refresh");
    }

    /** To be taken for {@code /api/me} by the application, and for one without a filter by the filter. */
    static List<String> aroundTheFilter() {
        return List.of(
                "/api/me",
                "/session/refresh/../../api/me",
                "/session/refresh;/../../api/me",
                "/sign-in/../api/me",
                "/sign-in;/../api/me",
                "/sign-in/..;/api/me",
                "/sign-in/..%2fapi/me",
                "/sign-in\\..\\api/me",
                "/public/../api/me",
                "/public/..;/api/me",
                "/public;/../api/me",
                "/public/..%2fapi/me",
                "/public/%2e%2e/api/me",
                "/public/%2e%2e%2fapi/me",
                "/public\\..\\api/me",
                "/public%5c..%5capi/me",
                "/public//../api/me",
                "/%61pi/me",
                "/api;x=y/me",
                "/api/me;x",
                "//api/me",
                "/api//me",
                "/./api/me",
                "/symbolon/symbolon.js/../../api/me",
                "/sign-in/%2e%2e/api/me",
                "/sign-in%2f..%2fapi/me",
                "/sign-in%5c..%5capi/me",
                "/API/me",
                "/api/me/",
                "/api/me%00",
                "/.well-known/jwks.json/../../api/me");
    }
}
