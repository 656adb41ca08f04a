package io.symbolon;

/**
 * Decides at each refresh whether the client's context fits the session. A refusal ends nothing: the caller gets
 * {@link InvalidRefreshTokenException.Code#CONTEXT_REFUSED}, and the session's own client goes on.
 *
 * <p>Called on the refreshing thread; it has to be thread-safe, and it should be fast.
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
     * Accepts a context from the device that signed in, and any context where one of the two devices is unknown. The
     * default. It compares what stays the same on one device: the browser and the family of the system, so that neither
     * an update, nor a distribution's name, nor the desktop site on a phone or tablet is another device.
     *
     * @return the guard
     */
    static ContextGuard sameDevice() {
        return new SameDevice();
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
