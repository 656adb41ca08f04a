package io.symbolon.testkit;

import io.symbolon.AccessTokensExpiredEvent;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionContext;
import io.symbolon.SessionListener;
import io.symbolon.UserSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A listener that keeps what it hears, and lets a test wait for it, since listeners are told after the fact:
 *
 * <pre>{@code
 * RecordingListener listener = new RecordingListener();
 * // … build a manager with it, sign in
 * manager.revoke(tokens.sessionId());
 * assertEquals(RevocationCause.SIGNED_OUT, listener.await(RecordingListener.Revoked.class).event().cause());
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class RecordingListener implements SessionListener {

    /** Something that the listener was told. */
    public sealed interface Event {}

    /**
     * A session was created.
     *
     * @param session the session
     */
    public record Created(UserSession session) implements Event {}

    /**
     * A session was refreshed.
     *
     * @param session the session as it is now
     */
    public record Refreshed(UserSession session) implements Event {}

    /**
     * Sessions were ended.
     *
     * @param event which, and why
     */
    public record Revoked(RevokedEvent event) implements Event {}

    /**
     * Access tokens were expired early.
     *
     * @param event which
     */
    public record AccessTokensExpired(AccessTokensExpiredEvent event) implements Event {}

    /**
     * A refresh token that had been replaced was used.
     *
     * @param session the session as it was
     * @param context from where the token came
     */
    public record ReuseDetected(UserSession session, SessionContext context) implements Event {}

    /**
     * A refresh was refused for its context.
     *
     * @param session the session
     * @param context from where the token came
     */
    public record ContextRefused(UserSession session, SessionContext context) implements Event {}

    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final List<Event> events = new ArrayList<>();

    /** A listener that waits for {@link Patience#PATIENCE} at most. */
    public RecordingListener() {
        this(Patience.PATIENCE);
    }

    /**
     * A listener.
     *
     * @param patience how long {@code await} waits at most
     */
    public RecordingListener(Duration patience) {
        this.patience = Objects.requireNonNull(patience, "patience");
    }

    /**
     * What was told so far.
     *
     * @return in their order
     */
    public List<Event> events() {
        return events(Event.class);
    }

    /**
     * What was told so far of one kind.
     *
     * @param <E> the kind
     * @param type the kind's class
     * @return in their order
     */
    public <E extends Event> List<E> events(Class<E> type) {
        lock.lock();
        try {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for an event.
     *
     * @param <E> the kind
     * @param type the kind's class
     * @return the first of its kind, which may have been told before
     * @throws AssertionError if none was told in time
     */
    public <E extends Event> E await(Class<E> type) {
        return await(type, 1).get(0);
    }

    /**
     * Waits for some events.
     *
     * @param <E> the kind
     * @param type the kind's class
     * @param count how many
     * @return all of the kind that were told, at least so many
     * @throws AssertionError if fewer were told in time, or the thread was interrupted
     */
    public <E extends Event> List<E> await(Class<E> type, int count) {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (events(type).size() < count && nanos > 0) {
                nanos = added.awaitNanos(nanos);
            }
            List<E> told = events(type);
            if (told.size() < count) {
                throw new AssertionError("within " + patience + ", " + told.size() + " of " + count + " event(s) "
                        + type.getSimpleName() + " were told; in all: " + events);
            }
            return told;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + type.getSimpleName(), interrupted);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what was told so far. */
    public void clear() {
        lock.lock();
        try {
            events.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void created(UserSession session) {
        add(new Created(session));
    }

    @Override
    public void refreshed(UserSession session) {
        add(new Refreshed(session));
    }

    @Override
    public void revoked(RevokedEvent event) {
        add(new Revoked(event));
    }

    @Override
    public void accessTokensExpired(AccessTokensExpiredEvent event) {
        add(new AccessTokensExpired(event));
    }

    @Override
    public void reuseDetected(UserSession session, SessionContext context) {
        add(new ReuseDetected(session, context));
    }

    @Override
    public void contextRefused(UserSession session, SessionContext context) {
        add(new ContextRefused(session, context));
    }

    private void add(Event event) {
        lock.lock();
        try {
            events.add(event);
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
