package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A manager that is closed interrupts its reader of the log. In a thread that reads an H2 file an interrupt may close
 * the file, and with it the database of the whole process.
 */
@Timeout(60)
final class H2InterruptTest extends TwoNodes {
    H2InterruptTest() {
        // Without a cache every read is one of the file.
        super(new H2Database(
                "jdbc:h2:nio:./target/h2/uncached-" + ProcessHandle.current().pid() + ";CACHE_SIZE=0"));
    }

    @Test
    void anInterruptedReaderLeavesTheFileOpen() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            writer().delete(Sessions.newId("subject-" + i), RevocationCause.SIGNED_OUT);
        }
        TestDatabase.execute(database().admin(), "CHECKPOINT SYNC");
        RevocationLog log = reader().revocationLog();
        for (int i = 0; i < 200; i++) {
            Thread thread = new Thread(() -> readUntilInterrupted(log));
            thread.start();
            LockSupport.parkNanos(
                    TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextLong(3_000)));
            thread.interrupt();
            thread.join();
        }

        SessionId ended = Sessions.newId("alice");
        writer().delete(ended, RevocationCause.SIGNED_OUT);
        assertThat(Sessions.read(log, LogCursor.START))
                .extracting(Revocation::sessionId)
                .hasSize(301)
                .contains(Optional.of(ended));
    }

    private static void readUntilInterrupted(RevocationLog log) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                log.read(LogCursor.START, Duration.ZERO);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
