package io.symbolon.testkit;

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

/** A storage that does what another one does, to be broken in one place. */
class DelegatingStorage implements UserSessionStorage {
    final UserSessionStorage sound;

    DelegatingStorage(UserSessionStorage sound) {
        this.sound = sound;
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        return sound.insert(insert);
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        return sound.find(id);
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        return sound.findAll(subject);
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return sound.update(update);
    }

    @Override
    public StorageResult<Boolean> delete(SessionId id, RevocationCause cause) {
        return sound.delete(id, cause);
    }

    @Override
    public StorageResult<Integer> deleteAll(String subject, RevocationCause cause) {
        return sound.deleteAll(subject, cause);
    }

    @Override
    public StorageResult<OptionalInt> deleteOthers(SessionId keep, RevocationCause cause) {
        return sound.deleteOthers(keep, cause);
    }

    @Override
    public StorageResult<Boolean> raiseVersion(SessionId id) {
        return sound.raiseVersion(id);
    }

    @Override
    public StorageResult<Integer> raiseVersions(String subject) {
        return sound.raiseVersions(subject);
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        return sound.restore(revocations);
    }

    @Override
    public RevocationLog revocationLog() {
        return sound.revocationLog();
    }

    @Override
    public void close() {
        sound.close();
    }
}
