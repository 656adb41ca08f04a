package io.symbolon.internal.revocation;

import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.Revocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * For each partition of session ids the version below which all its sessions were ended: one number, which is never
 * forgotten. Reading takes no lock; writers come one at a time, under the view's lock.
 */
final class EverythingTable {
    private final AtomicLongArray minimums = new AtomicLongArray(SessionPartitions.COUNT);
    private final AtomicReferenceArray<@Nullable Revocation> revocations =
            new AtomicReferenceArray<>(SessionPartitions.COUNT);

    /** 0 if nothing is known. */
    long minimumOf(int partition) {
        return minimums.get(partition);
    }

    /** Takes a revocation in; false if no minimum is raised. */
    boolean apply(SessionPartitions partitions, Revocation revocation) {
        boolean isRaised = false;
        for (int partition : partitions.toArray()) {
            if (minimums.get(partition) < revocation.minimumVersion()) {
                // Why first: a reader that sees the new minimum sees its revocation.
                revocations.set(partition, revocation);
                minimums.set(partition, revocation.minimumVersion());
                isRaised = true;
            }
        }
        return isRaised;
    }

    /** The revocation that ended a token's session, if one of everything did. */
    Optional<Revocation> against(SessionId session, long version) {
        return of(session).filter(revocation -> version < revocation.minimumVersion());
    }

    /** What is known of a session's partition. */
    Optional<Revocation> of(SessionId session) {
        return Optional.ofNullable(revocations.get(session.partition()));
    }

    /** What this has and another lacks, each for those partitions only that lack it. */
    List<Revocation> missingFrom(EverythingTable other) {
        Map<Revocation, SessionPartitions> missing = new LinkedHashMap<>();
        for (int partition = 0; partition < SessionPartitions.COUNT; partition++) {
            Revocation known = revocations.get(partition);
            if (known != null && minimums.get(partition) > other.minimums.get(partition)) {
                missing.merge(known, SessionPartitions.of(partition), SessionPartitions::with);
            }
        }
        List<Revocation> all = new ArrayList<>();
        missing.forEach((known, partitions) -> all.add(new Revocation(
                new Revocation.OfEverything(partitions),
                known.kind(),
                known.minimumVersion(),
                known.cause(),
                known.at())));
        return all;
    }
}
