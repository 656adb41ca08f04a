package io.symbolon;

/**
 * Hears what came of each verification and each refresh on this node: for meters. It gets no token, subject or session;
 * what happens to sessions is told to a {@link SessionListener}.
 *
 * <p>Called on the thread that called {@code verify} or {@code refresh}, before that call returns or throws, and by many
 * threads at once. So it has to be fast, must not block, and must not call the manager or verifier. One that throws
 * breaks nothing; the log says so once.
 *
 * <p>A call that ends with any other exception has no outcome: a wrong argument, use after {@code close()}, or what the
 * application's own {@link ClaimsSource} or {@link ContextGuard} throws.
 */
public interface OutcomeListener {
    /** An access token was accepted. */
    default void verified() {}

    /**
     * An access token was refused.
     *
     * @param code why
     */
    default void verificationRefused(InvalidAccessTokenException.Code code) {}

    /** A refresh token was exchanged. */
    default void refreshed() {}

    /**
     * A refresh token was refused.
     *
     * @param code why
     */
    default void refreshRefused(InvalidRefreshTokenException.Code code) {}

    /**
     * The storage failed during a refresh.
     *
     * @param code what is known about it
     */
    default void refreshFailed(SessionStorageException.Code code) {}
}
