package io.symbolon.testkit.simulation;

import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What one run of a manager tells those who follow the revocation feed; one request after the other. */
final class FeedServer {
    /**
     * A page.
     *
     * @param read when the servers were asked for it, which may be before the request: pages are shared
     * @param arrivedMicros when the request was served
     */
    record Served(LogPage page, LinkedLog.ForeignRead read, long arrivedMicros) {}

    private static final LinkedLog.ForeignRead NONE = new LinkedLog.ForeignRead(0, 0);
    private static final long NEXT_LOOK = 1_000;

    private final Scheduler scheduler;
    private final RevocationLog feed;
    private final LinkedLog log;
    private final Map<LogCursor, LinkedLog.ForeignRead> reads = new HashMap<>();
    private boolean isBusy;

    /**
     * A feed.
     *
     * @param feed as the manager gives it to others
     * @param log what the manager has of the log
     */
    FeedServer(Scheduler scheduler, RevocationLog feed, LinkedLog log) {
        this.scheduler = scheduler;
        this.feed = feed;
        this.log = log;
    }

    RevocationLog feed() {
        return feed;
    }

    /** Reads on from a cursor, and does not wait. */
    Served read(LogCursor after) throws InterruptedException {
        while (isBusy) {
            scheduler.sleep(NEXT_LOOK);
        }
        isBusy = true;
        try {
            long arrived = scheduler.now();
            LinkedLog.ForeignRead before = log.lastForeignRead();
            LogPage page = feed.read(after, Duration.ZERO);
            LinkedLog.ForeignRead last = log.lastForeignRead();
            if (!last.equals(before)) {
                reads.put(after, last);
            }
            return new Served(page, reads.getOrDefault(after, NONE), arrived);
        } finally {
            isBusy = false;
        }
    }
}
