package io.symbolon;

import org.jspecify.annotations.Nullable;

/**
 * Root of what can go wrong with a session at run time. A mistake of the calling code is an
 * {@link IllegalArgumentException} or {@link NullPointerException} instead.
 *
 * <p>No message holds a token, a key or a claim's value. Refusals carry no stack trace: they are answers, not faults.
 */
public abstract sealed class SessionException extends RuntimeException
        permits InvalidAccessTokenException,
                InvalidRefreshTokenException,
                SessionLimitException,
                SessionStorageException {
    private static final long serialVersionUID = 1L;

    /** What the client should do next. */
    public enum Action {
        /** Exchange the refresh token, then try again. */
        REFRESH,
        /** Ask the person to sign in: the session is over for this client. */
        SIGN_IN,
        /** Try the same again, a little later: nothing was lost. */
        RETRY,
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
}
