package io.symbolon.testkit.simulation;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The storage as one run of a node reaches it: over the network. What a server carries out is noted as a fact. */
final class Link extends ForwardingUserSessionStorage {
    private interface Noted<T> {
        void note(@Nullable ApiCall call, T result, long tick);
    }

    private static final long TIMEOUT = 1_000_000;

    private final Scheduler scheduler;
    private final Servers servers;
    private final Facts facts;
    private final LimitRules limits;
    private final Node node;
    private final Draw ownDraw;
    private final RevocationLog log;
    private int server;
    boolean isCrashed;

    Link(
            Scheduler scheduler,
            Servers servers,
            Facts facts,
            LimitRules limits,
            Node node,
            Draw draw,
            RevocationLog log) {
        super(servers.at(0));
        this.scheduler = scheduler;
        this.servers = servers;
        this.facts = facts;
        this.limits = limits;
        this.node = node;
        this.ownDraw = draw;
        this.log = log;
        this.server = servers.number();
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        return write(storage -> storage.insert(insert), (call, result, tick) -> {
            limits.inserted(call, insert, result);
            facts.inserted(call, result, tick);
        });
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        return read(storage -> storage.find(id));
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        return read(storage -> storage.findAll(subject));
    }

    @Override
    public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
        return read(storage -> storage.findPage(subject, limit, after));
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return write(
                storage -> storage.update(update),
                (call, result, tick) -> facts.updated(call, update, result, tick),
                true);
    }

    @Override
    public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
        return write(storage -> storage.end(id, cause), (call, result, tick) -> facts.ended(call, id, cause, tick));
    }

    @Override
    public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
        return write(
                storage -> storage.endAll(subject, cause, atLeast),
                (call, result, tick) -> facts.endedAll(call, subject, cause, result.revocations(), tick));
    }

    @Override
    public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
        return write(
                storage -> storage.endEverything(partition, cause, atLeast),
                (call, result, tick) -> facts.endedEverything(
                        call, SessionPartitions.of(partition, partitions()), cause, result.value(), tick));
    }

    @Override
    public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
        return write(
                storage -> storage.endOthers(keep, cause),
                (call, result, tick) -> facts.endedOthers(call, keep, cause, result, tick));
    }

    @Override
    public StorageResult<Boolean> outdate(SessionId id) {
        return write(storage -> storage.outdate(id), (call, result, tick) -> facts.outdated(call, id, result, tick));
    }

    @Override
    public StorageResult<Integer> outdateAll(String subject) {
        return write(
                storage -> storage.outdateAll(subject),
                (call, result, tick) -> facts.outdatedAll(call, subject, result.revocations(), tick));
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        return write(
                storage -> storage.restore(revocations), (call, result, tick) -> facts.restored(revocations, tick));
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    @Override
    public void close() {}

    private <T> T read(Function<UserSessionStorage, T> read) {
        return call(false, false, () -> {
            // A server that was demoted follows the new one.
            ApiCall call = scheduler.running().call;
            if (call != null) {
                call.readTick = scheduler.tick();
            }
            return servers.read(read);
        });
    }

    private <T> T write(Function<UserSessionStorage, T> write, Noted<T> noted) {
        return write(write, noted, false);
    }

    private <T> T write(Function<UserSessionStorage, T> write, Noted<T> noted, boolean mayBeFirst) {
        ApiCall call = scheduler.running().call;
        return call(true, mayBeFirst, () -> {
            server = servers.isThere(server) ? server : servers.number();
            if (server != servers.number()) {
                server = servers.number();
                throw new SessionStorageException("The server is a copy now: it does not write.", true, null);
            }
            T result = servers.write(write);
            noted.note(call, result, scheduler.tick());
            return result;
        });
    }

    private <T> T call(boolean isWrite, boolean mayBeFirst, Supplier<T> server) {
        requireAlive();
        ApiCall call = scheduler.running().call;
        Draw draw = call == null ? ownDraw : call.draw;
        sleep(servers.weather().way(draw));
        Weather.Fate fate = servers.weather().fate(draw, isWrite);
        if (node.isCut()) {
            throw silence();
        }
        switch (fate) {
            case REQUEST_LOST -> throw silence();
            case REQUEST_LATE -> {
                scheduler.at(scheduler.now() + draw.between(TIMEOUT / 2, 3 * TIMEOUT), () -> executeLate(server));
                throw silence();
            }
            case ANSWER_LOST -> {
                carriedOut(server.get());
                throw silence();
            }
            case REPEATED -> {
                T first = server.get();
                sleep(servers.weather().way(draw));
                T second = server.get();
                // Who repeats a request keeps the last answer; what was replaced since may be the first one's.
                return arrived(draw, mayBeFirst && draw.chance(0.5) ? first : second);
            }
            default -> {
                return arrived(draw, server.get());
            }
        }
    }

    private <T> T arrived(Draw draw, T result) {
        sleep(servers.weather().way(draw));
        if (node.isCut()) {
            throw silence();
        }
        return result;
    }

    private static <T> void executeLate(Supplier<T> server) {
        try {
            carriedOut(server.get());
        } catch (SessionStorageException refused) {
            // Nobody waits for it any more.
        }
    }

    /** Its answer reaches nobody. */
    private static void carriedOut(Object answer) {
        Objects.requireNonNull(answer, "answer");
    }

    private SessionStorageException silence() {
        sleep(TIMEOUT);
        return new SessionStorageException("There was no answer.", true, null);
    }

    private void sleep(long micros) {
        scheduler.sleep(micros);
        requireAlive();
    }

    private void requireAlive() {
        scheduler.requireGoingOn();
        if (isCrashed) {
            throw new NodeCrashed();
        }
    }
}
