package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.PATIENCE;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.PinnedThreads;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.VirtualThreads;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Nothing of the library keeps the carrier of a virtual thread that waits. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads are there from Java 21 on.")
class VirtualThreadsTest {
    private static final int THREADS = 10_000;
    private static final int CONNECTIONS = 8;

    /** As a pool of connections does, it lets few calls in at a time: the others wait in the middle of a flow. */
    private static final class PooledStorage extends WrappedStorage {
        private final Semaphore connections = new Semaphore(CONNECTIONS);

        PooledStorage(SettableClock clock) {
            super(new InMemoryUserSessionStorage(clock));
        }

        @Override
        public InsertResult insert(SessionInsert insert) {
            return inTurn(() -> super.insert(insert));
        }

        @Override
        public StorageResult<Optional<StoredSession>> find(SessionId id) {
            return inTurn(() -> super.find(id));
        }

        @Override
        public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
            return inTurn(() -> super.update(update));
        }

        @Override
        public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
            return inTurn(() -> super.end(id, cause));
        }

        private <T> T inTurn(Supplier<T> call) {
            connections.acquireUninterruptibly();
            try {
                return call.get();
            } finally {
                connections.release();
            }
        }
    }

    private final SettableClock clock = new SettableClock();
    private final PooledStorage storage = new PooledStorage(clock);

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    @Test
    void tenThousandVirtualThreadsVerifyRefreshAndRevokeOnOneManagerAndNoneIsPinned() throws Exception {
        JwtUserSessionManager node = nodes.start();
        useOnce(node, "user");
        storage.connections.acquireUninterruptibly(CONNECTIONS);
        try (PinnedThreads pinned = new PinnedThreads()) {
            List<Callable<Void>> users = new ArrayList<>();
            for (int user = 0; user < THREADS; user++) {
                String subject = "user-" + user;
                users.add(() -> {
                    useOnce(node, subject);
                    return null;
                });
            }
            runAll(users, () -> {
                soon().until(() -> storage.connections.getQueueLength() == THREADS);
                storage.connections.release(CONNECTIONS);
            });

            assertThat(storage.ends.get()).isEqualTo(THREADS + 1);
            assertThat(pinned.stop()).isEmpty();
        }
    }

    /** Later Java releases need not keep the carrier here. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, max = JRE.JAVA_25)
    void aThreadThatIsPinnedIsRecorded() throws Exception {
        try (PinnedThreads pinned = new PinnedThreads()) {
            runAll(List.of(() -> WaitsInItsInitializer.VALUE), () -> {});

            assertThat(pinned.stop()).isNotEmpty();
        }
    }

    private static void useOnce(JwtUserSessionManager node, String subject) {
        SessionTokens first = node.create(subject, CONTEXT);
        assertThat(node.verify(first.accessToken()).subject()).isEqualTo(subject);
        SessionTokens next = node.refresh(first.refreshToken(), CONTEXT);
        assertThat(node.verify(next.accessToken()).subject()).isEqualTo(subject);
        assertThat(node.revoke(next.sessionId())).isTrue();
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(next.accessToken()));
    }

    /** @param onceRunning done when all were started */
    private static <T> void runAll(List<Callable<T>> tasks, Runnable onceRunning) throws Exception {
        ExecutorService executor = VirtualThreads.executor();
        try {
            List<Future<T>> running = tasks.stream().map(executor::submit).toList();
            onceRunning.run();
            for (Future<T> task : running) {
                task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** Waits for another thread where no virtual thread can leave its carrier. */
    private static final class WaitsInItsInitializer {
        static final int VALUE = new WaitsInItsInitializer().value;

        private final int value;

        private WaitsInItsInitializer() {
            CountDownLatch done = new CountDownLatch(1);
            Thread other = new Thread(done::countDown);
            other.start();
            boolean isDone;
            try {
                isDone = done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            this.value = isDone ? 1 : 0;
        }
    }
}
