package io.symbolon.benchmarks.storage;

import java.time.Duration;
import java.util.Map;

/** What each session holds, and how long it lives. */
final class Content {
    static final Map<String, Object> CLAIMS = Map.of("role", "editor", "tenant", "t-4711", "level", 3);
    static final String IP = "203.0.113.7";
    static final Duration IDLE = Duration.ofDays(14);

    private Content() {}
}
