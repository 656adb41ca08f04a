package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What the contracts about the end of everything have in common. */
abstract class EverythingBase extends StorageContract {
    static final RevocationCause CAUSE = RevocationCause.ADMINISTRATOR;
    static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");

    /** Gives what was logged. */
    final List<Revocation> endEverything() {
        return IntStream.range(0, storage().partitions())
                .mapToObj(partition -> storage().endEverything(partition, CAUSE, 0))
                .flatMap(result -> result.revocations().stream())
                .toList();
    }

    final long endEverythingOf(String subject) {
        StorageResult<Long> result = storage().endEverything(partitionOf(subject), CAUSE, 0);
        assertThat(minimumOf(result.revocations())).isEqualTo(result.value());
        return result.value();
    }

    final int partitionOf(String subject) {
        return SessionId.partitionOf(subject) % storage().partitions();
    }

    static SessionPartitions partitionsOf(Revocation revocation) {
        return ((Revocation.OfEverything) revocation.target()).partitions();
    }

    /** Of another partition of the storage, if it has one. */
    static String subjectOutsideOf(int partition, int partitions) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "outside-" + number)
                .filter(subject -> partitions == 1 || SessionId.partitionOf(subject) % partitions != partition)
                .findFirst()
                .orElseThrow();
    }

    /** As if the storage's clock had stepped back by an hour since. */
    final StoredSession insertAheadOfTheClock(String subject) {
        long ahead = now().plus(Duration.ofHours(1)).toEpochMilli();
        return insert(NewSession.of(subject).minimumVersion(ahead).toInsert());
    }
}
