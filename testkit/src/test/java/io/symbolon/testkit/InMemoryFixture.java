package io.symbolon.testkit;

import io.symbolon.storage.LogRetention;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** One in-memory storage, which all nodes share. */
@NullMarked
final class InMemoryFixture implements StorageFixture {
    private final SettableClock clock = SettableClock.atNow();
    private @Nullable InMemoryUserSessionStorage storage;

    @Override
    public UserSessionStorage open(Duration retention) {
        if (storage == null) {
            storage = new InMemoryUserSessionStorage(clock, LogRetention.DEFAULT.withRetention(retention));
        }
        return storage;
    }

    @Override
    public Optional<SettableClock> clock() {
        return Optional.of(clock);
    }

    @Override
    public Optional<NewerNode> newerNode() {
        return Optional.of(new InMemoryNewerNode(write -> {
            if (storage == null) {
                throw new IllegalStateException("nothing was opened yet");
            }
            write.accept(storage);
        }));
    }

    @Override
    public int repetitions() {
        return 10_000;
    }

    @Override
    public void close() {}
}
