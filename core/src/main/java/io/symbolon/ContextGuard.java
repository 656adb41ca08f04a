package io.symbolon;

/**
 * Decides at each refresh whether the client's context fits the session. A refusal ends nothing: the caller gets
 * {@link InvalidRefreshTokenException.Code#CONTEXT_REFUSED}, and the session's own client goes on.
 *
 * <p>Called on the refreshing thread; it has to be safe for use by many threads, and it should be fast.
 */
@FunctionalInterface
public interface ContextGuard {
    /**
     * Decides.
     *
     * @param session the session as stored, with the contexts of its sign-in and of its last refresh
     * @param context from where the refresh comes
     * @return whether the refresh may go on
     */
    boolean accepts(UserSession session, SessionContext context);

    /**
     * Accepts a context whose device has the type and the name of the device that signed in, and any context where one
     * of the two is unknown. The default.
     *
     * @return the guard
     */
    static ContextGuard sameDevice() {
        return (session, context) -> {
            Device signedIn = session.createdFrom().device();
            Device now = context.device();
            return signedIn == null || now == null || signedIn.equals(now);
        };
    }

    /**
     * Accepts every context.
     *
     * @return the guard
     */
    static ContextGuard none() {
        return (session, context) -> true;
    }
}
