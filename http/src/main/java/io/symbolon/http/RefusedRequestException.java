package io.symbolon.http;

import io.symbolon.SessionException.Action;
import java.util.Objects;

/** A request was refused for its form or its origin, before a token of it was verified. */
public final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a request is refused. */
    public enum Code {
        /** It carries no token where one is needed. */
        TOKEN_MISSING(401, Action.SIGN_IN, "The request carries no token."),
        /** It carries a refresh token, but no access token. */
        ACCESS_TOKEN_MISSING(401, Action.REFRESH, "The request carries no access token: refresh, then try again."),
        /** Its browser renews the access token by itself, and has not yet: it was not reached, or was asked too often. */
        BOUND_TOKEN_MISSING(
                503, Action.RETRY, "The browser has not renewed the access token of this session yet: try again."),
        /** Its access token is one that a browser keeps in a bound cookie, and came in another way. */
        BOUND_TO_COOKIE(401, Action.SIGN_IN, "The access token is good in its cookie only."),
        /** It carries no proof of a key, more than one, or one of a kind that does not go with the way its tokens travel. */
        PROOF_MISSING(400, Action.NONE, "One proof of a key is expected here, of the kind that goes with the tokens."),
        /** It carries several explicit tokens. */
        AMBIGUOUS_TOKEN(400, Action.NONE, "The request carries more than one token: which one counts is unclear."),
        /** Its cookies are of several sessions, and nothing says which of them is this client's. */
        AMBIGUOUS_SESSION(401, Action.SIGN_IN, "The request carries tokens of more than one session."),
        /** It has a token in its URL, where logs and histories keep it (RFC 9700 section 4.3.2). */
        TOKEN_IN_URL(400, Action.NONE, "A token in the URL is not accepted: send it in the body or in a cookie."),
        /** It relies on cookies, and cannot be told from one that another site has started. */
        CROSS_SITE(403, Action.NONE, "The request comes from another site, or does not say from where."),
        /** It comes from a page of the application that was opened over plain http, where secure cookies do not live. */
        INSECURE_ORIGIN(
                403,
                Action.NONE,
                "The page was opened over plain http, and the cookies travel over https only. Open it over https, or on"
                        + " localhost; for development, set secure to false in the cookies' settings."),
        /** Its body is not the JSON object that its path takes. */
        MALFORMED_BODY(400, Action.NONE, "The body is not the JSON object that is expected here."),
        /** Its body has a name that a session cannot have. */
        NAME_REFUSED(400, Action.NONE, "A session's name has from 1 to 64 characters, and not only blanks."),
        /** Its query is not one of its path. */
        MALFORMED_QUERY(
                400,
                Action.NONE,
                "A parameter is not as this path takes it, stands twice, or lacks another one. Of sessions, limit has to be a"
                        + " number from 1 to 1000, and after the id of a session beside a limit."),
        /** Its body is larger than any refresh token needs. */
        BODY_TOO_LARGE(413, Action.NONE, "The body is too large."),
        /** It comes from a service that the application does not know. */
        CALLER_UNKNOWN(
                401, Action.NONE, "This is for services that the application knows: who calls is not one of them."),
        /** Its caller asks too often, or too many wait already. */
        TOO_MANY_REQUESTS(429, Action.RETRY, "There are too many requests of this kind: try again later."),
        /** It asks for something that the caller may not see or do. */
        FORBIDDEN(403, Action.NONE, "You may not see or do this."),
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

        /**
         * What the client should do next.
         *
         * @return the action
         */
        public Action action() {
            return action;
        }

        /**
         * The answer's status.
         *
         * @return 400 to 499, or 503
         */
        public int status() {
            return status;
        }

        /**
         * Why, for people.
         *
         * @return a sentence
         */
        public String message() {
            return message;
        }
    }

    /** Why. */
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
}
