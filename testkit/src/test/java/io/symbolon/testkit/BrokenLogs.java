package io.symbolon.testkit;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** Storages whose log is wrong in one way each. */
final class BrokenLogs {
    /** How a broken log reads. */
    private interface Read {
        LogPage read(RevocationLog sound, LogCursor after, Duration maxWait) throws InterruptedException;
    }

    private BrokenLogs() {}

    static UserSessionStorage whoseLogSkips(UserSessionStorage sound) {
        return withPages(sound, page -> {
            List<Revocation> all = page.revocations();
            return page(page, all.size() > 2 ? all.subList(0, all.size() - 1) : all, page.restarted());
        });
    }

    static UserSessionStorage whoseLogIsSilent(UserSessionStorage sound) {
        return withPages(sound, page -> page(page, List.of(), false));
    }

    static UserSessionStorage whoseLogHidesARestart(UserSessionStorage sound) {
        return withPages(sound, page -> page(page, page.restarted() ? List.of() : page.revocations(), false));
    }

    static UserSessionStorage whoseLogForgetsEarly(UserSessionStorage sound) {
        return withPages(
                sound,
                page -> page(
                        page,
                        page.revocations().stream()
                                .filter(revocation -> revocation
                                        .at()
                                        .plus(Duration.ofSeconds(1))
                                        .isAfter(page.now()))
                                .toList(),
                        page.restarted()));
    }

    static UserSessionStorage whoseLogWakesNobody(UserSessionStorage sound) {
        return withReads(sound, (log, after, maxWait) -> {
            TimeUnit.NANOSECONDS.sleep(maxWait.toNanos());
            return log.read(after, Duration.ZERO);
        });
    }

    static UserSessionStorage whoseLogSwallowsInterrupts(UserSessionStorage sound) {
        return withReads(sound, (log, after, maxWait) -> {
            try {
                return log.read(after, maxWait);
            } catch (InterruptedException swallowed) {
                return log.read(after, Duration.ZERO);
            }
        });
    }

    /** Entries can be seen a moment after what they tell of. */
    static UserSessionStorage whoseLogIsLate(UserSessionStorage sound) {
        long lateness = Duration.ofSeconds(1).toNanos();
        AtomicLong lastEnd = new AtomicLong(System.nanoTime() - lateness);
        UserSessionStorage late = withReads(sound, (log, after, maxWait) -> {
            LogPage page = log.read(after, maxWait);
            long since = System.nanoTime() - lastEnd.get();
            return since >= lateness ? page : new LogPage(List.of(), after, page.now(), false, true);
        });
        return new ForwardingUserSessionStorage(late) {
            @Override
            public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
                lastEnd.set(System.nanoTime());
                return super.end(id, cause);
            }
        };
    }

    /** Numbers are taken before entries can be seen, as by a sequence in a transaction that commits later. */
    static UserSessionStorage whoseLogIsInOrderOfNumbers(UserSessionStorage sound) {
        AtomicLong numbers = new AtomicLong();
        ConcurrentSkipListMap<Long, Revocation> entries = new ConcurrentSkipListMap<>();
        RevocationLog log = new BrokenLog(sound.revocationLog(), (soundLog, after, maxWait) -> {
            long from = after.equals(LogCursor.START) ? 0 : Long.parseLong(after.value());
            long deadline = System.nanoTime() + maxWait.toNanos();
            while (entries.tailMap(from, false).isEmpty() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            var read = new ConcurrentSkipListMap<>(entries.tailMap(from, false));
            long next = read.isEmpty() ? from : read.lastKey();
            LogPage page = soundLog.read(LogCursor.START, Duration.ZERO);
            return new LogPage(List.copyOf(read.values()), new LogCursor(Long.toString(next)), page.now(), false, true);
        });
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
                long number = numbers.incrementAndGet();
                if (number % 5 == 0) {
                    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                }
                StorageResult<Boolean> result = sound.end(id, cause);
                entries.put(number, result.revocations().get(0));
                return result;
            }

            @Override
            public RevocationLog revocationLog() {
                return log;
            }
        };
    }

    static UserSessionStorage withPages(UserSessionStorage sound, UnaryOperator<LogPage> change) {
        return withReads(sound, (log, after, maxWait) -> change.apply(log.read(after, maxWait)));
    }

    private static UserSessionStorage withReads(UserSessionStorage sound, Read read) {
        RevocationLog log = new BrokenLog(sound.revocationLog(), read);
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public RevocationLog revocationLog() {
                return log;
            }
        };
    }

    private static LogPage page(LogPage page, List<Revocation> revocations, boolean restarted) {
        return new LogPage(revocations, page.next(), page.now(), restarted, page.atEnd());
    }

    private record BrokenLog(RevocationLog sound, Read read) implements RevocationLog {
        @Override
        public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
            return read.read(sound, after, maxWait);
        }

        @Override
        public Duration retention() {
            return sound.retention();
        }
    }
}
