package io.symbolon.internal.feed;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A feed and what it has told of its log. Thread-safe. */
public final class FollowedFeed {
    private final FeedEndpoint endpoint;
    private volatile @Nullable FeedPage last;

    public FollowedFeed(FeedEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        FeedPage page = endpoint.read(after, maxWait);
        last = page;
        return page.page();
    }

    /**
     * As the last page tells.
     *
     * @throws SessionStorageException if nothing was read yet, and nothing can be
     */
    public Duration retention() {
        return known(FeedPage::retention);
    }

    /**
     * As the last page tells.
     *
     * @throws SessionStorageException if nothing was read yet, and nothing can be
     */
    public Duration clockMargin() {
        return known(FeedPage::clockMargin);
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }

    private Duration known(Function<FeedPage, Duration> part) {
        FeedPage page = last;
        if (page == null) {
            try {
                page = endpoint.read(LogCursor.START, Duration.ZERO);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new SessionStorageException(
                        "The read of the revocation feed was interrupted.", true, interrupted);
            }
            last = page;
        }
        return part.apply(page);
    }
}
