package io.symbolon.testkit;

import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Follows a revocation log. Not thread-safe. */
final class LogReader {
    private final RevocationLog log;
    private LogCursor cursor;

    LogReader(RevocationLog log) {
        this(log, LogCursor.START);
    }

    LogReader(RevocationLog log, LogCursor cursor) {
        this.log = log;
        this.cursor = cursor;
    }

    /** A reader that has read all that there is. */
    static LogReader atEndOf(RevocationLog log) throws InterruptedException {
        LogReader reader = new LogReader(log);
        reader.readToEnd();
        return reader;
    }

    LogPage read(Duration maxWait) throws InterruptedException {
        LogPage page = log.read(cursor, maxWait);
        cursor = page.next();
        return page;
    }

    /** What was logged since the last read and until now. */
    List<Revocation> readToEnd() throws InterruptedException {
        List<Revocation> revocations = new ArrayList<>();
        long start = System.nanoTime();
        LogPage page;
        long began;
        do {
            began = System.nanoTime();
            page = read(Duration.ZERO);
            revocations.addAll(page.revocations());
            // Who passes a log on may have asked the storage before we began.
        } while (!page.atEnd() || began - start < page.contactAge().toNanos());
        return revocations;
    }

    /** Reads on, and waits, until all that was read fulfils a condition or the time is over. */
    List<Revocation> readUntil(Predicate<List<Revocation>> done, Duration patience) throws InterruptedException {
        List<Revocation> revocations = new ArrayList<>();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!done.test(revocations) && System.nanoTime() < deadline) {
            revocations.addAll(read(Duration.ofMillis(500)).revocations());
        }
        return revocations;
    }

    LogCursor cursor() {
        return cursor;
    }
}
