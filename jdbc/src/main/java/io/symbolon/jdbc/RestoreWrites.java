package io.symbolon.jdbc;

import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out a revocation that a node has brought back, within one transaction, unless it was in force already. */
final class RestoreWrites {
    private static final Written<Boolean> NOT_DONE = new Written<>(false, List.of());

    private final SubjectTable subjects;
    private final SessionTable sessions;
    private final LogTable log;
    private final SubjectWrites writes;
    private final EverythingWrites everything;

    RestoreWrites(
            SubjectTable subjects,
            SessionTable sessions,
            LogTable log,
            SubjectWrites writes,
            EverythingWrites everything) {
        this.subjects = subjects;
        this.sessions = sessions;
        this.log = log;
        this.writes = writes;
        this.everything = everything;
    }

    /** The transactions that carry a revocation out: one, or of everything one for each partition that it concerns. */
    List<Transactions.Work<Written<Boolean>>> steps(Revocation brought) {
        if (!(brought.target() instanceof Revocation.OfEverything all)) {
            return List.of(connection -> restore(connection, brought));
        }
        List<Transactions.Work<Written<Boolean>>> steps = new ArrayList<>();
        for (int number = 0; number < LogTable.PARTITIONS; number++) {
            int partition = number;
            if (EverythingWrites.covered(partition).intersects(all.partitions())) {
                steps.add(connection -> everything.restore(connection, partition, brought));
            }
        }
        return steps;
    }

    /** Whether it was carried out. */
    private Written<Boolean> restore(Connection connection, Revocation brought) throws SQLException {
        if (brought.target() instanceof Revocation.OfSession session) {
            return ofSession(connection, session.id(), brought);
        }
        return brought.target() instanceof Revocation.OfSubject all
                ? ofSubject(connection, all.subject(), brought)
                : NOT_DONE;
    }

    private Written<Boolean> ofSession(Connection connection, SessionId id, Revocation brought) throws SQLException {
        Optional<SubjectTable.Locked> subject = subjects.lockBySession(connection, id);
        log.lock(connection, LogTable.partitionOf(id));
        SessionTable.Found found = sessions.find(connection, id);
        if (found.live().isEmpty() || subject.isEmpty()) {
            SubjectWrites.Logged logged =
                    writes.logUnlessLogged(connection, id, at(found.now(), brought.target(), brought));
            return logged.isNew() ? done(logged.entry()) : NOT_DONE;
        }
        if (found.live().get().version() >= brought.minimumVersion()) {
            return NOT_DONE;
        }
        if (!brought.ends()) {
            return done(writes.outdate(connection, subject.get(), id, brought.minimumVersion(), found.now()));
        }
        Revocation.Target known =
                new Revocation.OfSession(id, Optional.of(subject.get().subject()));
        return done(writes.end(connection, subject.get(), id, at(found.now(), known, brought)));
    }

    private Written<Boolean> ofSubject(Connection connection, String subject, Revocation brought) throws SQLException {
        SubjectTable.Locked locked = subjects.lock(connection, subject);
        log.lock(connection, LogTable.partitionOf(subject));
        long inForce = brought.ends()
                ? locked.versions().endedMinimum()
                : locked.versions().outdatedMinimum();
        if (inForce >= brought.minimumVersion()) {
            return NOT_DONE;
        }
        Revocation renewed = at(sessions.now(connection), brought.target(), brought);
        return done(
                brought.ends()
                        ? writes.endBelow(connection, locked, renewed)
                        : writes.outdateBelow(connection, locked, renewed));
    }

    private static Revocation at(Instant now, Revocation.Target target, Revocation brought) {
        return new Revocation(target, brought.kind(), brought.minimumVersion(), brought.cause(), now);
    }

    private static Written<Boolean> done(LogEntry entry) {
        return new Written<>(true, List.of(entry));
    }
}
