package io.symbolon.testkit;

import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The in-memory storage behind a switch, by which it goes away, comes back, or loses all. */
@NullMarked
final class SwitchedFixture implements StorageFixture {
    private final SettableClock clock = SettableClock.atNow();
    private final UnaryOperator<UserSessionStorage> serverChange;
    private final UnaryOperator<UserSessionStorage> nodeChange;
    private final Duration patience;
    private @Nullable Duration chosenRetention;
    private volatile @Nullable UserSessionStorage server;
    private volatile boolean away;

    SwitchedFixture() {
        this(UnaryOperator.identity(), UnaryOperator.identity(), Duration.ofSeconds(10));
    }

    /**
     * @param serverChange makes another storage of the in-memory one
     * @param nodeChange makes another storage object of what a node opens
     */
    SwitchedFixture(
            UnaryOperator<UserSessionStorage> serverChange,
            UnaryOperator<UserSessionStorage> nodeChange,
            Duration patience) {
        this.serverChange = serverChange;
        this.nodeChange = nodeChange;
        this.patience = patience;
    }

    @Override
    public UserSessionStorage open(Duration retention) {
        if (chosenRetention == null) {
            chosenRetention = retention;
            server = newServer(retention);
        }
        return nodeChange.apply(new SwitchedStorage(this::server));
    }

    @Override
    public Optional<SettableClock> clock() {
        return Optional.of(clock);
    }

    @Override
    public Optional<Outage> outage() {
        return Optional.of(new Outage() {
            @Override
            public void begin() {
                away = true;
            }

            @Override
            public void end() {
                away = false;
            }
        });
    }

    @Override
    public Optional<Runnable> dataLoss() {
        return Optional.of(() -> {
            if (chosenRetention != null) {
                server = newServer(chosenRetention);
            }
        });
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public void close() {}

    private UserSessionStorage newServer(Duration retention) {
        return serverChange.apply(new InMemoryUserSessionStorage(clock, retention));
    }

    private UserSessionStorage server() {
        UserSessionStorage current = server;
        if (away || current == null) {
            throw SwitchedStorage.away();
        }
        return current;
    }
}
