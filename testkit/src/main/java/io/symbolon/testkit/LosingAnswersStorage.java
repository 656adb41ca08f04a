package io.symbolon.testkit;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A storage object that can lose the answer of what writes, ends or outdates sessions: it is done, and the call fails. */
final class LosingAnswersStorage extends ForwardingUserSessionStorage {
    private final AtomicBoolean losesTheNext = new AtomicBoolean();

    LosingAnswersStorage(UserSessionStorage storage) {
        super(storage);
    }

    void loseTheNextAnswer() {
        losesTheNext.set(true);
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return answer(() -> delegate().update(update));
    }

    @Override
    public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
        return answer(() -> delegate().end(id, cause));
    }

    @Override
    public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
        return answer(() -> delegate().endAll(subject, cause, atLeast));
    }

    @Override
    public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
        return answer(() -> delegate().endOthers(keep, cause));
    }

    @Override
    public StorageResult<Boolean> outdate(SessionId id) {
        return answer(() -> delegate().outdate(id));
    }

    @Override
    public StorageResult<Integer> outdateAll(String subject) {
        return answer(() -> delegate().outdateAll(subject));
    }

    private <T> StorageResult<T> answer(Supplier<StorageResult<T>> operation) {
        StorageResult<T> result = operation.get();
        if (losesTheNext.getAndSet(false)) {
            throw new SessionStorageException("The answer was lost.", true, null);
        }
        return result;
    }
}
