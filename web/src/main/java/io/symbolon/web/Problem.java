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
 * ended, {@code cause}; where a token is missing or refused also a challenge (RFC 6750 section 3).
 */
record Problem(
        int status,
        String code,
        Action action,
        String detail,
        Optional<String> challenge,
        Optional<RevocationCause> cause) {
    private static final System.Logger LOG = System.getLogger(Problem.class.getName());
    private static final String CHALLENGE = "Bearer realm=\"symbolon\"";
    private static final String RETRY_AFTER_SECONDS = "1";

    static Problem of(RefusedRequestException refusal) {
        Optional<String> challenge = switch (refusal.code()) {
            // RFC 6750 section 3.1: no error where the request has no credentials.
            case TOKEN_MISSING -> Optional.of(CHALLENGE);
            case AMBIGUOUS_TOKEN, TOKEN_IN_URL -> Optional.of(CHALLENGE + ", error=\"invalid_request\"");
            default -> Optional.empty();
        };
        return new Problem(
                refusal.status(),
                refusal.code().name(),
                refusal.action(),
                message(refusal),
                challenge,
                Optional.empty());
    }

    static Problem of(SessionException error) {
        if (error instanceof InvalidAccessTokenException refusal) {
            return refusal.code() == InvalidAccessTokenException.Code.STALE_NODE
                    ? unavailable(error)
                    : unauthorized(error, refusal.revocationCause());
        }
        if (error instanceof InvalidRefreshTokenException refusal) {
            return refusal.code() == InvalidRefreshTokenException.Code.UNKNOWN_KEY
                    ? unavailable(error)
                    : unauthorized(error, refusal.revocationCause());
        }
        if (error instanceof SessionLimitException) {
            return plain(error, HttpServletResponse.SC_CONFLICT, error.action(), message(error));
        }
        // The storage's own message is for operators.
        LOG.log(System.Logger.Level.WARNING, "A request failed by the storage of sessions.", error);
        return plain(
                error,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                error.action(),
                "The storage of sessions does not answer.");
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        challenge.ifPresent(text -> response.setHeader("WWW-Authenticate", text));
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE && action == Action.RETRY) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        JsonBody.write(response, "application/problem+json", json -> {
            json.writeStringProperty("title", title(status));
            json.writeNumberProperty("status", status);
            json.writeStringProperty("detail", detail);
            json.writeStringProperty("code", code);
            json.writeStringProperty("action", action.name());
            cause.ifPresent(why -> json.writeStringProperty("cause", why.name()));
        });
    }

    /** The challenge says the same as the body, for clients that look at headers only. */
    private static Problem unauthorized(SessionException error, Optional<RevocationCause> cause) {
        String challenge = CHALLENGE + ", error=\"invalid_token\", error_description=\"" + message(error)
                + "\", code=\"" + error.code().name() + "\", action=\"" + error.action() + "\"";
        return new Problem(
                HttpServletResponse.SC_UNAUTHORIZED,
                error.code().name(),
                error.action(),
                message(error),
                Optional.of(challenge),
                cause);
    }

    /** Nothing was lost: another node, or this one a little later, can answer. */
    private static Problem unavailable(SessionException error) {
        return plain(error, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Action.RETRY, message(error));
    }

    private static Problem plain(SessionException error, int status, Action action, String detail) {
        return new Problem(status, error.code().name(), action, detail, Optional.empty(), Optional.empty());
    }

    private static String message(RuntimeException error) {
        return String.valueOf(error.getMessage());
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
