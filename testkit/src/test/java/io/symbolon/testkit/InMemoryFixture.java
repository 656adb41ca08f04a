package io.symbolon.testkit;

import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The in-memory storage behind a switch, by which its "server" goes away, comes back, or loses all. */
@NullMarked
final class InMemoryFixture implements StorageFixture {
    private final SettableClock clock = SettableClock.atNow();
    private @Nullable UserSessionStorage data;

    @Override
    public UserSessionStorage open(Duration retention) {
        if (data == null) {
            data = new InMemoryUserSessionStorage(clock, retention);
        }
        return data;
    }

    @Override
    public Optional<SettableClock> clock() {
        return Optional.of(clock);
    }

    @Override
    public int repetitions() {
        return 10_000;
    }

    @Override
    public void close() {}
}
