package io.symbolon.testkit.skeleton;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.LogRetention;
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

/**
 * A storage to copy and fill in. Each method says what has to happen in one atomic step: a transaction, a script, a lock.
 * {@code now} is always the server's time in whole milliseconds, read inside that step.
 *
 * <p>What to keep:
 *
 * <ul>
 *   <li>a record for each session: the fields of {@link StoredSession}, the generation's among them, and the bytes of its
 *       parts. Store enum constants by name. Let the server drop a record when {@link StoredSession#expiresAt()} has passed,
 *       or treat it as absent and drop it later.
 *   <li>for each subject its {@link io.symbolon.storage.SubjectVersions}, and how to find its sessions. Drop them when the
 *       subject has had no session for the retention.
 *   <li>for each partition its {@link io.symbolon.storage.PartitionVersions}, the floor among them: the greatest minimum
 *       that was ever logged in it for a subject, for a session that goes on, or for everything. Never drop them.
 *   <li>the log, see {@link SkeletonLog}.
 * </ul>
 *
 * <p>A session exists if {@code now} is before its {@code expiresAt()} and its version is not below its subject's ENDED
 * minimum, nor its partition's minimum of everything. Every operation treats any other record as absent.
 *
 * <p>Where the server fails, throw a {@link io.symbolon.SessionStorageException} within a bounded time; it is safe to
 * retry, because every operation can be repeated. Put no subject, claim or token into its message.
 */
final class SkeletonStorage implements UserSessionStorage {
    private final SkeletonLog log;
    private volatile boolean closed;

    SkeletonStorage(LogRetention retention) {
        this.log = new SkeletonLog(retention, this::requireOpen);
    }

    @Override
    public InsertResult insert(SessionInsert insert) {
        requireOpen();
        // 1. Is the id stored? Then change nothing and return InsertResult.stored(what is stored, the subject's
        // minimum(),
        //    the ENDED entries of sessions of this subject that the log still holds): the first answer was lost.
        // 2. LimitDecision.decide(insert.limits(), insert.clientId(), the subject's sessions that exist).
        //    Refuse: change nothing and return InsertResult.refused(refuse.maximum(), the subject's minimum()).
        //    Accept: for each evicted session remove the record and log
        //    Revocation.sessionEnded(subject, id, REPLACED_BY_NEWER_SIGN_IN, now).
        // 3. version = SubjectVersions.ofNewSession(floor, insert.minimumVersion(), now).
        //    Store insert.toSession(version, now), and SubjectVersions.gave(version).
        // 4. Return InsertResult.stored(the session, the subject's minimum(), what step 2 logged).
        throw notWritten("insert");
    }

    @Override
    public StorageResult<Optional<StoredSession>> find(SessionId id) {
        requireOpen();
        // The record if it exists, with now. Write nothing.
        throw notWritten("find");
    }

    @Override
    public StorageResult<List<StoredSession>> findAll(String subject) {
        requireOpen();
        // All sessions of the subject that exist, with now. Subjects are opaque: compare them byte by byte.
        throw notWritten("findAll");
    }

    @Override
    public StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after) {
        requireOpen();
        // The first of the subject's sessions that exist, by descending SessionId.compareTo, at most so many, with now.
        // With
        // after: only those whose ids are lower. Needs an index: a subject may have 100,000 of them.
        throw notWritten("findPage");
    }

    @Override
    public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        requireOpen();
        // 1. Does the session exist, with revision == update.expectedRevision()? If not, return empty and change
        // nothing.
        // 2. Store StoredSession.with(update, now): it sets the next revision. Without update.generation(), leave the
        //    stored fields of the generation as they are: a newer node may have written an origin that you do not know.
        // 3. If update.outdates(): SubjectVersions.gave(version), raise the floor to the version, and log
        //    Revocation.sessionOutdated(subject, id, version, now).
        // 4. Return the session and what step 3 logged.
        throw notWritten("update");
    }

    @Override
    public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
        requireOpen();
        // Exists: remove it, log Revocation.sessionEnded(subject, id, cause, now), return true with that entry.
        // Does not exist: return false with the entry that the log holds for this session's end; if it holds none, log
        // Revocation.sessionEnded(no subject, id, cause, now) and return that one.
        throw notWritten("end");
    }

    @Override
    public StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast) {
        requireOpen();
        // 1. minimum = SubjectVersions.nextMinimum(atLeast, now).
        // 2. Store SubjectVersions.ended(minimum), and raise the floor to the minimum. All sessions that existed are
        // now
        //    below it, so they do not exist any more: remove their records now or later.
        // 3. Log Revocation.subjectEnded(subject, minimum, cause, now), also if there was no session.
        // 4. Return how many sessions existed, with that entry.
        throw notWritten("endAll");
    }

    @Override
    public int partitions() {
        // As many as your storage has, always the same. One will do.
        return 1;
    }

    @Override
    public StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast) {
        requireOpen();
        // 1. minimum = PartitionVersions.nextMinimum(atLeast, now). Store PartitionVersions.everythingEnded(minimum).
        // 2. Log Revocation.everythingEnded(SessionPartitions.of(partition, partitions()), minimum, cause, now).
        // 3. Touch no session: from now on, one below the minimum does not exist.
        // 4. Return the minimum, with that entry.
        throw notWritten("endEverything");
    }

    @Override
    public StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause) {
        requireOpen();
        // 1. If keep does not exist, return empty and change nothing.
        // 2. Remove every other session of its subject that exists, and log Revocation.sessionEnded for each.
        // 3. Return how many there were, with the ENDED entries of all sessions of the subject that the log holds,
        // those
        //    of earlier calls included: the answer of one may have been lost.
        throw notWritten("endOthers");
    }

    @Override
    public StorageResult<Boolean> outdate(SessionId id) {
        requireOpen();
        // Does not exist: return false. Exists: version = StoredSession.nextVersion(now); store it with the next
        // revision,
        // SubjectVersions.gave(version), raise the floor to it, log Revocation.sessionOutdated(subject, id, version,
        // now),
        // and return true with that entry.
        throw notWritten("outdate");
    }

    @Override
    public StorageResult<Integer> outdateAll(String subject) {
        requireOpen();
        // 1. minimum = SubjectVersions.nextMinimum(0, now).
        // 2. Store SubjectVersions.outdated(minimum).gave(minimum), raise the floor to the minimum, and store
        //    StoredSession.withVersionAtLeast(minimum) for each session that exists.
        // 3. Log Revocation.subjectOutdated(subject, minimum, now), also if there is no session.
        // 4. Return how many sessions exist, with that entry.
        throw notWritten("outdateAll");
    }

    @Override
    public StorageResult<Integer> restore(List<Revocation> revocations) {
        requireOpen();
        // For each revocation, in a step of its own; log it with its kind, minimum and cause, and the time of now:
        // OfSession that ends:  if the session exists with a version below the minimum, remove it and log. If it does
        //                       not exist, log only if the log has no end of it with that minimum or a greater one.
        // OfSession, OUTDATED:  if the session exists with a version below the minimum, do what outdate does, with that
        //                       minimum. If it does not exist, log only if the log has nothing of it with that
        //                       minimum or a greater one.
        // OfSubject:            if SubjectVersions has no minimum of that kind that reaches it, do what endAll or
        //                       outdateAll does, with that minimum.
        // OfUnknown:            leave it alone.
        // Revocation.ends() says whether a kind ends sessions: every kind but OUTDATED does, also one that you do not
        // know.
        // Return how many were carried out.
        throw notWritten("restore");
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    @Override
    public void close() {
        // Close what this object has opened itself, and wake readers that wait. May be called twice.
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The storage is closed.");
        }
    }

    static UnsupportedOperationException notWritten(String method) {
        return new UnsupportedOperationException(method + " is not written yet");
    }
}
