package io.symbolon.testkit.simulation;

import io.symbolon.HttpRevocationLog;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import java.net.URI;
import java.time.Duration;

/** The revocation feed as a verifier reads it. */
final class FeedSource implements LinkedLog.Source {
    private static final URI ADDRESS = URI.create("https://login.example.com/session/revocations");

    private final FeedLink link;
    private final HttpRevocationLog log;

    FeedSource(FeedLink link) {
        this.link = link;
        this.log = HttpRevocationLog.of(ADDRESS, link, request -> {});
    }

    @Override
    public LogPage page(LogCursor after, Duration maxWait) throws InterruptedException {
        LogPage page = log.read(after, maxWait);
        link.delivered();
        return page;
    }

    @Override
    public Duration retention() {
        return log.retention();
    }

    @Override
    public Duration clockMargin() {
        return log.clockMargin();
    }
}
