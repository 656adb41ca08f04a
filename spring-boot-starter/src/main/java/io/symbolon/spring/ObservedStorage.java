package io.symbolon.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Observes each operation of the storage, by its name only. Reading the log is not observed: it waits by design. */
final class ObservedStorage implements UserSessionStorage {
    private final UserSessionStorage storage;
    private final ObservationRegistry registry;

    ObservedStorage(UserSessionStorage storage, ObservationRegistry registry) {
        this.storage = storage;
        this.registry = registry;
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        return observe("insert", () -> storage.insert(insert));
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        return observe("find", () -> storage.find(id));
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        return observe("find_all", () -> storage.findAll(subject));
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return observe("update", () -> storage.update(update));
    }

    @Override
    public StorageResult<Boolean> delete(SessionId id, RevocationCause cause) {
        return observe("delete", () -> storage.delete(id, cause));
    }

    @Override
    public StorageResult<Integer> deleteAll(String subject, RevocationCause cause) {
        return observe("delete_all", () -> storage.deleteAll(subject, cause));
    }

    @Override
    public StorageResult<OptionalInt> deleteOthers(SessionId keep, RevocationCause cause) {
        return observe("delete_others", () -> storage.deleteOthers(keep, cause));
    }

    @Override
    public StorageResult<Boolean> raiseVersion(SessionId id) {
        return observe("raise_version", () -> storage.raiseVersion(id));
    }

    @Override
    public StorageResult<Integer> raiseVersions(String subject) {
        return observe("raise_versions", () -> storage.raiseVersions(subject));
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        return observe("restore", () -> storage.restore(revocations));
    }

    @Override
    public RevocationLog revocationLog() {
        return storage.revocationLog();
    }

    @Override
    public void close() {
        storage.close();
    }

    private <T> T observe(String operation, Supplier<T> call) {
        return Observation.createNotStarted("symbolon.storage", registry)
                .contextualName("symbolon " + operation)
                .lowCardinalityKeyValue("operation", operation)
                .observe(call);
    }
}
