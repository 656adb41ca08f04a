package io.symbolon.internal.flow;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.internal.revocation.RevocationView;
import io.symbolon.internal.revocation.Verdict;
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
import java.util.stream.IntStream;

/**
 * The storage as this node's flows use it: what an operation logged is in this node's view before the call returns, and
 * what the node has seen of versions and times is remembered. Thread-safe.
 */
public final class NodeStorage {
    private final UserSessionStorage storage;
    private final RevocationFollower revocations;
    private final SeenVersions seen = new SeenVersions();

    public NodeStorage(UserSessionStorage storage, RevocationFollower revocations) {
        this.storage = storage;
        this.revocations = revocations;
    }

    RevocationView view() {
        return revocations.view();
    }

    InsertResult insert(SessionInsert insert) {
        // Not below what this node knows of everything: the storage may have lost it.
        InsertResult result = storage.insert(
                insert.withMinimumVersionAtLeast(view().minimumOf(insert.id().partition())));
        revocations.apply(result.revocations());
        result.session().ifPresent(this::saw);
        return result;
    }

    StorageResult<Optional<StoredSession>> find(SessionId id) {
        return sawOne(id, storage.find(id));
    }

    List<StoredSession> findAll(String subject) {
        return storage.findAll(subject).value();
    }

    List<StoredSession> findPage(String subject, int limit, Optional<SessionId> after) {
        return storage.findPage(subject, limit, after).value();
    }

    StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
        return sawOne(update.id(), applied(storage.update(update)));
    }

    boolean end(SessionId id, RevocationCause cause) {
        return applied(storage.end(id, cause)).value();
    }

    int endAll(String subject, RevocationCause cause) {
        // Above all that this node has seen, so that sessions which the storage lost are ended too.
        long atLeast = Math.max(seen.above(subject), revocations.health().latestStorageMillis() + 1);
        return sawAll(subject, applied(storage.endAll(subject, cause, atLeast))).value();
    }

    int partitions() {
        return storage.partitions();
    }

    /** @param partition the storage's */
    void endEverything(int partition, RevocationCause cause) {
        SessionPartitions covered = SessionPartitions.of(partition, storage.partitions());
        long known = IntStream.of(covered.toArray())
                .mapToLong(view()::minimumOf)
                .max()
                .orElse(0);
        long atLeast = Math.max(
                Math.max(seen.above(covered), known + 1), revocations.health().latestStorageMillis() + 1);
        StorageResult<Long> result = applied(storage.endEverything(partition, cause, atLeast));
        for (int number : covered.toArray()) {
            seen.saw(number, result.value(), result.now());
        }
    }

    OptionalInt endOthers(SessionId keep, RevocationCause cause) {
        return applied(storage.endOthers(keep, cause)).value();
    }

    boolean outdate(SessionId id) {
        if (mayHaveEnded(id.partition())) {
            find(id).value().ifPresent(this::giveBackIfEnded);
        }
        return applied(storage.outdate(id)).value();
    }

    int outdateAll(String subject) {
        if (mayHaveEnded(SessionId.partitionOf(subject))) {
            findAll(subject).forEach(this::giveBackIfEnded);
        }
        return sawAll(subject, applied(storage.outdateAll(subject))).value();
    }

    /** Gives the storage what this node knows of a session and its subject. */
    void giveBack(StoredSession session) {
        storage.restore(view().of(session.id(), session.subject()));
    }

    /** Whether this node knows of ends at all: mostly it does not, and nothing need be found. */
    private boolean mayHaveEnded(int partition) {
        return view().size() > 0 || view().minimumOf(partition) > 0;
    }

    /**
     * What the storage lost has to come back before a version is raised: a session whose version is above the minimum of
     * an end is not ended by it any more.
     */
    private void giveBackIfEnded(StoredSession session) {
        if (view().check(session.id(), session.subject(), session.version()) == Verdict.REVOKED) {
            giveBack(session);
        }
    }

    private <T> StorageResult<T> applied(StorageResult<T> result) {
        revocations.apply(result.revocations());
        return result;
    }

    private StorageResult<Optional<StoredSession>> sawOne(SessionId id, StorageResult<Optional<StoredSession>> result) {
        seen.saw(id.partition(), result.now());
        result.value().ifPresent(this::saw);
        return result;
    }

    private <T> StorageResult<T> sawAll(String subject, StorageResult<T> result) {
        for (Revocation revocation : result.revocations()) {
            seen.saw(SessionId.partitionOf(subject), revocation.minimumVersion(), result.now());
        }
        return result;
    }

    private void saw(StoredSession session) {
        seen.saw(session.id().partition(), session.version(), session.refreshedAt());
    }
}
