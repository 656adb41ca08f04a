package io.symbolon.testkit.simulation;

import io.symbolon.storage.LogRetention;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;

/** Servers whose log is trimmed within a history, and whose clock may not be far from the nodes'. */
@NullMarked
final class InMemoryServers {
    private static final LogRetention RETENTION = new LogRetention(Duration.ofMinutes(10), Duration.ofMinutes(1));

    private InMemoryServers() {}

    static UserSessionStorage start(Clock clock) {
        return new InMemoryUserSessionStorage(clock, RETENTION);
    }
}
