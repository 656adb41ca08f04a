package io.symbolon.http;

import java.util.Locale;

/** Errors as RFC 6749 section 5.2 has them, for endpoints of OAuth. */
final class OAuthErrors {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    private OAuthErrors() {}

    static HttpAnswer invalidRequest() {
        return of(
                BAD_REQUEST,
                "invalid_request",
                "The body has to be a form with one parameter token, and each other parameter once at most.");
    }

    /** The challenge has the scheme that the client has tried. */
    static HttpAnswer invalidClient(HttpRequest request) {
        boolean isBearer = request.header("Authorization")
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .isPresent();
        return of(UNAUTHORIZED, "invalid_client", "Who calls is not a service that the application knows.")
                .withHeader("WWW-Authenticate", (isBearer ? "Bearer" : "Basic") + " realm=\"symbolon\"");
    }

    private static HttpAnswer of(int status, String error, String description) {
        return HttpAnswer.of(status)
                .withHeader("Cache-Control", "no-store")
                .withBody("application/json", JsonBody.of(json -> {
                    json.writeStringProperty("error", error);
                    json.writeStringProperty("error_description", description);
                }));
    }
}
