package io.symbolon.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The revocation feed: what verifiers follow that cannot reach the storage.
 *
 * @param enabled Whether there is one. It is for the services named below "symbolon.services".
 * @param keys The keys under which services that see no subjects are shown MACs of them, one or two: each at least 32 random
 *     bytes in base64, or "file:" or "classpath:" and the location of a file with them. Without any, only services that see
 *     subjects may follow the feed.
 * @param longestWait How long a request waits for something to read, up to 1 minute.
 * @param maximumWaiters How many requests wait at once; each holds a thread.
 * @param restarts How often a minute a service may read from the log's start.
 */
record FeedProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue List<String> keys,
        @DefaultValue("20s") Duration longestWait,
        @DefaultValue("64") int maximumWaiters,
        @DefaultValue("60") int restarts) {
    /** Without the keys. */
    @Override
    public String toString() {
        return "FeedProperties[enabled=" + enabled + ", keys=<redacted>]";
    }
}
