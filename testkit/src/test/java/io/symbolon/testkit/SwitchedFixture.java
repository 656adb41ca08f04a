package io.symbolon.testkit;

import io.symbolon.storage.LogRetention;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The in-memory storage behind a switch, by which it goes away, comes back, or loses all or its last writes. */
@NullMarked
final class SwitchedFixture implements StorageFixture {
    /** A server, its copy, and what the nodes see of it. */
    private record Server(
            InMemoryUserSessionStorage original,
            InMemoryUserSessionStorage copy,
            ReplicatedStorage replicated,
            UserSessionStorage asSeen) {}

    private final SettableClock clock = SettableClock.atNow();
    private final UnaryOperator<UserSessionStorage> serverChange;
    private final UnaryOperator<UserSessionStorage> nodeChange;
    private final Duration patience;
    private final List<SwitchedStorage> nodes = new ArrayList<>();
    private @Nullable Duration chosenRetention;
    private @Nullable Server server;

    /** What took the first server's place. */
    private @Nullable UserSessionStorage seen;

    SwitchedFixture() {
        this(UnaryOperator.identity(), UnaryOperator.identity(), Patience.PATIENCE);
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
            server = newServer();
        }
        SwitchedStorage node = new SwitchedStorage(seen == null ? server().asSeen() : seen);
        nodes.add(node);
        return nodeChange.apply(node);
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
                nodes.forEach(SwitchedStorage::goAway);
            }

            @Override
            public void end() {
                nodes.forEach(SwitchedStorage::comeBack);
            }
        });
    }

    @Override
    public Optional<Runnable> dataLoss() {
        return Optional.of(() -> {
            if (chosenRetention != null) {
                server = newServer();
                replaceBy(server.asSeen());
            }
        });
    }

    @Override
    public Optional<FailOver> failOver() {
        return Optional.of(new FailOver() {
            @Override
            public void stopCopying() {
                server().replicated().stopCopying();
            }

            @Override
            public void takeOver() {
                replaceBy(serverChange.apply(server().copy()));
            }
        });
    }

    @Override
    public Optional<NewerNode> newerNode() {
        return Optional.of(new InMemoryNewerNode(write -> {
            write.accept(server().original());
            write.accept(server().copy());
        }));
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public void close() {}

    private void replaceBy(UserSessionStorage other) {
        seen = other;
        nodes.forEach(node -> node.replaceBy(other));
    }

    private Server newServer() {
        InMemoryUserSessionStorage original = newStorage();
        InMemoryUserSessionStorage copy = newStorage();
        ReplicatedStorage replicated = new ReplicatedStorage(original, copy);
        return new Server(original, copy, replicated, serverChange.apply(replicated));
    }

    private InMemoryUserSessionStorage newStorage() {
        if (chosenRetention == null) {
            throw new IllegalStateException("nothing was opened yet");
        }
        return new InMemoryUserSessionStorage(clock, LogRetention.DEFAULT.withRetention(chosenRetention));
    }

    private Server server() {
        if (server == null) {
            throw new IllegalStateException("nothing was opened yet");
        }
        return server;
    }
}
