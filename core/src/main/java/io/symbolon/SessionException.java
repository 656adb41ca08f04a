package io.symbolon;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Root of what can go wrong with a session at run time. A mistake of the calling code is an
 * {@link IllegalArgumentException} or {@link NullPointerException} instead.
 *
 * <p>No message holds a token, a key or a claim's value. Refusals carry no stack trace: they are answers, not faults.
 */
public abstract sealed class SessionException extends RuntimeException
        permits AnswerFailedException,
                BindingRefusedException,
                InvalidAccessTokenException,
                InvalidRefreshTokenException,
                SessionLimitException,
                SessionStorageException,
                StepUpRequiredException {
    private static final long serialVersionUID = 1L;

    /** What the client should do next. */
    public enum Action {
        /** Exchange the refresh token, then try again. */
        REFRESH,
        /** Ask the person to sign in: this client cannot go on with the session. */
        SIGN_IN,
        /** Try the same again, a little later: nothing was lost. */
        RETRY,
        /** Ask the person to authenticate again, in the session that goes on (RFC 9470). */
        STEP_UP,
        /** Nothing that helps: the request was wrong, or the answer is final. */
        NONE
    }

    SessionException(String message) {
        super(message, null, false, false);
    }

    SessionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Which error this is; stable, for programs.
     *
     * @return one of the constants of the class's own {@code Code}
     */
    public abstract Enum<?> code();

    /**
     * What the client should do next.
     *
     * @return the action
     */
    public abstract Action action();

    /**
     * Whether the session is over: what the client holds of it, such as cookies, is of no more use and can be cleared.
     *
     * @return true if no token of the session will be accepted again
     */
    public boolean endsSession() {
        return false;
    }

    /**
     * Why the session was ended, so that the person can be told.
     *
     * @return the cause; empty if the session was not ended, or this node does not know the cause
     */
    public Optional<RevocationCause> revocationCause() {
        return Optional.empty();
    }
}
