package io.symbolon.web;

import io.symbolon.SessionException.Action;
import java.util.Objects;

/** A request was refused for its form or its origin, before a token of it was verified. */
public final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a request is refused. */
    public enum Code {
        /** It carries no token where one is needed. */
        TOKEN_MISSING(401, Action.SIGN_IN, "The request carries no token."),
        /** It carries several tokens, or several cookies of one name with different values. */
        AMBIGUOUS_TOKEN(400, Action.NONE, "The request carries more than one token: which one counts is unclear."),
        /** It has a token in its URL, where logs and histories keep it (RFC 9700 section 4.3.2). */
        TOKEN_IN_URL(400, Action.NONE, "A token in the URL is not accepted: send it in the body or in a cookie."),
        /** It relies on cookies, and cannot be told from one that another site has started. */
        CROSS_SITE(403, Action.NONE, "The request comes from another site, or does not say from where."),
        /** Its body is no JSON object, or the refresh token in it is no text. */
        MALFORMED_BODY(400, Action.NONE, "The body is not a JSON object with a refresh_token."),
        /** Its body is larger than any refresh token needs. */
        BODY_TOO_LARGE(413, Action.NONE, "The body is too large."),
        /** It names something that is not there, or not the caller's. */
        NOT_FOUND(404, Action.NONE, "There is nothing here."),
        /** Its method has no meaning at its path. */
        METHOD_NOT_ALLOWED(405, Action.NONE, "This method is not allowed here.");

        private final int status;
        private final Action action;
        private final String message;

        Code(int status, Action action, String message) {
            this.status = status;
            this.action = action;
            this.message = message;
        }
    }

    private final Code code;

    /**
     * A refusal. It carries no stack trace: it is an answer, not a fault.
     *
     * @param code why
     */
    public RefusedRequestException(Code code) {
        super(Objects.requireNonNull(code, "code").message, null, false, false);
        this.code = code;
    }

    /**
     * Why; stable, for programs.
     *
     * @return the code
     */
    public Code code() {
        return code;
    }

    /**
     * What the client should do next.
     *
     * @return the action
     */
    public Action action() {
        return code.action;
    }

    /**
     * The answer's status.
     *
     * @return 400 to 499
     */
    public int status() {
        return code.status;
    }
}
