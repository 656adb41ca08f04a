package io.symbolon.verifierjs.vectors;

import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A log that can be read once, and is silent from then on, until the reader is closed. */
record FixedLog(List<Revocation> revocations, Instant now) implements RevocationLog {
    private static final LogCursor END = new LogCursor("end");

    @Override
    public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        if (after.equals(END)) {
            new CountDownLatch(1).await();
        }
        return new LogPage(revocations, END, now, false, true);
    }

    /** Nothing is forgotten. */
    @Override
    public Duration retention() {
        return Duration.ofDays(1);
    }
}
