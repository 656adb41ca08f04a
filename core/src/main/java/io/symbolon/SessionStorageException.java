package io.symbolon;

import org.jspecify.annotations.Nullable;

/** The storage failed: it is away, too slow, or answered with an error. */
public final class SessionStorageException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** What is known about the operation's outcome. */
    public enum Code {
        /** The storage could not carry out the operation now; trying again later is safe. */
        UNAVAILABLE,
        /** Trying again does not help, or is not safe: the message says why. */
        FAILED
    }

    /** Whether the same call can be made again. */
    private final boolean retrySafe;

    /**
     * A fault of the storage.
     *
     * @param message what failed and what to do; without a token, a key or a claim's value
     * @param retrySafe whether the same call can be made again: nothing was done, or doing it twice does no harm
     * @param cause the storage's own error, or null if there is none
     */
    public SessionStorageException(String message, boolean retrySafe, @Nullable Throwable cause) {
        super(message, cause);
        this.retrySafe = retrySafe;
    }

    /**
     * Whether the same call can be made again.
     *
     * @return true if nothing was done, or if doing it twice does no harm
     */
    public boolean isRetrySafe() {
        return retrySafe;
    }

    @Override
    public Code code() {
        return retrySafe ? Code.UNAVAILABLE : Code.FAILED;
    }

    @Override
    public Action action() {
        return retrySafe ? Action.RETRY : Action.NONE;
    }
}
