package io.symbolon.web;

import io.symbolon.SessionException.Action;
import java.util.Objects;

/** A request was refused for its form or its origin, before a token of it was verified. */
public final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a request is refused; {@link io.symbolon.http.RefusedRequestException.Code} has the same names. */
    public enum Code {
        /** It carries no token where one is needed. */
        TOKEN_MISSING,
        /** It carries a refresh token, but no access token. */
        ACCESS_TOKEN_MISSING,
        /** Its browser renews the access token by itself, and has not yet: it was not reached, or was asked too often. */
        BOUND_TOKEN_MISSING,
        /** Its access token is one that a browser keeps in a bound cookie, and came in another way. */
        BOUND_TO_COOKIE,
        /** It carries no proof of a key, more than one, or one of a kind that does not go with the way its tokens travel. */
        PROOF_MISSING,
        /** It carries several explicit tokens. */
        AMBIGUOUS_TOKEN,
        /** Its cookies are of several sessions, and nothing says which of them is this client's. */
        AMBIGUOUS_SESSION,
        /** It has a token in its URL, where logs and histories keep it (RFC 9700 section 4.3.2). */
        TOKEN_IN_URL,
        /** It relies on cookies, and cannot be told from one that another site has started. */
        CROSS_SITE,
        /** It comes from a page of the application that was opened over plain http, where secure cookies do not live. */
        INSECURE_ORIGIN,
        /** Its body is not the JSON object that its path takes. */
        MALFORMED_BODY,
        /** Its body has a name that a session cannot have. */
        NAME_REFUSED,
        /** Its query is not one of its path. */
        MALFORMED_QUERY,
        /** Its body is larger than any refresh token needs. */
        BODY_TOO_LARGE,
        /** It comes from a service that the application does not know. */
        CALLER_UNKNOWN,
        /** Its caller asks too often, or too many wait already. */
        TOO_MANY_REQUESTS,
        /** It asks for something that the caller may not see or do. */
        FORBIDDEN,
        /** It names something that is not there, or not the caller's. */
        NOT_FOUND,
        /** Its method has no meaning at its path. */
        METHOD_NOT_ALLOWED;

        private io.symbolon.http.RefusedRequestException.Code code() {
            return io.symbolon.http.RefusedRequestException.Code.valueOf(name());
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
        super(Objects.requireNonNull(code, "code").code().message(), null, false, false);
        this.code = code;
    }

    static RefusedRequestException of(io.symbolon.http.RefusedRequestException refusal) {
        return new RefusedRequestException(Code.valueOf(refusal.code().name()));
    }

    io.symbolon.http.RefusedRequestException refusal() {
        return new io.symbolon.http.RefusedRequestException(code.code());
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
        return code.code().action();
    }

    /**
     * The answer's status.
     *
     * @return 400 to 499
     */
    public int status() {
        return code.code().status();
    }
}
