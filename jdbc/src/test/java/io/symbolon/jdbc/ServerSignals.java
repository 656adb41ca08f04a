package io.symbolon.jdbc;

import io.symbolon.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Signals for servers that this JVM started. */
final class ServerSignals {
    private ServerSignals() {}

    /** Sends a signal, such as {@code -STOP}; a process that has gone meanwhile needs none. */
    static void send(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(Patience.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
