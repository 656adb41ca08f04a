package io.symbolon.storage.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.fixture.Lincheck;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.StoredSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Calls about the sessions of one subject: in every order of steps each is whole, and a session that is gone is in the log. */
@EnabledIfSystemProperty(named = "symbolon.long", matches = "true", disabledReason = "takes minutes")
class InMemoryStorageOrdersTest {
    private static final String SUBJECT = "ada";
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC);
    private static final List<SessionId> IDS = Stream.of(1, 2)
            .map(number -> SessionId.of((long) SessionId.partitionOf(SUBJECT) << 8, number))
            .toList();

    /** A subject that may have one session at a time. */
    @Param(name = "session", gen = IntGen.class, conf = "0:1")
    public static final class OneSubject {
        private final InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage(CLOCK);

        @Operation
        public long insert(@Param(name = "session") int session) {
            return storage.insert(new SessionInsert(
                            IDS.get(session),
                            SUBJECT,
                            "web",
                            "key-1",
                            SessionLifetime.of(Duration.ofHours(1), Duration.ofHours(8)),
                            SessionParts.none(),
                            SessionLimits.ofSubject(SessionLimit.evictOldest(1)),
                            0))
                    .session()
                    .map(StoredSession::version)
                    .orElse(-1L);
        }

        @Operation
        public long versionOf(@Param(name = "session") int session) {
            return storage.find(IDS.get(session))
                    .value()
                    .map(StoredSession::version)
                    .orElse(-1L);
        }

        @Operation
        public boolean end(@Param(name = "session") int session) {
            return storage.end(IDS.get(session), RevocationCause.SIGNED_OUT).value();
        }

        @Operation
        public int endAll() {
            return storage.endAll(SUBJECT, RevocationCause.SIGNED_OUT, 0).value();
        }

        @Operation
        public boolean outdate(@Param(name = "session") int session) {
            return storage.outdate(IDS.get(session)).value();
        }

        @Operation
        public int logged() throws InterruptedException {
            return storage.revocationLog()
                    .read(LogCursor.START, Duration.ZERO)
                    .revocations()
                    .size();
        }
    }

    /** Writes to the log when the lock is free again. */
    public static final class LogsAfterTheLock {
        private final ReentrantLock lock = new ReentrantLock();
        private final Set<Integer> sessions = new HashSet<>(Set.of(1));
        private final Set<Integer> log = new HashSet<>();

        @Operation
        public boolean isStored() {
            lock.lock();
            try {
                return sessions.contains(1);
            } finally {
                lock.unlock();
            }
        }

        @Operation
        public boolean end() {
            boolean wasStored;
            lock.lock();
            try {
                wasStored = sessions.remove(1);
            } finally {
                lock.unlock();
            }
            lock.lock();
            try {
                log.add(1);
            } finally {
                lock.unlock();
            }
            return wasStored;
        }

        @Operation
        public int logged() {
            lock.lock();
            try {
                return log.size();
            } finally {
                lock.unlock();
            }
        }
    }

    @Test
    void noOrderOfStepsShowsHalfOfACall() {
        Lincheck.fewOrders().check(OneSubject.class);
    }

    @Test
    void anEndThatIsLoggedAfterTheLockIsFound() {
        assertThatThrownBy(() -> Lincheck.orders().check(LogsAfterTheLock.class))
                .isInstanceOf(LincheckAssertionError.class);
    }
}
