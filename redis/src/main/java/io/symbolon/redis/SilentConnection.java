package io.symbolon.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A connection that is replaced by a new one when nothing has come over it for a time in which something should have. A
 * host that vanishes ends no connection: the operating system may go on for a quarter of an hour before it gives up, and
 * Lettuce reconnects only then.
 */
final class SilentConnection implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(SilentConnection.class.getName());
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);
    private static final long NOT_SILENT = 0;

    private final Supplier<StatefulConnection<byte[], byte[]>> opener;
    private final AtomicBoolean isReplacing = new AtomicBoolean();
    private volatile StatefulConnection<byte[], byte[]> current;
    private volatile long silentSince = NOT_SILENT;
    private volatile boolean closed;

    SilentConnection(Supplier<StatefulConnection<byte[], byte[]>> opener) {
        this.opener = opener;
        this.current = opener.get();
    }

    StatefulConnection<byte[], byte[]> current() {
        return current;
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
        } else if (now - since > LONGEST_SILENCE.toNanos() && !closed && isReplacing.compareAndSet(false, true)) {
            Thread thread = new Thread(this::replace, "symbolon-redis-reconnect");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void replace() {
        try {
            StatefulConnection<byte[], byte[]> replacement = opener.get();
            StatefulConnection<byte[], byte[]> silent = current;
            current = replacement;
            answered();
            silent.close();
            if (closed) {
                replacement.close();
            }
            LOGGER.log(Level.INFO, "A connection to Redis was silent for too long and was replaced.");
        } catch (RedisException stillAway) {
            LOGGER.log(Level.DEBUG, "A connection to Redis is silent, and no other can be opened yet.", stillAway);
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
