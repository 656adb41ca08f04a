package io.symbolon.testkit;

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
import org.jspecify.annotations.NullMarked;

/** A storage with a copy: every write is done on both, in the same order and by the same clock, until copying stops. */
@NullMarked
final class ReplicatedStorage extends ForwardingUserSessionStorage {
    private interface Write<T> {
        T on(UserSessionStorage storage);
    }

    private final UserSessionStorage copy;
    private boolean copying = true;

    ReplicatedStorage(UserSessionStorage original, UserSessionStorage copy) {
        super(original);
        this.copy = copy;
    }

    synchronized void stopCopying() {
        copying = false;
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        return onBoth(storage -> storage.insert(insert));
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return onBoth(storage -> storage.update(update));
    }

    @Override
    public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
        return onBoth(storage -> storage.end(id, cause));
    }

    @Override
    public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
        return onBoth(storage -> storage.endAll(subject, cause, atLeast));
    }

    @Override
    public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
        return onBoth(storage -> storage.endEverything(partition, cause, atLeast));
    }

    @Override
    public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
        return onBoth(storage -> storage.endOthers(keep, cause));
    }

    @Override
    public StorageResult<Boolean> outdate(SessionId id) {
        return onBoth(storage -> storage.outdate(id));
    }

    @Override
    public StorageResult<Integer> outdateAll(String subject) {
        return onBoth(storage -> storage.outdateAll(subject));
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        return onBoth(storage -> storage.restore(revocations));
    }

    private synchronized <T> T onBoth(Write<T> write) {
        T answer = write.on(delegate());
        if (copying) {
            write.on(copy);
        }
        return answer;
    }
}
