package io.symbolon.web;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.RevocationCause;
import io.symbolon.SessionException;
import io.symbolon.SessionException.Action;
import io.symbolon.SessionLimitException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * An error as an answer: problem details (RFC 9457) with the members {@code code}, {@code action} and, where a session was
 * ended, {@code cause}; with 401 and 400 also a challenge (RFC 6750 section 3).
 */
record Problem(
        int status,
        String title,
        String code,
        Action action,
        String detail,
        Optional<String> challenge,
        Optional<RevocationCause> cause) {
    private static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";
    private static final String RETRY_AFTER_SECONDS = "1";

    static Problem of(RefusedRequestException refusal) {
        String challenge = switch (refusal.code()) {
            // RFC 6750 section 3.1: no error code where the request has no credentials.
            case TOKEN_MISSING -> "Bearer";
            case AMBIGUOUS_TOKEN, TOKEN_IN_URL -> "Bearer error=\"invalid_request\"";
            default -> "";
        };
        return new Problem(
                refusal.status(),
                title(refusal.status()),
                refusal.code().name(),
                refusal.action(),
                String.valueOf(refusal.getMessage()),
                Optional.of(challenge).filter(text -> !text.isEmpty()),
                Optional.empty());
    }

    static Problem of(SessionException error) {
        if (error instanceof InvalidAccessTokenException refusal) {
            return refusal.code() == InvalidAccessTokenException.Code.STALE_NODE
                    ? unavailable(error, Action.RETRY)
                    : unauthorized(error, refusal.revocationCause());
        }
        if (error instanceof InvalidRefreshTokenException refusal) {
            return refusal.code() == InvalidRefreshTokenException.Code.UNKNOWN_KEY
                    ? unavailable(error, Action.RETRY)
                    : unauthorized(error, refusal.revocationCause());
        }
        if (error instanceof SessionLimitException) {
            return of(error, HttpServletResponse.SC_CONFLICT, String.valueOf(error.getMessage()));
        }
        // The storage's own message is for operators.
        return of(error, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The storage of sessions does not answer.");
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        challenge.ifPresent(text -> response.setHeader("WWW-Authenticate", text));
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE && action == Action.RETRY) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        JsonBody.write(response, "application/problem+json", json -> {
            json.writeStringProperty("title", title);
            json.writeNumberProperty("status", status);
            json.writeStringProperty("detail", detail);
            json.writeStringProperty("code", code);
            json.writeStringProperty("action", action.name());
            cause.ifPresent(why -> json.writeStringProperty("cause", why.name()));
        });
    }

    private static Problem unauthorized(SessionException error, Optional<RevocationCause> cause) {
        int status = HttpServletResponse.SC_UNAUTHORIZED;
        String detail = String.valueOf(error.getMessage());
        return new Problem(
                status, title(status), error.code().name(), error.action(), detail, Optional.of(INVALID_TOKEN), cause);
    }

    private static Problem unavailable(SessionException error, Action action) {
        int status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        String detail = String.valueOf(error.getMessage());
        return new Problem(
                status, title(status), error.code().name(), action, detail, Optional.empty(), Optional.empty());
    }

    private static Problem of(SessionException error, int status, String detail) {
        return new Problem(
                status, title(status), error.code().name(), error.action(), detail, Optional.empty(), Optional.empty());
    }

    /** Without a type of its own, a problem's title is the status's phrase (RFC 9457 section 4.2.1). */
    private static String title(int status) {
        return switch (status) {
            case HttpServletResponse.SC_BAD_REQUEST -> "Bad Request";
            case HttpServletResponse.SC_UNAUTHORIZED -> "Unauthorized";
            case HttpServletResponse.SC_FORBIDDEN -> "Forbidden";
            case HttpServletResponse.SC_NOT_FOUND -> "Not Found";
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "Method Not Allowed";
            case HttpServletResponse.SC_CONFLICT -> "Conflict";
            case HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE -> "Content Too Large";
            default -> "Service Unavailable";
        };
    }
}
