package io.symbolon.internal.revocation;

import io.symbolon.RevocationStatus;
import io.symbolon.SessionStorageException;
import io.symbolon.StalenessPolicy;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node's side of revocation: its view, kept up to date by one thread, and the events that come of it. */
public final class RevocationFollower implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final RevocationView view = new RevocationView();
    private final ViewHealth health;
    private final ListenerCalls listeners;
    private final Clock clock;
    private final RevocationLog log;
    private final RevocationTail tail;
    private final Thread thread;

    /**
     * A follower that was not started yet.
     *
     * @param restore gives the storage revocations that it lost
     */
    public RevocationFollower(
            RevocationLog log,
            StalenessPolicy policy,
            Consumer<List<Revocation>> restore,
            ListenerCalls listeners,
            Clock clock,
            Duration clockSkew) {
        this(
                log,
                new ViewHealth(policy, clock, FollowedLog.monotonicNanos(log)),
                policy,
                restore,
                listeners,
                clock,
                clockSkew);
    }

    /** @param health with a monotonic clock of a test's */
    RevocationFollower(
            RevocationLog log,
            ViewHealth health,
            StalenessPolicy policy,
            Consumer<List<Revocation>> restore,
            ListenerCalls listeners,
            Clock clock,
            Duration clockSkew) {
        this.listeners = listeners;
        this.clock = clock;
        this.log = log;
        this.health = health;
        this.tail = new RevocationTail(
                new FollowedLog(log, clock, clockSkew, ViewHealth.longestWait(policy, LONGEST_WAIT)),
                view,
                health,
                listeners::revocation,
                restore);
        this.thread = new Thread(tail, "symbolon-revocations");
        this.thread.setDaemon(true);
    }

    /**
     * Starts, and returns when the view has all that the log holds.
     *
     * @throws SessionStorageException if the log cannot be read, or does not answer for 30 seconds
     * @throws IllegalStateException if this node's clock and the storage's are too far apart
     */
    public void start() {
        thread.start();
        try {
            tail.awaitCaughtUp(LONGEST_SILENCE);
            health.clocksApart().ifPresent(apart -> {
                throw new IllegalStateException("This node does not start: " + apart.text() + ", then start again.");
            });
        } catch (ExecutionException failed) {
            close();
            throw new SessionStorageException(
                    "The revocation log cannot be read: a node does not start without it." + reason(failed.getCause()),
                    true,
                    failed.getCause());
        } catch (TimeoutException late) {
            close();
            throw new SessionStorageException(
                    "The revocation log has not answered for " + LONGEST_SILENCE.toSeconds() + " seconds, after "
                            + view.size() + " revocations: a node does not start without all of it.",
                    true,
                    late);
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new SessionStorageException("The start was interrupted.", true, interrupted);
        } catch (IllegalStateException apart) {
            close();
            throw apart;
        }
    }

    /** Takes in what this node has done itself, at once, and tells the listeners what is news. */
    public void apply(List<Revocation> revocations) {
        for (Revocation revocation : revocations) {
            if (view.apply(revocation)) {
                listeners.revocation(revocation);
            }
        }
    }

    public RevocationView view() {
        return view;
    }

    public ViewHealth health() {
        return health;
    }

    /** The log for readers who cannot reach the storage: this node's own reading wakes them. */
    public SharedReads sharedReads() {
        return new SharedReads(log, tail.activity(), FollowedLog.monotonicNanos(log));
    }

    public RevocationStatus status() {
        Instant lastContact = health.lastContact();
        Duration lag = Duration.between(lastContact, clock.instant());
        return new RevocationStatus(
                view.size(),
                lag.isNegative() ? Duration.ZERO : lag,
                lastContact,
                listeners.dropped(),
                listeners.waiting(),
                listeners.listeners());
    }

    /** A storage's own words, which have no secret in them. */
    private static String reason(@Nullable Throwable cause) {
        return cause instanceof SessionStorageException fault ? " " + fault.getMessage() : "";
    }

    @Override
    public void close() {
        tail.close();
        thread.interrupt();
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
