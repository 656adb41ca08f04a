package io.symbolon.benchmarks.web;

import io.symbolon.JwtUserSessionManager;
import java.util.Optional;

/**
 * A server until closed.
 *
 * @param manager empty where Symbolon protects nothing
 * @param end stops it
 */
record RunningServer(int port, Optional<JwtUserSessionManager> manager, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
        end.run();
    }
}
