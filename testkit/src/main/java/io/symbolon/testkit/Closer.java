package io.symbolon.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * Closes all that a test has opened, the last opened first, and goes on where closing one of them fails: a node that a
 * failed test leaves behind works on, in the data of the tests after it.
 *
 * <p>Thread-safe.
 */
public final class Closer implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /** A closer that has nothing to close yet. */
    public Closer() {}

    /**
     * Takes over what has to be closed. What comes too late, from another thread, is closed at once.
     *
     * @param <T> its type
     * @param resource what was opened
     * @return the same
     * @throws IllegalStateException if this was closed before
     */
    public <T extends AutoCloseable> T add(T resource) {
        Objects.requireNonNull(resource, "resource");
        synchronized (this) {
            if (!closed) {
                opened.push(resource);
                return resource;
            }
        }
        IllegalStateException late = new IllegalStateException("the test is over: what it opened late was closed");
        closeOne(resource, late);
        throw late;
    }

    /**
     * Closes all. Can be called twice.
     *
     * @throws IllegalStateException if closing failed, after all of the rest was closed; the suppressed exceptions say why
     */
    @Override
    public void close() {
        IllegalStateException failure = new IllegalStateException("not all that the test opened could be closed");
        for (AutoCloseable resource : take()) {
            closeOne(resource, failure);
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private synchronized Deque<AutoCloseable> take() {
        closed = true;
        Deque<AutoCloseable> all = new ArrayDeque<>(opened);
        opened.clear();
        return all;
    }

    private static void closeOne(AutoCloseable resource, IllegalStateException failure) {
        try {
            resource.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(interrupted);
        } catch (Exception | AssertionError failed) {
            failure.addSuppressed(failed);
        }
    }
}
