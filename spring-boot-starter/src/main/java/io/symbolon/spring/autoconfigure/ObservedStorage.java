package io.symbolon.spring.autoconfigure;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Observes each operation of the storage, by its name only. Reading the log is not observed: it waits by design. */
final class ObservedStorage extends ForwardingUserSessionStorage {
    private final ObservationRegistry registry;

    ObservedStorage(UserSessionStorage storage, ObservationRegistry registry) {
        super(storage);
        this.registry = registry;
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        return observe("insert", () -> super.insert(insert));
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        return observe("find", () -> super.find(id));
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        return observe("find_all", () -> super.findAll(subject));
    }

    @Override
    public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
        return observe("find_page", () -> super.findPage(subject, limit, after));
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return observe("update", () -> super.update(update));
    }

    @Override
    public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
        return observe("end", () -> super.end(id, cause));
    }

    @Override
    public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
        return observe("end_all", () -> super.endAll(subject, cause, atLeast));
    }

    @Override
    public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
        return observe("end_everything", () -> super.endEverything(partition, cause, atLeast));
    }

    @Override
    public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
        return observe("end_others", () -> super.endOthers(keep, cause));
    }

    @Override
    public StorageResult<Boolean> outdate(SessionId id) {
        return observe("outdate", () -> super.outdate(id));
    }

    @Override
    public StorageResult<Integer> outdateAll(String subject) {
        return observe("outdate_all", () -> super.outdateAll(subject));
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        return observe("restore", () -> super.restore(revocations));
    }

    private <T> T observe(String operation, Supplier<T> call) {
        return Observation.createNotStarted("symbolon.storage", registry)
                .contextualName("symbolon " + operation)
                .lowCardinalityKeyValue("operation", operation)
                .observe(call);
    }
}
