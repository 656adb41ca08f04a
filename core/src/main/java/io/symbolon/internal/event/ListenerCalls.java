package io.symbolon.internal.event;

import io.symbolon.AccessTokensExpiredEvent;
import io.symbolon.RevocationCause;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionContext;
import io.symbolon.SessionCreatedEvent;
import io.symbolon.SessionListener;
import io.symbolon.UserSession;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Calls the listeners on a thread of their own, in order. One that throws or is slow breaks nothing. */
public final class ListenerCalls implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(ListenerCalls.class.getName());

    private final List<SessionListener> listeners;
    private final AtomicLong dropped = new AtomicLong();
    private final EventQueue queue;

    public ListenerCalls(List<SessionListener> listeners) {
        this(listeners, new ThreadedEventQueue());
    }

    /** @param log the one that the node follows: a simulation's decides when events are told */
    public ListenerCalls(List<SessionListener> listeners, RevocationLog log) {
        this(listeners, EventQueue.of(log));
    }

    private ListenerCalls(List<SessionListener> listeners, EventQueue queue) {
        this.listeners = List.copyOf(listeners);
        this.queue = queue;
    }

    public void created(SessionCreatedEvent event) {
        tell(listener -> listener.created(event));
    }

    public void refreshed(UserSession session) {
        tell(listener -> listener.refreshed(session));
    }

    public void reauthenticated(UserSession session) {
        tell(listener -> listener.reauthenticated(session));
    }

    public void bound(UserSession session) {
        tell(listener -> listener.bound(session));
    }

    public void keyLost(UserSession session, SessionContext context) {
        tell(listener -> listener.keyLost(session, context));
    }

    public void reuseDetected(UserSession session, SessionContext context) {
        tell(listener -> listener.reuseDetected(session, context));
    }

    public void contextRefused(UserSession session, SessionContext context) {
        tell(listener -> listener.contextRefused(session, context));
    }

    /** A revocation that is news to this node. */
    public void revocation(Revocation revocation) {
        if (revocation.ends()) {
            RevokedEvent event = new RevokedEvent(
                    revocation.subject(),
                    revocation.sessionId(),
                    revocation.target() instanceof Revocation.OfEverything everything
                            ? Optional.of(everything.partitions())
                            : Optional.empty(),
                    revocation.minimumVersion(),
                    revocation.cause().orElse(RevocationCause.UNKNOWN),
                    revocation.at());
            tell(listener -> listener.revoked(event));
        } else {
            AccessTokensExpiredEvent event = new AccessTokensExpiredEvent(
                    revocation.subject(), revocation.sessionId(), revocation.minimumVersion(), revocation.at());
            tell(listener -> listener.accessTokensExpired(event));
        }
    }

    /** How many events found the queue full. */
    public long dropped() {
        return dropped.get();
    }

    /** How many events are in the queue. */
    public int waiting() {
        return queue.waiting();
    }

    public int listeners() {
        return listeners.size();
    }

    /** Whether anybody listens: where nobody does, an event need not be made. */
    public boolean isNeeded() {
        return !listeners.isEmpty();
    }

    /** Tells what is waiting, for two seconds at most. */
    @Override
    public void close() {
        queue.close();
    }

    private void tell(Consumer<SessionListener> event) {
        if (isNeeded() && !queue.offer(() -> listeners.forEach(listener -> call(listener, event)))) {
            dropped.incrementAndGet();
        }
    }

    private static void call(SessionListener listener, Consumer<SessionListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException | Error thrown) {
            // Its class only: the message may hold what must not be logged.
            LOGGER.log(
                    Level.WARNING,
                    "The session listener {0} threw {1}.",
                    listener.getClass().getName(),
                    thrown.getClass().getName());
        }
    }
}
