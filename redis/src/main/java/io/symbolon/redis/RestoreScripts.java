package io.symbolon.redis;

import static io.symbolon.redis.OpenPartitions.bytes;

import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.Revocation.OfEverything;
import io.symbolon.storage.Revocation.OfSession;
import io.symbolon.storage.Revocation.OfSubject;
import io.symbolon.storage.StorageResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
            List<List<OpenPartitions.Pending>> pending = new ArrayList<>();
            for (Revocation revocation : revocations.subList(from, Math.min(revocations.size(), from + AT_ONCE))) {
                pending.add(send(revocation));
            }
            for (List<OpenPartitions.Pending> steps : pending) {
                boolean isCarriedOut = false;
                for (OpenPartitions.Pending step : steps) {
                    ScriptReply reply = partitions.await(step);
                    if (reply.leftGarbage()) {
                        sweep.request(step.partition());
                    }
                    isCarriedOut |= reply.value() > 0;
                    last = reply.now();
                }
                carriedOut += isCarriedOut ? 1 : 0;
            }
        }
        return StorageResult.of(carriedOut, last);
    }

    /** As many steps as there are partitions that the revocation concerns; none where it is not known whom it does. */
    private List<OpenPartitions.Pending> send(Revocation revocation) {
        if (revocation.target() instanceof OfSession session) {
            SessionId id = session.id();
            return List.of(send(
                    keys.partitionOf(id),
                    LogEntry.SESSION,
                    id.toString(),
                    session.subject().orElse(""),
                    revocation));
        }
        if (revocation.target() instanceof OfEverything everything) {
            return IntStream.range(0, keys.partitions())
                    .filter(partition -> keys.covered(partition).intersects(everything.partitions()))
                    .mapToObj(partition -> send(
                            partition, LogEntry.EVERYTHING, LogEntry.text(keys.covered(partition)), "", revocation))
                    .toList();
        }
        return revocation.target() instanceof OfSubject all
                ? List.of(send(keys.partitionOf(all.subject()), LogEntry.SUBJECT, "", all.subject(), revocation))
                : List.of();
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
