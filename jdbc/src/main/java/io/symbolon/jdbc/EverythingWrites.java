package io.symbolon.jdbc;

import io.symbolon.RevocationCause;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.PartitionVersions;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StorageResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Ends everything in a partition, within one transaction: by one number, whatever the number of sessions. */
final class EverythingWrites {
    private final SessionTable sessions;
    private final LogTable log;

    EverythingWrites(SessionTable sessions, LogTable log) {
        this.sessions = sessions;
        this.log = log;
    }

    Written<StorageResult<Long>> end(Connection connection, int partition, RevocationCause cause, long atLeast)
            throws SQLException {
        log.lock(connection, partition);
        Instant now = sessions.now(connection);
        long minimum = log.versions(connection, partition).nextMinimum(atLeast, now);
        Revocation revocation = Revocation.everythingEnded(covered(partition), minimum, cause, now);
        return Written.of(minimum, now, List.of(log.endEverything(connection, partition, revocation)));
    }

    /** Whether it was carried out. */
    Written<Boolean> restore(Connection connection, int partition, Revocation brought) throws SQLException {
        log.lock(connection, partition);
        PartitionVersions kept = log.versions(connection, partition);
        if (kept.everythingMinimum() >= brought.minimumVersion()) {
            return new Written<>(false, List.of());
        }
        Revocation renewed = new Revocation(
                new Revocation.OfEverything(covered(partition)),
                brought.kind(),
                brought.minimumVersion(),
                brought.cause(),
                sessions.now(connection));
        return new Written<>(true, List.of(log.endEverything(connection, partition, renewed)));
    }

    static SessionPartitions covered(int partition) {
        return SessionPartitions.of(partition, LogTable.PARTITIONS);
    }
}
