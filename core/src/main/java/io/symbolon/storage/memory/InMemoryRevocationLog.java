package io.symbolon.storage.memory;

import io.symbolon.SessionId;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

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
    private final String name = UUID.randomUUID() + ":";
    private final Supplier<Instant> clock;
    private final Duration retention;
    private final Runnable beforeRead;
    private long last;

    InMemoryRevocationLog(Supplier<Instant> clock, Duration retention, Runnable beforeRead) {
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
            while (number(after) == last && nanos > 0) {
                nanos = appended.awaitNanos(nanos);
            }
            return page(after);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duration retention() {
        return retention;
    }

    Revocation append(Revocation revocation) {
        lock.lock();
        try {
            trim();
            entries.put(++last, revocation);
            if (revocation.kind() == Revocation.Kind.ENDED) {
                revocation.sessionId().ifPresent(id -> ends.put(id, revocation));
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
                && !entries.firstEntry().getValue().at().plus(retention).isAfter(now)) {
            Revocation trimmed = entries.pollFirstEntry().getValue();
            trimmed.sessionId().ifPresent(id -> ends.remove(id, trimmed));
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
