package io.symbolon.testkit;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** A node on a storage that can be away, or be replaced by another one. */
final class SwitchedStorage implements UserSessionStorage {
    private static final Duration SLICE = Duration.ofMillis(20);

    private final Supplier<UserSessionStorage> server;
    private final RevocationLog log = new Log();

    /** @param server gives the storage as it is now; throws {@link SessionStorageException} while it is away */
    SwitchedStorage(Supplier<UserSessionStorage> server) {
        this.server = server;
    }

    static SessionStorageException away() {
        return new SessionStorageException("The server is away.", true, null);
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        return server.get().insert(insert);
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        return server.get().find(id);
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        return server.get().findAll(subject);
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return server.get().update(update);
    }

    @Override
    public StorageResult<Boolean> delete(SessionId id, RevocationCause cause) {
        return server.get().delete(id, cause);
    }

    @Override
    public StorageResult<Integer> deleteAll(String subject, RevocationCause cause) {
        return server.get().deleteAll(subject, cause);
    }

    @Override
    public StorageResult<OptionalInt> deleteOthers(SessionId keep, RevocationCause cause) {
        return server.get().deleteOthers(keep, cause);
    }

    @Override
    public StorageResult<Boolean> raiseVersion(SessionId id) {
        return server.get().raiseVersion(id);
    }

    @Override
    public StorageResult<Integer> raiseVersions(String subject) {
        return server.get().raiseVersions(subject);
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        return server.get().restore(revocations);
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    @Override
    public void close() {}

    /** Waits in slices, so that a reader notices when the server goes away. */
    private final class Log implements RevocationLog {
        @Override
        public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
            long deadline = System.nanoTime() + maxWait.toNanos();
            while (true) {
                long left = deadline - System.nanoTime();
                long wait = Math.max(0, Math.min(left, SLICE.toNanos()));
                UserSessionStorage asked = server.get();
                LogPage page = asked.revocationLog().read(after, Duration.ofNanos(wait));
                if (server.get() != asked) {
                    // An answer that was on its way when the server went away does not arrive.
                    continue;
                }
                if (left <= 0 || page.restarted() || !page.revocations().isEmpty() || !page.atEnd()) {
                    return page;
                }
            }
        }

        @Override
        public Duration retention() {
            return server.get().revocationLog().retention();
        }
    }
}
