package io.symbolon.internal.revocation;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.Revocation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A node's copy of the revocation log: for each session and each subject the greatest minimum version of each kind.
 * Reading takes no lock; writing does. Entries are kept in the heap as small as can be: a million of them may be live.
 */
public final class RevocationView {
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    /** An ended session has the minimum {@link Revocation#ALL_VERSIONS}; any other is an outdated one's. */
    private record SessionEntry(long minimum, RevocationCause cause, int minute) {}

    private record SubjectEntry(
            long endedMinimum, @Nullable RevocationCause endedCause, long outdatedMinimum, int minute) {
        long minimum() {
            return Math.max(endedMinimum, outdatedMinimum);
        }
    }

    private static final SessionEntry NO_SESSION =
            new SessionEntry(0, RevocationCause.ACCESS_TOKENS_EXPIRED, Integer.MIN_VALUE);

    private static final SubjectEntry NO_SUBJECT = new SubjectEntry(0, null, 0, Integer.MIN_VALUE);

    private final Map<SessionId, SessionEntry> sessions = new ConcurrentHashMap<>();
    private final Map<String, SubjectEntry> subjects = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();

    /** The keys of both maps by the minute, since 1970, at whose end their entry's time is over. */
    private final TreeMap<Integer, ArrayList<Object>> minutes = new TreeMap<>();

    /** What is known against a token. */
    public Verdict check(SessionId sessionId, String subject, long version) {
        SessionEntry session = sessions.get(sessionId);
        SubjectEntry all = subjects.get(subject);
        if (session == null && all == null) {
            return Verdict.CURRENT;
        }
        if ((session != null && isEnd(session)) || (all != null && version < all.endedMinimum)) {
            return Verdict.REVOKED;
        }
        boolean isOutdated =
                (session != null && version < session.minimum) || (all != null && version < all.outdatedMinimum);
        return isOutdated ? Verdict.OUTDATED : Verdict.CURRENT;
    }

    /** Why a session was ended, if it was. */
    public Optional<RevocationCause> causeOfEnd(SessionId sessionId) {
        SessionEntry session = sessions.get(sessionId);
        return session != null && isEnd(session) ? Optional.of(session.cause) : Optional.empty();
    }

    /** Why a token's session was ended, if it was: by itself or with all of its subject. */
    public Optional<RevocationCause> causeOfEnd(SessionId sessionId, String subject, long version) {
        Optional<RevocationCause> own = causeOfEnd(sessionId);
        SubjectEntry all = subjects.get(subject);
        return own.isPresent() || all == null || version >= all.endedMinimum
                ? own
                : Optional.ofNullable(all.endedCause);
    }

    /** The version below which a subject's tokens are dead, whatever their session; 0 if nothing is known. */
    public long minimumOf(String subject) {
        return subjects.getOrDefault(subject, NO_SUBJECT).minimum();
    }

    /** What is known of a session and of its subject. */
    public List<Revocation> of(SessionId sessionId, String subject) {
        List<Revocation> revocations = new ArrayList<>();
        SessionEntry session = sessions.get(sessionId);
        if (session != null) {
            revocations.add(revocation(sessionId, session));
        }
        addTo(revocations, subject, subjects.getOrDefault(subject, NO_SUBJECT), NO_SUBJECT);
        return revocations;
    }

    /**
     * Takes a revocation in.
     *
     * @return whether it is news: whether some token that was good before is dead now
     */
    public boolean apply(Revocation revocation) {
        writing.lock();
        try {
            return revocation.sessionId().isPresent()
                    ? applyTo(revocation.sessionId().get(), revocation)
                    : applyTo(revocation.subject().orElseThrow(), revocation);
        } finally {
            writing.unlock();
        }
    }

    /**
     * What this view has of the time since an instant and another view lacks.
     *
     * @param other a view of all that a log holds
     */
    public List<Revocation> missingFrom(RevocationView other, Instant since) {
        int first = minute(since);
        List<Revocation> missing = new ArrayList<>();
        sessions.forEach((id, entry) -> {
            SessionEntry known = other.sessions.get(id);
            if (entry.minute >= first && (known == null || known.minimum < entry.minimum)) {
                missing.add(revocation(id, entry));
            }
        });
        subjects.forEach((subject, entry) -> {
            if (entry.minute >= first) {
                addTo(missing, subject, entry, other.subjects.getOrDefault(subject, NO_SUBJECT));
            }
        });
        return missing;
    }

    /**
     * Drops what no living token can be concerned by.
     *
     * @param until entries of a time before it are dropped
     */
    public void forget(Instant until) {
        int first = minute(until);
        while (forgetSome(first)) {
            // Between two portions, a writer gets the lock.
        }
    }

    /** How many sessions and subjects something is known of. */
    public long size() {
        return (long) sessions.size() + subjects.size();
    }

    private boolean applyTo(SessionId id, Revocation revocation) {
        SessionEntry known = sessions.getOrDefault(id, NO_SESSION);
        boolean isNews = revocation.minimumVersion() > known.minimum;
        int minute = Math.max(minute(revocation.at()), known.minute);
        sessions.put(
                id,
                isNews
                        ? new SessionEntry(revocation.minimumVersion(), revocation.cause(), minute)
                        : new SessionEntry(known.minimum, known.cause, minute));
        remember(id, minute, minute > known.minute);
        return isNews;
    }

    private boolean applyTo(String subject, Revocation revocation) {
        SubjectEntry known = subjects.getOrDefault(subject, NO_SUBJECT);
        long minimum = revocation.minimumVersion();
        int minute = Math.max(minute(revocation.at()), known.minute);
        SubjectEntry merged;
        if (revocation.kind() == Kind.ENDED) {
            boolean raises = minimum > known.endedMinimum;
            merged = new SubjectEntry(
                    Math.max(minimum, known.endedMinimum),
                    raises ? revocation.cause() : known.endedCause,
                    known.outdatedMinimum,
                    minute);
        } else {
            merged = new SubjectEntry(
                    known.endedMinimum, known.endedCause, Math.max(minimum, known.outdatedMinimum), minute);
        }
        subjects.put(subject, merged);
        remember(subject, minute, minute > known.minute);
        return merged.endedMinimum > known.endedMinimum || merged.outdatedMinimum > known.outdatedMinimum;
    }

    private void remember(Object key, int minute, boolean isLater) {
        if (isLater) {
            minutes.computeIfAbsent(minute, absent -> new ArrayList<>()).add(key);
        }
    }

    private boolean forgetSome(int first) {
        writing.lock();
        try {
            Map.Entry<Integer, ArrayList<Object>> oldest = minutes.firstEntry();
            if (oldest == null || oldest.getKey() >= first) {
                return false;
            }
            ArrayList<Object> keys = oldest.getValue();
            List<Object> portion = keys.subList(Math.max(0, keys.size() - FORGOTTEN_AT_ONCE), keys.size());
            portion.forEach(key -> drop(key, oldest.getKey()));
            portion.clear();
            if (keys.isEmpty()) {
                minutes.remove(oldest.getKey());
            }
            return true;
        } finally {
            writing.unlock();
        }
    }

    /** An entry that was merged with a later one stands in a later minute too, and stays. */
    private void drop(Object key, int minute) {
        if (key instanceof SessionId id) {
            SessionEntry entry = sessions.get(id);
            if (entry != null && entry.minute == minute) {
                sessions.remove(id);
            }
        } else if (key instanceof String subject) {
            SubjectEntry entry = subjects.get(subject);
            if (entry != null && entry.minute == minute) {
                subjects.remove(subject);
            }
        }
    }

    private static boolean isEnd(SessionEntry entry) {
        return entry.minimum == Revocation.ALL_VERSIONS;
    }

    private static Revocation revocation(SessionId id, SessionEntry entry) {
        return isEnd(entry)
                ? Revocation.sessionEnded(Optional.empty(), id, entry.cause, instant(entry.minute))
                : Revocation.sessionOutdated(Optional.empty(), id, entry.minimum, instant(entry.minute));
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
