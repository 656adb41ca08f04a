package io.symbolon.testkit;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.Objects;

/**
 * A storage object of one node whose server can go away, come back, or be replaced by another one: to test how an
 * application behaves then.
 *
 * <pre>{@code
 * SwitchedStorage storage = new SwitchedStorage(new InMemoryUserSessionStorage());
 * // … build a manager with it
 * storage.goAway();
 * assertThrows(SessionStorageException.class, () -> manager.revoke(sessionId));
 * storage.comeBack();
 * }</pre>
 *
 * <p>While the server is away, every call throws a {@link SessionStorageException} that can be repeated, and so does a read
 * of the log that was waiting. Closing it does not close the storage behind it.
 *
 * <p>Thread-safe.
 */
public final class SwitchedStorage extends ForwardingUserSessionStorage {
    private static final Duration SLICE = Duration.ofMillis(20);

    private final RevocationLog log = new Log();
    private volatile UserSessionStorage server;
    private volatile boolean away;
    private volatile boolean closed;

    /**
     * A storage object whose server is there.
     *
     * @param server does the work
     */
    public SwitchedStorage(UserSessionStorage server) {
        super(server);
        this.server = server;
    }

    /** Takes the server away. An answer that is on its way does not arrive. */
    public void goAway() {
        away = true;
    }

    /** Brings the server back. */
    public void comeBack() {
        away = false;
    }

    /**
     * Puts another server in the place of this one, as a fail-over does. Whether it is away does not change.
     *
     * @param other does the work from now on
     */
    public void replaceBy(UserSessionStorage other) {
        server = Objects.requireNonNull(other, "other");
    }

    @Override
    protected UserSessionStorage delegate() {
        if (closed) {
            throw new IllegalStateException("The storage is closed.");
        }
        if (away) {
            throw new SessionStorageException("The server is away.", true, null);
        }
        return server;
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Waits in slices, so that a reader notices when the server goes away. */
    private final class Log implements RevocationLog {
        @Override
        public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
            long deadline = System.nanoTime() + maxWait.toNanos();
            while (true) {
                long left = deadline - System.nanoTime();
                long wait = Math.max(0, Math.min(left, SLICE.toNanos()));
                UserSessionStorage asked = delegate();
                LogPage page = asked.revocationLog().read(after, Duration.ofNanos(wait));
                if (delegate() != asked) {
                    // An answer that was on its way when the server was replaced does not arrive.
                    continue;
                }
                if (left <= 0 || page.restarted() || !page.revocations().isEmpty() || !page.atEnd()) {
                    return page;
                }
            }
        }

        @Override
        public Duration retention() {
            return server.revocationLog().retention();
        }

        @Override
        public Duration clockMargin() {
            return server.revocationLog().clockMargin();
        }
    }
}
