package io.symbolon.testkit;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.Generation;
import io.symbolon.storage.NextGeneration;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.memory.InMemoryProbe;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/** Memory keeps values, not texts: what a newer node writes is there what this one would read. */
@NullMarked
final class InMemoryNewerNode implements StorageFixture.NewerNode {
    private final Consumer<Consumer<InMemoryUserSessionStorage>> servers;

    /** @param servers runs something on each server that holds the data */
    InMemoryNewerNode(Consumer<Consumer<InMemoryUserSessionStorage>> servers) {
        this.servers = servers;
    }

    @Override
    public void log(StorageFixture.NewerEntry entry) {
        servers.accept(server -> {
            Instant now = server.findAll("nobody").now();
            InMemoryProbe.append(
                    server,
                    new Revocation(
                            entry.target(),
                            new Revocation.Kind(entry.kind()),
                            entry.minimumVersion(),
                            entry.cause().map(RevocationCause::named),
                            now));
        });
    }

    @Override
    public void storeOrigin(SessionId session, String origin) {
        servers.accept(server -> {
            StoredSession stored = server.find(session).value().orElseThrow();
            Generation generation = stored.generation();
            NextGeneration sameWithOrigin = new NextGeneration(
                    generation.number(),
                    generation.graceFrom(),
                    Generation.Origin.named(origin),
                    generation.refreshKeyId());
            server.update(new SessionUpdate(
                    session, stored.revision(), Optional.of(sameWithOrigin), false, false, stored.parts()));
        });
    }
}
