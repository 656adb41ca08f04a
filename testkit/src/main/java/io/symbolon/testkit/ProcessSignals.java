package io.symbolon.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Pauses and resumes processes that a test has started, such as a server. Needs the program {@code kill}, as on Linux. */
public final class ProcessSignals {
    private ProcessSignals() {}

    /**
     * Stops a process in the middle of what it does.
     *
     * @param process goes on at {@link #resume}; nothing happens if it has ended
     */
    public static void pause(ProcessHandle process) {
        send("-STOP", process);
    }

    /**
     * Lets a process go on that was paused.
     *
     * @param process nothing happens if it has ended
     */
    public static void resume(ProcessHandle process) {
        send("-CONT", process);
    }

    private static void send(String signal, ProcessHandle process) {
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
