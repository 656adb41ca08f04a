package io.symbolon;

/**
 * Hears what happens to sessions: for audit logs, alerts, and to close the connections of an ended session.
 *
 * <p>Called on a thread of its own, one event at a time, in the order in which this node learns of them, after the
 * fact. A listener that throws breaks nothing; one that is too slow loses events, which
 * {@link RevocationStatus#droppedEvents()} counts. It may call the manager.
 */
public interface SessionListener {
    /**
     * A session was created on this node. By default calls {@link #created(UserSession)}.
     *
     * @param event the session, and whether the device is known
     */
    default void created(SessionCreatedEvent event) {
        created(event.session());
    }

    /**
     * A session was created on this node.
     *
     * @param session the session
     */
    default void created(UserSession session) {}

    /**
     * The user of a session authenticated again, on this node.
     *
     * @param session the session as it is now
     */
    default void reauthenticated(UserSession session) {}

    /**
     * A session was bound to a key, on this node. It stays bound until it ends, which {@link #revoked} tells.
     *
     * @param session the session as it is now, with its binding
     */
    default void bound(UserSession session) {}

    /**
     * A client of a bound session does not have the session's key, on this node: it said so, or signed with another one
     * three times. The session goes on for whoever has the key; its user has to sign in there.
     *
     * @param session the session
     * @param context from where its refresh token came
     */
    default void keyLost(UserSession session, SessionContext context) {}

    /**
     * A session was refreshed on this node.
     *
     * @param session the session as it is now
     */
    default void refreshed(UserSession session) {}

    /**
     * Sessions were ended. Told on <em>every</em> node, once, when it learns of it; not for what a node reads while it
     * starts, nor for what is older than the log's retention: it concerns no living token.
     *
     * @param event which, and why
     */
    default void revoked(RevokedEvent event) {}

    /**
     * Access tokens were expired early. Told on <em>every</em> node, once, when it learns of it; not for what a node
     * reads while it starts, nor for what is older than the log's retention.
     *
     * @param event which
     */
    default void accessTokensExpired(AccessTokensExpiredEvent event) {}

    /**
     * A refresh token was used on this node that had been replaced: it, or its successor, is in wrong hands. The session
     * was ended; {@link #revoked} follows on every node.
     *
     * @param session the session as it was
     * @param context from where the token came
     */
    default void reuseDetected(UserSession session, SessionContext context) {}

    /**
     * The {@link ContextGuard} refused a refresh on this node; the session goes on.
     *
     * @param session the session
     * @param context from where the token came
     */
    default void contextRefused(UserSession session, SessionContext context) {}
}
