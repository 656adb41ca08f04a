package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.RevocationCause;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A storage or a log that was closed says so, and not that the server cannot be reached. */
final class UseAfterCloseTest {
    private static RedisProcess server;

    @BeforeAll
    static void startServer() {
        server = RedisProcess.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void everyMethodOfAClosedStorageSaysThatItIsClosed() {
        RedisUserSessionStorage storage = RedisUserSessionStorage.builder(server.uri())
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .build();
        StoredSession session = Sample.stored(storage, "alice");
        Revocation revocation = Revocation.subjectEnded("alice", 1, RevocationCause.ADMINISTRATOR, Instant.EPOCH);

        storage.close();
        storage.close();

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> storage.insert(Sample.insert("alice")),
                () -> storage.find(session.id()),
                () -> storage.findAll("alice"),
                () -> storage.update(Sample.rotation(session)),
                () -> storage.end(session.id(), RevocationCause.SIGNED_OUT),
                () -> storage.endAll("alice", RevocationCause.SIGNED_OUT, 0),
                () -> storage.endOthers(session.id(), RevocationCause.SIGNED_OUT),
                () -> storage.outdate(session.id()),
                () -> storage.outdateAll("alice"),
                () -> storage.restore(List.of(revocation)),
                () -> storage.restore(List.of()),
                () -> storage.revocationLog().read(LogCursor.START, Duration.ZERO))) {
            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        }
    }

    @Test
    void aReaderThatWaitsHearsThatTheLogWasClosed() throws Exception {
        RedisUserSessionStorage.builder(server.uri())
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .build()
                .close();
        RedisRevocationLog log = RedisRevocationLog.builder(server.uri())
                .commandTimeout(TestClients.COMMAND_TIMEOUT)
                .build();
        LogCursor end = Sample.end(log);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                log.read(end, Duration.ofMinutes(5));
            } catch (InterruptedException interrupted) {
                throw new CompletionException(interrupted);
            }
        });
        assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        log.close();

        assertThatThrownBy(() -> Patience.get(waiting))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
