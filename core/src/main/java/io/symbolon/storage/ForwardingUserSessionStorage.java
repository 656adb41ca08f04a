package io.symbolon.storage;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A storage that passes every call on to another one. Subclasses change what they need: to observe, to decorate, or to
 * fail on purpose in a test.
 *
 * <p>Thread-safe if the other storage is.
 */
public abstract class ForwardingUserSessionStorage implements UserSessionStorage {
    private final UserSessionStorage delegate;

    /**
     * A storage in front of another.
     *
     * @param delegate does the work
     */
    protected ForwardingUserSessionStorage(UserSessionStorage delegate) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
    }

    /**
     * The storage that does the work. Every call asks for it, so a subclass can override this to put another storage in its
     * place, or to throw.
     *
     * @return the one that the constructor was given
     */
    protected UserSessionStorage delegate() {
        return delegate;
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        return delegate().insert(insert);
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        return delegate().find(id);
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        return delegate().findAll(subject);
    }

    @Override
    public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
        return delegate().findPage(subject, limit, after);
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return delegate().update(update);
    }

    @Override
    public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
        return delegate().end(id, cause);
    }

    @Override
    public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
        return delegate().endAll(subject, cause, atLeast);
    }

    @Override
    public int partitions() {
        return delegate().partitions();
    }

    @Override
    public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
        return delegate().endEverything(partition, cause, atLeast);
    }

    @Override
    public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
        return delegate().endOthers(keep, cause);
    }

    @Override
    public StorageResult<Boolean> outdate(SessionId id) {
        return delegate().outdate(id);
    }

    @Override
    public StorageResult<Integer> outdateAll(String subject) {
        return delegate().outdateAll(subject);
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        return delegate().restore(revocations);
    }

    @Override
    public RevocationLog revocationLog() {
        return delegate().revocationLog();
    }

    @Override
    public void close() {
        delegate().close();
    }
}
