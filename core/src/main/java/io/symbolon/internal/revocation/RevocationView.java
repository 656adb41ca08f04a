package io.symbolon.internal.revocation;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A node's copy of the revocation log: for each session and each subject the greatest minimum version of each kind.
 * Reading takes no lock; writing does. A million sessions may be ended at a time, so theirs are kept as small as can be.
 *
 * <p>The subjects' texts are kept: a storage that lost a subject's revocation in a fail-over gets it back from here.
 */
public final class RevocationView {
    private static final int PORTIONS_AT_ONCE = 16;
    private static final int SUBJECTS_AT_ONCE = 5_000;
    private static final List<RevocationCause> CAUSES = List.of(RevocationCause.values());
    private static final Comparator<Revocation> ENDS_FIRST = Comparator.comparing(revocation -> !revocation.ends());
    private static final SubjectEntry NO_SUBJECT = new SubjectEntry(0, null, 0, Integer.MIN_VALUE);

    private record SubjectEntry(
            long endedMinimum, @Nullable RevocationCause endedCause, long outdatedMinimum, int minute) {
        long minimum() {
            return Math.max(endedMinimum, outdatedMinimum);
        }
    }

    /** An ended session has the minimum {@link Revocation#ALL_VERSIONS}; any other is an outdated one's. */
    private final SessionTable sessions = new SessionTable();

    private final Map<String, SubjectEntry> subjects = new ConcurrentHashMap<>();
    private final EverythingTable everything = new EverythingTable();
    private final ForeignRevocations foreign = new ForeignRevocations();
    private final Changes changes = new Changes();
    private final ReentrantLock writing = new ReentrantLock();

    /** Where the search for old entries stands; used by the one thread that forgets. */
    private int forgottenBefore = Integer.MIN_VALUE;

    private int nextPortion = SessionTable.portions();
    private Iterator<Map.Entry<String, SubjectEntry>> nextSubjects = Collections.emptyIterator();

    /**
     * How many changes may have concerned a token until now; it never falls. Who reads this before a {@link #check} that
     * says {@link Verdict#CURRENT} need not ask again while it stays the same: what the check did not see was counted
     * later. What is forgotten is not counted, as it makes no good token bad.
     */
    public long changes(SessionId sessionId, String subject) {
        return changes.near(sessionId, subject);
    }

    /** What is known against a token. */
    public Verdict check(SessionId sessionId, String subject, long version) {
        long minimum = sessions.minimumOf(sessionId);
        @Nullable SubjectEntry all = subjects.get(subject);
        if (minimum == Revocation.ALL_VERSIONS
                || (all != null && version < all.endedMinimum)
                || version < everything.minimumOf(sessionId.partition())) {
            return Verdict.REVOKED;
        }
        if (!foreign.isEmpty() && foreign.against(sessionId, subject, version).isPresent()) {
            return Verdict.REVOKED;
        }
        boolean isOutdated = version < minimum || (all != null && version < all.outdatedMinimum);
        return isOutdated ? Verdict.OUTDATED : Verdict.CURRENT;
    }

    /** Why a session was ended, if it was. */
    public Optional<RevocationCause> causeOfEnd(SessionId sessionId) {
        int cause = sessions.causeOf(sessionId, Revocation.ALL_VERSIONS);
        return cause < 0 ? foreign.endOf(sessionId).map(RevocationView::causeOf) : Optional.of(CAUSES.get(cause));
    }

    /** Why a token's session was ended, if it was: by itself, with all of its subject, or with everything. */
    public Optional<RevocationCause> causeOfEnd(SessionId sessionId, String subject, long version) {
        Optional<RevocationCause> own = causeOfEnd(sessionId);
        SubjectEntry all = subjects.getOrDefault(subject, NO_SUBJECT);
        if (own.isPresent() || version < all.endedMinimum) {
            return own.isPresent() ? own : Optional.ofNullable(all.endedCause);
        }
        return everything
                .against(sessionId, version)
                .or(() -> foreign.against(sessionId, subject, version))
                .map(RevocationView::causeOf);
    }

    /** The version below which a subject's tokens are dead, whatever their session; 0 if nothing is known. */
    public long minimumOf(String subject) {
        return Math.max(subjects.getOrDefault(subject, NO_SUBJECT).minimum(), foreign.minimumOf(subject));
    }

    /** The version below which all tokens of a partition of session ids are dead; 0 if nothing is known. */
    public long minimumOf(int partition) {
        return everything.minimumOf(partition);
    }

    /** What is known of a session, of its subject, and of everything. Ends come first, as in {@link #missingFrom}. */
    public List<Revocation> of(SessionId sessionId, String subject) {
        List<Revocation> revocations = new ArrayList<>();
        sessions.find(
                sessionId, (id, minimum, cause, minute) -> revocations.add(revocation(id, minimum, cause, minute)));
        addTo(revocations, subject, subjects.getOrDefault(subject, NO_SUBJECT), NO_SUBJECT);
        everything.of(sessionId).ifPresent(revocations::add);
        foreign.of(sessionId, subject).forEach(revocations::add);
        revocations.sort(ENDS_FIRST);
        return revocations;
    }

    /**
     * Takes a revocation in. One of an unknown target is left out: it cannot be told whom it concerns.
     *
     * @return whether it is news: whether some token that was good before is dead now
     */
    public boolean apply(Revocation revocation) {
        writing.lock();
        try {
            if (revocation.target() instanceof Revocation.OfSession session) {
                return applyTo(session.id(), revocation);
            }
            if (revocation.target() instanceof Revocation.OfEverything all) {
                return applyTo(all.partitions(), revocation);
            }
            return revocation.target() instanceof Revocation.OfSubject all && applyTo(all.subject(), revocation);
        } finally {
            writing.unlock();
        }
    }

    /**
     * What this view has of the time since an instant and another view lacks. What ended everything is told whenever it was:
     * sessions live longer than the log remembers. Ends come first: a storage that raised a session's version before would
     * have it above their minimums.
     *
     * @param other a view of all that a log holds
     */
    public List<Revocation> missingFrom(RevocationView other, Instant since) {
        int first = minute(since);
        List<Revocation> missing = new ArrayList<>();
        sessions.forEach((id, minimum, cause, minute) -> {
            if (minute >= first && other.sessions.minimumOf(id) < minimum) {
                missing.add(revocation(id, minimum, cause, minute));
            }
        });
        subjects.forEach((subject, entry) -> {
            if (entry.minute >= first) {
                addTo(missing, subject, entry, other.subjects.getOrDefault(subject, NO_SUBJECT));
            }
        });
        missing.addAll(everything.missingFrom(other.everything));
        missing.addAll(foreign.missingFrom(other.foreign));
        missing.sort(ENDS_FIRST);
        return missing;
    }

    /**
     * Drops a portion of what no living token can be concerned by, in a few milliseconds. To be called by one thread.
     *
     * @param until entries of a minute before it are dropped
     * @return whether there may be more to drop now
     */
    public boolean forget(Instant until) {
        int first = minute(until);
        boolean isDone = nextPortion == SessionTable.portions() && !nextSubjects.hasNext();
        if (isDone && (first <= forgottenBefore || size() == 0)) {
            return false;
        }
        if (isDone) {
            forgottenBefore = first;
            foreign.forgetBefore(until);
            nextPortion = 0;
            nextSubjects = subjects.entrySet().iterator();
        }
        forgetSessions();
        forgetSubjects();
        return nextPortion < SessionTable.portions() || nextSubjects.hasNext();
    }

    /** How many sessions and subjects something is known of. */
    public long size() {
        return sessions.size() + subjects.size() + foreign.size();
    }

    private boolean applyTo(SessionId sessionId, Revocation revocation) {
        boolean isRaised = revocation.kind().isKnown()
                ? sessions.merge(
                        sessionId,
                        revocation.minimumVersion(),
                        CAUSES.indexOf(causeOf(revocation)),
                        minute(revocation.at()))
                : foreign.apply(sessionId, revocation);
        if (isRaised) {
            // Counted last, and under the lock: who sees the count sees the change, and who returns has counted.
            changes.count(sessionId);
        }
        return isRaised;
    }

    private boolean applyTo(String subject, Revocation revocation) {
        boolean isRaised =
                revocation.kind().isKnown() ? raised(subject, revocation) : foreign.apply(subject, revocation);
        if (isRaised) {
            changes.count(subject);
        }
        return isRaised;
    }

    private boolean applyTo(SessionPartitions partitions, Revocation revocation) {
        boolean isRaised = everything.apply(partitions, revocation);
        if (isRaised) {
            changes.countAll();
        }
        return isRaised;
    }

    private boolean raised(String subject, Revocation revocation) {
        SubjectEntry known = subjects.getOrDefault(subject, NO_SUBJECT);
        long minimum = revocation.minimumVersion();
        int minute = Math.max(minute(revocation.at()), known.minute);
        SubjectEntry merged;
        if (revocation.ends()) {
            boolean raises = minimum > known.endedMinimum;
            merged = new SubjectEntry(
                    Math.max(minimum, known.endedMinimum),
                    raises ? causeOf(revocation) : known.endedCause,
                    known.outdatedMinimum,
                    minute);
        } else {
            merged = new SubjectEntry(
                    known.endedMinimum, known.endedCause, Math.max(minimum, known.outdatedMinimum), minute);
        }
        subjects.put(subject, merged);
        return merged.endedMinimum > known.endedMinimum || merged.outdatedMinimum > known.outdatedMinimum;
    }

    private void forgetSessions() {
        int end = Math.min(nextPortion + PORTIONS_AT_ONCE, SessionTable.portions());
        for (; nextPortion < end; nextPortion++) {
            writing.lock();
            try {
                sessions.forget(nextPortion, forgottenBefore);
            } finally {
                writing.unlock();
            }
        }
    }

    private void forgetSubjects() {
        for (int i = 0; i < SUBJECTS_AT_ONCE && nextSubjects.hasNext(); i++) {
            Map.Entry<String, SubjectEntry> next = nextSubjects.next();
            if (next.getValue().minute < forgottenBefore) {
                // Not if it was replaced meanwhile.
                subjects.remove(next.getKey(), next.getValue());
            }
        }
    }

    private static RevocationCause causeOf(Revocation revocation) {
        return revocation.cause().orElse(RevocationCause.UNKNOWN);
    }

    private static Revocation revocation(SessionId id, long minimum, int cause, int minute) {
        return minimum == Revocation.ALL_VERSIONS
                ? Revocation.sessionEnded(Optional.empty(), id, CAUSES.get(cause), instant(minute))
                : Revocation.sessionOutdated(Optional.empty(), id, minimum, instant(minute));
    }

    private static void addTo(List<Revocation> missing, String subject, SubjectEntry entry, SubjectEntry known) {
        RevocationCause cause = entry.endedCause;
        if (cause != null && entry.endedMinimum > known.endedMinimum) {
            missing.add(Revocation.subjectEnded(subject, entry.endedMinimum, cause, instant(entry.minute)));
        }
        if (entry.outdatedMinimum > known.outdatedMinimum) {
            missing.add(Revocation.subjectOutdated(subject, entry.outdatedMinimum, instant(entry.minute)));
        }
    }

    private static int minute(Instant instant) {
        return (int)
                Math.floorDiv(instant.getEpochSecond(), Duration.ofMinutes(1).toSeconds());
    }

    private static Instant instant(int minute) {
        return Instant.ofEpochSecond(minute * Duration.ofMinutes(1).toSeconds());
    }
}
