package io.symbolon.redis;

import static io.symbolon.redis.OpenPartitions.bytes;

import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.Revocation.OfSession;
import io.symbolon.storage.Revocation.OfSubject;
import io.symbolon.storage.StorageResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives revocations back to the server, each by a script of its own, many on their way at once. */
final class RestoreScripts {
    private static final int AT_ONCE = 256;

    private final RedisKeys keys;
    private final OpenPartitions partitions;
    private final GarbageSweep sweep;

    RestoreScripts(RedisKeys keys, OpenPartitions partitions, GarbageSweep sweep) {
        this.keys = keys;
        this.partitions = partitions;
        this.sweep = sweep;
    }

    /**
     * Gives back.
     *
     * @param now the server's time, where there is nothing to give back
     */
    StorageResult<Integer> restore(List<Revocation> revocations, Instant now) {
        Instant last = now;
        int carriedOut = 0;
        for (int from = 0; from < revocations.size(); from += AT_ONCE) {
            List<OpenPartitions.Pending> pending = new ArrayList<>();
            for (Revocation revocation : revocations.subList(from, Math.min(revocations.size(), from + AT_ONCE))) {
                send(revocation).ifPresent(pending::add);
            }
            for (OpenPartitions.Pending one : pending) {
                ScriptReply reply = partitions.await(one);
                if (reply.leftGarbage()) {
                    sweep.request(one.partition());
                }
                carriedOut += (int) reply.value();
                last = reply.now();
            }
        }
        return StorageResult.of(carriedOut, last);
    }

    /** Empty where it is not known whom the revocation concerns. */
    private Optional<OpenPartitions.Pending> send(Revocation revocation) {
        if (revocation.target() instanceof OfSession session) {
            SessionId id = session.id();
            return Optional.of(send(
                    keys.partitionOf(id),
                    LogEntry.SESSION,
                    id.toString(),
                    session.subject().orElse(""),
                    revocation));
        }
        return revocation.target() instanceof OfSubject all
                ? Optional.of(send(keys.partitionOf(all.subject()), LogEntry.SUBJECT, "", all.subject(), revocation))
                : Optional.empty();
    }

    private OpenPartitions.Pending send(
            int partition, String target, String id, String subject, Revocation revocation) {
        boolean hasMinimum = revocation.minimumVersion() != Revocation.ALL_VERSIONS;
        return partitions.send(
                RedisScript.RESTORE,
                partition,
                List.of(),
                bytes(target),
                bytes(revocation.kind().name()),
                bytes(id),
                bytes(subject),
                bytes(hasMinimum ? Long.toString(revocation.minimumVersion()) : ""),
                bytes(revocation.cause().map(Enum::name).orElse("")));
    }
}
