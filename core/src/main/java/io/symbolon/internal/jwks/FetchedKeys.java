package io.symbolon.internal.jwks;

import io.symbolon.internal.keys.JwkSet;
import io.symbolon.internal.keys.VerificationKey;
import io.symbolon.internal.keys.VerificationKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a JWK set that is fetched again from time to time, by a thread of its own. The last good set stays while the
 * source fails. However many unknown tokens come, there is at most one fetch a pause.
 */
public final class FetchedKeys implements VerificationKeys, AutoCloseable {
    private static final Logger LOGGER = System.getLogger(FetchedKeys.class.getName());
    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final JwksEndpoint endpoint;
    private final List<VerificationKey> fixed;
    private final Duration period;
    private final Duration pause;
    private final Thread thread = new Thread(this::follow, "symbolon-jwks");

    private volatile List<VerificationKey> current;
    private volatile boolean asked;
    private volatile boolean closed;

    private @Nullable String lastText;
    private boolean failing;

    FetchedKeys(JwksEndpoint endpoint, List<VerificationKey> fixed, Duration period, Duration pause) {
        this.endpoint = endpoint;
        this.fixed = List.copyOf(fixed);
        this.current = this.fixed;
        this.period = period;
        this.pause = pause;
        this.thread.setDaemon(true);
    }

    /**
     * Keys that were fetched once and are followed from now on: every five minutes, one minute after a failure, and when
     * an unknown token comes, at most once a minute.
     *
     * @param fixed keys that verify too, whatever the set says
     * @throws UncheckedIOException if the set cannot be fetched within ten seconds, or read
     */
    public static FetchedKeys start(JwksEndpoint endpoint, List<VerificationKey> fixed) {
        FetchedKeys keys = new FetchedKeys(endpoint, fixed, PERIOD, PAUSE);
        keys.start();
        return keys;
    }

    /** The first fetch, on this thread. */
    void start() {
        try {
            adopt(endpoint.fetch());
        } catch (IOException failed) {
            throw unreadable(failed);
        } catch (IllegalArgumentException refused) {
            throw unreadable(new IOException(refused.getMessage(), refused));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreadable(new IOException("the start was interrupted", interrupted));
        }
        thread.start();
    }

    @Override
    public List<VerificationKey> current() {
        return current;
    }

    @Override
    public void unknownHeader() {
        if (!asked) {
            asked = true;
            LockSupport.unpark(thread);
        }
    }

    /** Stops; a fetch on its way is given up. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        long last = System.nanoTime();
        while (!closed) {
            Duration wait = asked || failing ? pause : period;
            long remaining = last + wait.toNanos() - System.nanoTime();
            if (remaining > 0) {
                LockSupport.parkNanos(this, remaining);
            } else {
                // Before the fetch: a token that comes meanwhile may have a newer key still.
                asked = false;
                refresh();
                last = System.nanoTime();
            }
        }
    }

    private void refresh() {
        try {
            adopt(endpoint.fetch());
            if (failing) {
                LOGGER.log(Level.INFO, "The JWK set at {0} can be read again.", endpoint);
            }
            failing = false;
        } catch (IOException | RuntimeException failed) {
            if (!failing) {
                LOGGER.log(
                        Level.WARNING,
                        "The JWK set at " + endpoint + " cannot be read; its last keys go on, and it is tried again.",
                        failed);
            }
            failing = true;
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    private void adopt(String text) {
        if (!text.equals(lastText)) {
            current = merge(JwkSet.read(text));
            lastText = text;
        }
    }

    /** What was there stays the same object: verified tokens are remembered with it. */
    private List<VerificationKey> merge(List<VerificationKey> fetched) {
        List<VerificationKey> merged = new ArrayList<>(fixed);
        for (VerificationKey key : fetched) {
            if (merged.stream().noneMatch(key::hasHeaderOf)) {
                merged.add(current.stream().filter(key::isSameAs).findFirst().orElse(key));
            }
        }
        return List.copyOf(merged);
    }

    private UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException(
                "The JWK set at " + endpoint + " cannot be read: a verifier does not start without it. "
                        + cause.getMessage(),
                cause);
    }
}
