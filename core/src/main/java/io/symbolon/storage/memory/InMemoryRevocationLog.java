package io.symbolon.storage.memory;

import io.symbolon.SessionId;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.LogRetention;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The revocations of the retention's time, numbered from 1; a cursor is the number of the last one that was read, after
 * the log's name.
 */
final class InMemoryRevocationLog implements RevocationLog {
    private static final int PAGE_SIZE = 10_000;
    private static final long OF_ANOTHER_LOG = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private final TreeMap<Long, Revocation> entries = new TreeMap<>();
    private final Map<SessionId, Revocation> ends = new HashMap<>();
    private final Map<SessionId, Revocation> outdated = new HashMap<>();
    private final Map<String, Map<SessionId, Revocation>> endsBySubject = new HashMap<>();
    private final String name = UUID.randomUUID() + ":";
    private final Supplier<Instant> clock;
    private final LogRetention retention;
    private final Runnable beforeRead;
    private long last;
    private boolean closed;

    InMemoryRevocationLog(Supplier<Instant> clock, LogRetention retention, Runnable beforeRead) {
        this.clock = clock;
        this.retention = retention;
        this.beforeRead = beforeRead;
    }

    @Override
    public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
        beforeRead.run();
        lock.lockInterruptibly();
        try {
            long nanos = maxWait.toNanos();
            while (number(after) == last && nanos > 0 && !closed) {
                nanos = appended.awaitNanos(nanos);
            }
            if (closed) {
                throw new IllegalStateException("The storage is closed.");
            }
            return page(after);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duration retention() {
        return retention.retention();
    }

    @Override
    public Duration clockMargin() {
        return retention.clockMargin();
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            appended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Revocation append(Revocation revocation) {
        lock.lock();
        try {
            trim();
            entries.put(++last, revocation);
            if (revocation.target() instanceof Revocation.OfSession session) {
                note(session, revocation);
            }
            appended.signalAll();
            return revocation;
        } finally {
            lock.unlock();
        }
    }

    /** The entry that says that a session was ended. */
    Optional<Revocation> endOf(SessionId id) {
        lock.lock();
        try {
            trim();
            return Optional.ofNullable(ends.get(id));
        } finally {
            lock.unlock();
        }
    }

    /** Whether an entry says of a session at least what a revocation of it says. */
    boolean has(SessionId id, Revocation revocation) {
        lock.lock();
        try {
            trim();
            return saysAsMuch(ends.get(id), revocation)
                    || (!revocation.ends() && saysAsMuch(outdated.get(id), revocation));
        } finally {
            lock.unlock();
        }
    }

    /** The entries that say that sessions of a subject were ended. */
    List<Revocation> endsOf(String subject) {
        lock.lock();
        try {
            trim();
            return List.copyOf(endsBySubject.getOrDefault(subject, Map.of()).values());
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            trim();
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    private LogPage page(LogCursor cursor) {
        trim();
        long after = number(cursor);
        long beforeFirst = last - entries.size();
        boolean restarted = !cursor.equals(LogCursor.START) && (after > last || after < beforeFirst);
        long from = restarted ? beforeFirst : Math.max(after, beforeFirst);
        List<Revocation> page =
                entries.tailMap(from, false).values().stream().limit(PAGE_SIZE).toList();
        long next = from + page.size();
        return new LogPage(page, new LogCursor(name + next), clock.get(), restarted, next == last);
    }

    private void trim() {
        Instant now = clock.get();
        while (!entries.isEmpty()
                && !entries.firstEntry()
                        .getValue()
                        .at()
                        .plus(retention.retention())
                        .isAfter(now)) {
            forget(entries.pollFirstEntry().getValue());
        }
    }

    private static boolean saysAsMuch(@Nullable Revocation logged, Revocation revocation) {
        return logged != null && logged.minimumVersion() >= revocation.minimumVersion();
    }

    private void note(Revocation.OfSession session, Revocation revocation) {
        if (!revocation.ends()) {
            outdated.put(session.id(), revocation);
            return;
        }
        ends.put(session.id(), revocation);
        session.subject()
                .ifPresent(subject -> endsBySubject
                        .computeIfAbsent(subject, unused -> new LinkedHashMap<>())
                        .put(session.id(), revocation));
    }

    private void forget(Revocation trimmed) {
        if (trimmed.target() instanceof Revocation.OfSession session) {
            ends.remove(session.id(), trimmed);
            outdated.remove(session.id(), trimmed);
            session.subject()
                    .ifPresent(subject -> endsBySubject.computeIfPresent(subject, (key, ended) -> {
                        ended.remove(session.id(), trimmed);
                        return ended.isEmpty() ? null : ended;
                    }));
        }
    }

    private long number(LogCursor cursor) {
        if (cursor.equals(LogCursor.START)) {
            return 0;
        }
        return cursor.value().startsWith(name)
                ? Long.parseLong(cursor.value().substring(name.length()))
                : OF_ANOTHER_LOG;
    }
}
