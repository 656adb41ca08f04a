package io.symbolon;

import io.symbolon.SessionException.Action;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token was refused. Clear what the client holds only where {@link #action()} is
 * {@link SessionException.Action#SIGN_IN} and the code is not {@link Code#CONTEXT_REFUSED}.
 */
public final class InvalidRefreshTokenException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** Why a refresh token is refused. */
    public enum Code {
        /** It has not the form of a refresh token of Symbolon. */
        MALFORMED(Action.NONE, "The refresh token is malformed."),
        /** It is forged or damaged. */
        BAD_SIGNATURE(Action.NONE, "The refresh token was made by none of the configured keys."),
        /** This node has not got the key: in the middle of a roll-out another node may have it. */
        UNKNOWN_KEY(Action.RETRY, "The refresh token names a key that this node has not got."),
        /** The session has expired or was ended. */
        SESSION_NOT_FOUND(Action.SIGN_IN, "The session of the refresh token is over."),
        /** It was exchanged before, too long ago for an honest repeat: its session was ended. */
        REUSED(Action.SIGN_IN, "The refresh token was used again after it had been replaced: its session was ended."),
        /** The {@link ContextGuard} refused; the session goes on for its own client. */
        CONTEXT_REFUSED(Action.SIGN_IN, "The refresh token came from a client that its session does not accept.");

        private final Action action;
        private final String message;

        Code(Action action, String message) {
            this.action = action;
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
    public InvalidRefreshTokenException(Code code) {
        this(code, null);
    }

    private InvalidRefreshTokenException(Code code, @Nullable RevocationCause revocationCause) {
        super(Objects.requireNonNull(code, "code").message);
        this.code = code;
        this.revocationCause = revocationCause;
    }

    /**
     * A refusal with {@link Code#SESSION_NOT_FOUND} of a session that is known to have been ended.
     *
     * @param cause why the session was ended
     * @return the exception
     */
    public static InvalidRefreshTokenException ended(RevocationCause cause) {
        return new InvalidRefreshTokenException(Code.SESSION_NOT_FOUND, Objects.requireNonNull(cause, "cause"));
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Action action() {
        return code.action;
    }

    /**
     * Why the session was ended, where this node still knows, so that the person can be told.
     *
     * @return the cause; may be present with {@link Code#SESSION_NOT_FOUND}
     */
    public Optional<RevocationCause> revocationCause() {
        return Optional.ofNullable(revocationCause);
    }
}
