package io.symbolon.storage;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps sessions and their revocation log. Each method is one atomic step: others see all of it or nothing, and a
 * session that is ended and its entry in the log appear together. All operations on one subject are linearizable, over
 * all nodes.
 *
 * <h2>Time</h2>
 *
 * The storage's own clock gives every time and every version, never a node's. Times are in whole milliseconds.
 *
 * <h2>What exists</h2>
 *
 * A session that is past {@link StoredSession#expiresAt()}, or whose version is below its subject's ENDED minimum or its
 * partition's minimum of everything, does not exist for any operation, even if its record was not removed yet. It needs no revocation: access tokens never
 * outlive their session.
 *
 * <h2>What is kept for a subject, and for a partition</h2>
 *
 * One ENDED and one OUTDATED minimum (the greatest that was logged, 0 at first) and the highest version that any of its
 * sessions was ever given; all of it until its last record is physically gone, plus the log's retention. For each of
 * the storage's partitions {@link PartitionVersions}, which are kept for ever.
 *
 * <h2>Faults</h2>
 *
 * Every method throws only {@link SessionStorageException}, which says whether the call can be repeated; after
 * {@link #close()}, {@link IllegalStateException}. All of them can be repeated after a lost answer, and a repeated call
 * returns the revocations of the first one again: a second insert of the same id returns what is stored and whom it
 * displaced, a second {@code end} or {@code endOthers} what was logged before.
 *
 * <p>Thread-safe. Several managers may share a storage: each is then a node.
 */
public interface UserSessionStorage extends AutoCloseable {
    /**
     * Inserts a session. Its version is {@link SubjectVersions#ofNewSession}.
     *
     * <p>The client's limit counts the subject's live sessions of the same client, the subject's limit all that the
     * client's limit leaves.
     *
     * <ul>
     *   <li>{@link io.symbolon.SessionLimit.EvictOldest}: where there would be more live sessions than allowed, the
     *       oldest by time of creation, then by id, are ended, with the cause
     *       {@link RevocationCause#REPLACED_BY_NEWER_SIGN_IN}.
     *   <li>{@link io.symbolon.SessionLimit.RejectNew}: where there would be more live sessions than allowed, nothing is
     *       done, not even what the other limit would evict, and the result has no session.
     *   <li>If the id is stored already, nothing is done, and the result has the stored session.
     * </ul>
     *
     * @param insert the session
     * @return the stored session, and the revocations of those that had to give way
     */
    InsertResult insert(SessionInsert insert);

    /**
     * Finds a session.
     *
     * @param id the session
     * @return the session, or empty if it does not exist
     */
    StorageResult<Optional<StoredSession>> find(SessionId id);

    /**
     * Finds the sessions of a subject.
     *
     * @param subject whose
     * @return all that exist, in any order
     */
    StorageResult<List<StoredSession>> findAll(String subject);

    /**
     * Finds a part of a subject's sessions, by descending id: what it costs depends on the limit, not on how many sessions
     * the subject has.
     *
     * @param subject whose
     * @param limit how many at most, positive
     * @param after the sessions with lower ids only, in the order of {@link SessionId#compareTo}; this one need not exist
     * @return those that exist; fewer than the limit only if there are no more
     */
    StorageResult<List<StoredSession>> findPage(String subject, int limit, Optional<SessionId> after);

    /**
     * Writes a session's record if it still has the expected revision ({@link StoredSession#with}). An update that
     * outdates logs {@link Revocation#sessionOutdated} in the same step.
     *
     * @param update the new values
     * @return the changed session, or empty if it does not exist or has another revision
     */
    StorageResult<Optional<StoredSession>> update(SessionUpdate update);

    /**
     * Ends a session: removes it and logs {@link Revocation#sessionEnded}.
     *
     * @param id the session; if it does not exist, its end is logged all the same, unless the log has it already
     * @param cause why; where the log has the session's end already, that one's cause stays
     * @return whether it existed; always with the revocation
     */
    StorageResult<Boolean> end(SessionId id, RevocationCause cause);

    /**
     * Ends all sessions of a subject: raises its ENDED minimum to {@link SubjectVersions#nextMinimum} and logs
     * {@link Revocation#subjectEnded}, also if there is no session. The records may be removed later.
     *
     * @param subject whose
     * @param cause why
     * @param atLeast a lower bound for the minimum: one more than the highest version that the node has seen in the
     *     partition, so that sessions which the storage lost are ended too; 0 for none
     * @return how many existed; always with the revocation
     */
    StorageResult<Integer> endAll(String subject, RevocationCause cause, long atLeast);

    /**
     * In how many partitions this storage keeps its sessions. A session is in the one with the number
     * {@link SessionId#partition()} modulo this; {@link io.symbolon.SessionPartitions#of(int, int)} tells which those are.
     *
     * @return 1 to 256, always the same
     */
    int partitions();

    /**
     * Ends all sessions of a partition: raises its minimum to {@link PartitionVersions#nextMinimum} and logs
     * {@link Revocation#everythingEnded}. However many there are, this is one short step: their records are removed later,
     * or expire.
     *
     * @param partition one of this storage's, from 0
     * @param cause why
     * @param atLeast a lower bound for the minimum: one more than the highest version that the node has seen in the
     *     partition, so that sessions which the storage lost are ended too; 0 for none
     * @return the minimum; always with the revocation
     * @throws IllegalArgumentException if there is no such partition
     */
    StorageResult<Long> endEverything(int partition, RevocationCause cause, long atLeast);

    /**
     * Ends all sessions of a session's subject but that one, and logs {@link Revocation#sessionEnded} for each.
     *
     * @param keep the session that goes on
     * @param cause why
     * @return how many were ended, or empty if {@code keep} does not exist, and then nothing is done. With the revocations
     *     of all sessions of the subject whose end the log holds, so that a call whose answer was lost can be repeated
     */
    StorageResult<OptionalInt> endOthers(SessionId keep, RevocationCause cause);

    /**
     * Outdates a session's access tokens: raises its version to {@link StoredSession#nextVersion} and logs
     * {@link Revocation#sessionOutdated} with it.
     *
     * @param id the session; if it does not exist, nothing is done
     * @return whether it existed
     */
    StorageResult<Boolean> outdate(SessionId id);

    /**
     * Outdates the access tokens of all sessions of a subject: raises its OUTDATED minimum to
     * {@link SubjectVersions#nextMinimum}, the versions of all its sessions to it, and logs
     * {@link Revocation#subjectOutdated}, also if there is no session.
     *
     * @param subject whose
     * @return how many sessions existed; always with the revocation
     */
    StorageResult<Integer> outdateAll(String subject);

    /**
     * Gives back revocations that a node knows and the storage may have lost in a fail-over. Each is carried out and
     * logged as if it were new, with the storage's time of now and the minimum that it brings; one that the storage holds
     * already, in its log or as a minimum that is not lower, is left alone. One of a session that does not exist is only
     * logged: where a fail-over lost the sign-in, there are access tokens of it. Each revocation is one atomic step. One of an
     * unknown kind is logged as it came and ends what an ENDED one would; one of an unknown target is left alone. One of
     * everything is carried out, each as a step of its own, in all partitions of this storage that it covers a part of: it
     * may come from a time when the storage had others.
     *
     * @param revocations those that end come before those that outdate, because a version that was raised first would be
     *     above an end's minimum; otherwise in any order, any of them as often as one likes
     * @return how many were carried out
     */
    StorageResult<Integer> restore(List<Revocation> revocations);

    /**
     * The log of this storage's revocations.
     *
     * @return always the same
     */
    RevocationLog revocationLog();

    /** Releases what this storage has opened itself, and nothing that it was given. Can be called twice. */
    @Override
    void close();
}
