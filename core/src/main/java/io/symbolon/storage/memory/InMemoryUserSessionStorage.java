package io.symbolon.storage.memory;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Clock;
import java.time.Duration;
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
    private static final Duration DEFAULT_RETENTION = Duration.ofHours(2);
    private static final int PARTITIONS = 16;

    private final Clock clock;
    private final InMemoryRevocationLog log;
    private final List<Partition> partitions;

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
        this(clock, DEFAULT_RETENTION);
    }

    /**
     * A storage.
     *
     * @param clock gives all times and versions
     * @param retention how long revocations are kept, at least one second; access tokens cannot live longer
     * @throws IllegalArgumentException if the retention is shorter than one second
     */
    public InMemoryUserSessionStorage(Clock clock, Duration retention) {
        this.clock = Objects.requireNonNull(clock, "clock");
        if (retention.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("retention is " + retention + ": at least PT1S is needed");
        }
        this.log = new InMemoryRevocationLog(this::now, retention, this::dropExpired);
        this.partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(index -> new Partition(log, retention))
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
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return in(update.id(), (partition, now) -> partition.update(update, now));
    }

    @Override
    public StorageResult<Boolean> delete(SessionId id, RevocationCause cause) {
        return in(id, (partition, now) -> partition.delete(id, cause, now));
    }

    @Override
    public StorageResult<Integer> deleteAll(String subject, RevocationCause cause) {
        return in(subject, (partition, now) -> partition.deleteAll(subject, cause, now));
    }

    @Override
    public StorageResult<OptionalInt> deleteOthers(SessionId keep, RevocationCause cause) {
        return in(keep, (partition, now) -> partition.deleteOthers(keep, cause, now));
    }

    @Override
    public StorageResult<Boolean> raiseVersion(SessionId id) {
        return in(id, (partition, now) -> partition.raiseVersion(id, now));
    }

    @Override
    public StorageResult<Integer> raiseVersions(String subject) {
        return in(subject, (partition, now) -> partition.raiseVersions(subject, now));
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        int carriedOut = 0;
        for (Revocation revocation : revocations) {
            int index = revocation.sessionId().isPresent()
                    ? revocation.sessionId().get().partition()
                    : SessionId.partitionOf(revocation.subject().orElseThrow());
            if (in(index, (partition, now) -> partition.restore(revocation, now))) {
                carriedOut++;
            }
        }
        return StorageResult.of(carriedOut, now());
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    /**
     * How many sessions exist.
     *
     * @return live sessions of all subjects
     */
    public int sessionCount() {
        Instant now = now();
        return partitions.stream()
                .mapToInt(partition -> partition.sessionCount(now))
                .sum();
    }

    /**
     * How many subjects something is kept for: those with sessions, and those whose last session ended within the
     * retention.
     *
     * @return subjects, for watching the memory that is in use
     */
    public int subjectCount() {
        Instant now = now();
        return partitions.stream()
                .mapToInt(partition -> partition.subjectCount(now))
                .sum();
    }

    /**
     * How many revocations are kept.
     *
     * @return entries of the revocation log
     */
    public int revocationCount() {
        return log.size();
    }

    /** Does nothing: there is nothing to release. */
    @Override
    public void close() {}

    private <R> R in(SessionId id, BiFunction<Partition, Instant, R> operation) {
        return in(id.partition(), operation);
    }

    private <R> R in(String subject, BiFunction<Partition, Instant, R> operation) {
        return in(SessionId.partitionOf(subject), operation);
    }

    private <R> R in(int partition, BiFunction<Partition, Instant, R> operation) {
        return partitions.get(partition % PARTITIONS).atomically(this::now, operation);
    }

    private void dropExpired() {
        partitions.forEach(partition -> partition.atomically(this::now, (self, now) -> now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
