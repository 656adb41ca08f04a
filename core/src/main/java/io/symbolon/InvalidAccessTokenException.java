package io.symbolon;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An access token was refused. Only {@link Code#REVOKED} means that the session is over; for all others the client
 * should refresh and try again: a refresh that cannot be answered now says so by itself.
 */
public final class InvalidAccessTokenException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** Why an access token is refused. */
    public enum Code {
        /** It has not the form of an access token of Symbolon, or is longer than 8,192 characters. */
        MALFORMED("The access token is malformed."),
        /** No configured key signed it. */
        BAD_SIGNATURE("The access token was signed by none of the configured keys."),
        /** Its time is over. */
        EXPIRED("The access token has expired."),
        /** Its time has not come: claim {@code nbf}. */
        NOT_YET_VALID("The access token is not valid yet."),
        /** Another issuer made it. */
        WRONG_ISSUER("The access token is from another issuer."),
        /** It is meant for others. */
        WRONG_AUDIENCE("The access token is for another audience."),
        /** Its session was ended. */
        REVOKED("The session of the access token was ended."),
        /** The session goes on, but this token was expired early, so that the client gets new claims. */
        OUTDATED("The access token was replaced: its session has newer claims."),
        /** This node has not heard from the revocation log for longer than its policy allows. */
        STALE_NODE("This node cannot tell whether the access token was revoked: the revocation log does not answer,"
                + " or its clock and this node's are too far apart.");

        private final String message;

        Code(String message) {
            this.message = message;
        }
    }

    /** Why. */
    private final Code code;
    /** Why the session was ended, if it is known. */
    private final @Nullable RevocationCause revocationCause;

    /**
     * A refusal.
     *
     * @param code why
     */
    public InvalidAccessTokenException(Code code) {
        this(code, null);
    }

    private InvalidAccessTokenException(Code code, @Nullable RevocationCause revocationCause) {
        super(Objects.requireNonNull(code, "code").message);
        this.code = code;
        this.revocationCause = revocationCause;
    }

    /**
     * A refusal with {@link Code#REVOKED}.
     *
     * @param cause why the session was ended
     * @return the exception
     */
    public static InvalidAccessTokenException revoked(RevocationCause cause) {
        return new InvalidAccessTokenException(Code.REVOKED, Objects.requireNonNull(cause, "cause"));
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Action action() {
        return code == Code.REVOKED ? Action.SIGN_IN : Action.REFRESH;
    }

    /**
     * Why the session was ended, so that the person can be told.
     *
     * @return the cause; present with {@link Code#REVOKED}
     */
    public Optional<RevocationCause> revocationCause() {
        return Optional.ofNullable(revocationCause);
    }
}
