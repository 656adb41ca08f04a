package io.symbolon.redis;

import io.lettuce.core.api.StatefulConnection;
import io.symbolon.SessionStorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A connection that is replaced by a new one where waiting for its end would be in vain:
 *
 * <ul>
 *   <li>Nothing has come over it for a time in which something should have. A host that vanishes ends no connection: the
 *       operating system may go on for a quarter of an hour before it gives up, and Lettuce reconnects only then.
 *   <li>Its server takes no writes any more. A primary that was demoted stays up as a replica, and ends no connection.
 * </ul>
 */
final class ReplaceableConnection implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(ReplaceableConnection.class.getName());
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    /** Between two attempts, as the name of the new primary may take a while to be known. */
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private static final long NOT_SILENT = 0;

    private final Supplier<StatefulConnection<byte[], byte[]>> opener;
    private final AtomicBoolean isReplacing = new AtomicBoolean();
    private final AtomicInteger replacements = new AtomicInteger();
    private volatile StatefulConnection<byte[], byte[]> current;
    private volatile long openedAt;
    private volatile long silentSince = NOT_SILENT;
    private volatile boolean closed;

    ReplaceableConnection(Supplier<StatefulConnection<byte[], byte[]>> opener) {
        this.opener = opener;
        this.current = opener.get();
        this.openedAt = System.nanoTime() - PAUSE_NANOS;
    }

    StatefulConnection<byte[], byte[]> current() {
        return current;
    }

    int replacements() {
        return replacements.get();
    }

    /** Told when an answer has come. */
    void answered() {
        if (silentSince != NOT_SILENT) {
            silentSince = NOT_SILENT;
        }
    }

    /** Told when an answer has not come in time. */
    void unanswered() {
        long now = System.nanoTime();
        long since = silentSince;
        if (since == NOT_SILENT) {
            silentSince = now;
        } else if (now - since > LONGEST_SILENCE.toNanos()) {
            replaceSoon("was silent for too long");
        }
    }

    /** Told when a server said over a connection that it takes no writes. */
    void refused(StatefulConnection<byte[], byte[]> connection) {
        if (connection == current && System.nanoTime() - openedAt >= PAUSE_NANOS) {
            replaceSoon("led to a server that takes no writes any more");
        }
    }

    private void replaceSoon(String why) {
        if (!closed && isReplacing.compareAndSet(false, true)) {
            Thread thread = new Thread(() -> replace(why), "symbolon-redis-reconnect");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void replace(String why) {
        try {
            StatefulConnection<byte[], byte[]> replacement = opener.get();
            StatefulConnection<byte[], byte[]> left = current;
            current = replacement;
            openedAt = System.nanoTime();
            replacements.incrementAndGet();
            answered();
            left.close();
            if (closed) {
                replacement.close();
            }
            LOGGER.log(Level.INFO, "A connection to Redis {0} and was replaced.", why);
        } catch (SessionStorageException stillAway) {
            LOGGER.log(Level.DEBUG, "A connection to Redis has to be replaced, and none can be opened yet.", stillAway);
        } finally {
            isReplacing.set(false);
        }
    }

    @Override
    public void close() {
        closed = true;
        current.close();
    }
}
