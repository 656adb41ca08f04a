package io.symbolon.storage.memory;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.LogRetention;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Keeps sessions in this process's memory: for tests, for development, and for applications of one process whose users
 * may be signed out by a restart. It is also the reference of what a storage does.
 *
 * <p>Expired sessions and old revocations are dropped as others come, and by the managers that follow the log; there is
 * no thread of its own. Several managers may share one instance: each is then a node of a cluster.
 */
public final class InMemoryUserSessionStorage implements UserSessionStorage {
    private static final int PARTITIONS = 16;

    private final Clock clock;
    private final InMemoryRevocationLog log;
    private final List<Partition> partitions;
    private volatile boolean closed;

    /** A storage by the system's clock, which keeps revocations for 2 hours. */
    public InMemoryUserSessionStorage() {
        this(Clock.systemUTC());
    }

    /**
     * A storage that keeps revocations for 2 hours.
     *
     * @param clock gives all times and versions
     */
    public InMemoryUserSessionStorage(Clock clock) {
        this(clock, LogRetention.DEFAULT);
    }

    /**
     * A storage.
     *
     * @param clock gives all times and versions
     * @param retention how long revocations are kept
     */
    public InMemoryUserSessionStorage(Clock clock, LogRetention retention) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.log =
                new InMemoryRevocationLog(this::now, Objects.requireNonNull(retention, "retention"), this::dropExpired);
        this.partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(index -> new Partition(log, retention.retention()))
                .toList();
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        return in(insert.id(), (partition, now) -> partition.insert(insert, now));
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        return in(id, (partition, now) -> partition.find(id, now));
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        return in(subject, (partition, now) -> partition.findAll(subject, now));
    }

    @Override
    public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
        return in(subject, (partition, now) -> partition.findPage(subject, limit, after, now));
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return in(update.id(), (partition, now) -> partition.update(update, now));
    }

    @Override
    public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
        return in(id, (partition, now) -> partition.end(id, cause, now));
    }

    @Override
    public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
        return in(subject, (partition, now) -> partition.endAll(subject, cause, atLeast, now));
    }

    @Override
    public int partitions() {
        return PARTITIONS;
    }

    @Override
    public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
        SessionPartitions covered = SessionPartitions.of(partition, PARTITIONS);
        return in(partition, (self, now) -> self.endEverything(covered, cause, atLeast, now));
    }

    @Override
    public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
        return in(keep, (partition, now) -> partition.endOthers(keep, cause, now));
    }

    @Override
    public StorageResult<Boolean> outdate(SessionId id) {
        return in(id, (partition, now) -> partition.outdate(id, now));
    }

    @Override
    public StorageResult<Integer> outdateAll(String subject) {
        return in(subject, (partition, now) -> partition.outdateAll(subject, now));
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        requireOpen();
        int carriedOut = 0;
        for (Revocation revocation : revocations) {
            boolean isCarriedOut = false;
            for (int number = 0; number < PARTITIONS; number++) {
                SessionPartitions kept = SessionPartitions.of(number, PARTITIONS);
                isCarriedOut |= concerns(revocation.target(), kept)
                        && in(number, (partition, now) -> partition.restore(kept, revocation, now));
            }
            if (isCarriedOut) {
                carriedOut++;
            }
        }
        return StorageResult.of(carriedOut, now());
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    /** Live sessions of all subjects. */
    int sessionCount() {
        Instant now = now();
        return partitions.stream()
                .mapToInt(partition -> partition.sessionCount(now))
                .sum();
    }

    /** Subjects that something is kept for. */
    int subjectCount() {
        Instant now = now();
        return partitions.stream()
                .mapToInt(partition -> partition.subjectCount(now))
                .sum();
    }

    /** Entries of the log. */
    int revocationCount() {
        return log.size();
    }

    /** Forgets nothing, but refuses every further use. */
    @Override
    public void close() {
        closed = true;
        log.close();
    }

    private <R> R in(SessionId id, BiFunction<Partition, Instant, R> operation) {
        return in(id.partition(), operation);
    }

    private <R> R in(String subject, BiFunction<Partition, Instant, R> operation) {
        return in(SessionId.partitionOf(subject), operation);
    }

    private <R> R in(int partition, BiFunction<Partition, Instant, R> operation) {
        requireOpen();
        return partitions.get(partition % PARTITIONS).atomically(this::now, operation);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The storage is closed.");
        }
    }

    private static boolean concerns(Revocation.Target target, SessionPartitions partitions) {
        if (target instanceof Revocation.OfSession session) {
            return partitions.contains(session.id().partition());
        }
        if (target instanceof Revocation.OfEverything everything) {
            return partitions.intersects(everything.partitions());
        }
        return target instanceof Revocation.OfSubject all && partitions.contains(SessionId.partitionOf(all.subject()));
    }

    private void dropExpired() {
        partitions.forEach(partition -> partition.atomically(this::now, (self, now) -> now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
