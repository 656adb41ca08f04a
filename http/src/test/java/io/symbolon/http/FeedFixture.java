package io.symbolon.http;

import io.symbolon.HttpRevocationLog;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.Generation;
import io.symbolon.storage.LogRetention;
import io.symbolon.storage.NextGeneration;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.storage.memory.LogProbe;
import io.symbolon.testkit.SettableClock;
import io.symbolon.testkit.StorageFixture;
import io.symbolon.testkit.SwitchedStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Storages whose log is read over HTTP from a feed: each has a node of its own that serves it. The server behind all of them
 * is in memory; it can go away, and lose all or its last writes.
 */
final class FeedFixture implements StorageFixture {
    /** A server, its copy, and both as one. */
    private record Server(
            InMemoryUserSessionStorage original, InMemoryUserSessionStorage copy, UserSessionStorage both) {}

    private final SettableClock clock = SettableClock.atNow();
    private final AtomicBoolean isCopying = new AtomicBoolean(true);
    private final List<SwitchedStorage> nodes = new ArrayList<>();
    private @Nullable Duration retention;
    private @Nullable Server server;
    private @Nullable UserSessionStorage seen;

    @Override
    public UserSessionStorage open(Duration asked) {
        if (server == null) {
            retention = asked;
            server = newServer(asked);
            seen = server.both();
        }
        SwitchedStorage node = new SwitchedStorage(seen());
        nodes.add(node);
        FeedServer feed = FeedServer.start(node, clock, settings -> settings);
        RevocationLog log = HttpRevocationLog.of(feed.address(), FeedServer.SECRET);
        return new ForwardingUserSessionStorage(node) {
            @Override
            public RevocationLog revocationLog() {
                return log;
            }

            @Override
            public void close() {
                feed.close();
                node.close();
            }
        };
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
            Server empty = newServer(retention());
            server = empty;
            replaceBy(empty.both());
        });
    }

    @Override
    public Optional<FailOver> failOver() {
        return Optional.of(new FailOver() {
            @Override
            public void stopCopying() {
                isCopying.set(false);
            }

            @Override
            public void takeOver() {
                replaceBy(server().copy());
            }
        });
    }

    @Override
    public Optional<NewerNode> newerNode() {
        return Optional.of(new NewerNode() {
            @Override
            public void log(NewerEntry entry) {
                onBoth(storage -> LogProbe.append(
                        storage,
                        new Revocation(
                                entry.target(),
                                new Revocation.Kind(entry.kind()),
                                entry.minimumVersion(),
                                entry.cause().map(RevocationCause::named),
                                storage.findAll("nobody").now())));
            }

            @Override
            public void storeOrigin(SessionId session, String origin) {
                onBoth(storage -> {
                    StoredSession stored = storage.find(session).value().orElseThrow();
                    Generation generation = stored.generation();
                    storage.update(new SessionUpdate(
                            session,
                            stored.revision(),
                            Optional.of(new NextGeneration(
                                    generation.number(),
                                    generation.graceFrom(),
                                    Generation.Origin.named(origin),
                                    generation.refreshKeyId())),
                            false,
                            false,
                            stored.parts()));
                });
            }
        });
    }

    @Override
    public void close() {}

    private void onBoth(Consumer<InMemoryUserSessionStorage> write) {
        write.accept(server().original());
        write.accept(server().copy());
    }

    private void replaceBy(UserSessionStorage other) {
        seen = other;
        nodes.forEach(node -> node.replaceBy(other));
    }

    private Server newServer(Duration asked) {
        LogRetention rule = LogRetention.DEFAULT.withRetention(asked);
        InMemoryUserSessionStorage original = new InMemoryUserSessionStorage(clock, rule);
        InMemoryUserSessionStorage copy = new InMemoryUserSessionStorage(clock, rule);
        Object both = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {UserSessionStorage.class},
                (self, method, arguments) -> onBoth(method, arguments, original, copy));
        return new Server(original, copy, (UserSessionStorage) both);
    }

    /** Every write is done on both, in the same order, until copying stops. */
    private synchronized @Nullable Object onBoth(
            Method method, Object @Nullable [] arguments, UserSessionStorage original, UserSessionStorage copy)
            throws Throwable {
        try {
            Object answer = method.invoke(original, arguments);
            if (isCopying.get() && !method.getName().equals("revocationLog")) {
                method.invoke(copy, arguments);
            }
            return answer;
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private Duration retention() {
        if (retention == null) {
            throw new IllegalStateException("nothing was opened yet");
        }
        return retention;
    }

    private Server server() {
        if (server == null) {
            throw new IllegalStateException("nothing was opened yet");
        }
        return server;
    }

    private UserSessionStorage seen() {
        if (seen == null) {
            throw new IllegalStateException("nothing was opened yet");
        }
        return seen;
    }
}
