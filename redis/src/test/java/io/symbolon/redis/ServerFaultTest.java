package io.symbolon.redis;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.RevocationCause;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.Patience;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server is paused, killed, restarted with and without its data, or out of memory. */
final class ServerFaultTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Closer closer = new Closer();
    private RedisProcess server;
    private RedisUserSessionStorage storage;

    @BeforeEach
    void start() {
        server = closer.add(RedisProcess.start());
        storage = closer.add(RedisUserSessionStorage.builder(server.uri())
                .commandTimeout(TIMEOUT)
                .build());
    }

    @AfterEach
    void close() {
        closer.close();
    }

    @Test
    void aPausedServerFailsCallsInTimeAndLosesNothing() throws InterruptedException {
        StoredSession session = Sample.stored(storage, "alice");
        StoredSession other = Sample.stored(storage, "alice");

        server.pause();
        long start = System.nanoTime();
        assertRetryIsSafe(() -> storage.end(session.id(), RevocationCause.SIGNED_OUT));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(10));
        server.resume();

        awaitBack();
        List<Revocation> revocations =
                storage.end(session.id(), RevocationCause.SIGNED_OUT).revocations();
        assertThat(storage.findAll("alice").value()).containsExactly(other);
        assertThat(Sample.readAll(storage.revocationLog())).isEqualTo(revocations);
    }

    @Test
    void aServerThatIsBackFromItsFileHasAll() throws InterruptedException {
        server.restart("--appendonly", "yes", "--appendfsync", "always");
        awaitBack();
        StoredSession live = Sample.stored(storage, "alice");
        StoredSession rotated = storage.update(Sample.rotation(live)).value().orElseThrow();
        StoredSession ended = Sample.stored(storage, "alice");
        storage.end(ended.id(), RevocationCause.SIGNED_OUT);
        storage.endAll("bob", RevocationCause.ADMINISTRATOR, 0);
        storage.outdateAll("carol");
        LogCursor cursor = Sample.end(storage.revocationLog());
        List<Revocation> logged = Sample.readAll(storage.revocationLog());

        server.kill();
        assertRetryIsSafe(() -> storage.find(live.id()));
        server.restart("--appendonly", "yes");

        awaitBack();
        assertThat(storage.findAll("alice").value()).containsExactly(rotated);
        LogPage page = storage.revocationLog().read(cursor, Duration.ZERO);
        assertThat(page.restarted()).isFalse();
        assertThat(page.revocations()).isEmpty();
        assertThat(Sample.readAll(storage.revocationLog())).isEqualTo(logged);
        assertThat(Sample.stored(storage, "bob").version())
                .isGreaterThanOrEqualTo(logged.get(1).minimumVersion());
    }

    @Test
    void aServerThatIsBackEmptyIsOpenedAnewAndItsLogIsAnotherOne() throws InterruptedException {
        StoredSession lost = Sample.stored(storage, "alice");
        LogCursor ofEmptyLog = Sample.end(storage.revocationLog());
        storage.end(Sample.newId("alice"), RevocationCause.SIGNED_OUT);
        LogCursor ofEntry = Sample.end(storage.revocationLog());

        server.restart();

        awaitBack();
        assertThat(storage.find(lost.id()).value()).isEmpty();
        for (LogCursor cursor : List.of(ofEmptyLog, ofEntry)) {
            assertThat(storage.revocationLog().read(cursor, Duration.ZERO).restarted())
                    .isTrue();
        }
        assertThat(storage.find(Sample.stored(storage, "alice").id()).value()).isPresent();
    }

    @Test
    void aWaitingReaderNoticesSoonThatTheServerIsBackEmpty() throws Exception {
        LogCursor cursor = Sample.end(storage.revocationLog());
        Thread restart = new Thread(() -> server.restart());
        restart.start();

        await().until(() ->
                storage.revocationLog().read(cursor, Duration.ofMinutes(5)).restarted());
        Patience.join(restart);
    }

    @Test
    void revocationsPassWhenTheServersMemoryIsFull() throws InterruptedException {
        StoredSession first = Sample.stored(storage, "alice");
        StoredSession second = Sample.stored(storage, "bob");
        server.ask("CONFIG SET maxmemory 1");

        assertRetryIsSafe(() -> storage.insert(Sample.insert("alice")));
        assertThat(storage.end(first.id(), RevocationCause.SIGNED_OUT).value()).isTrue();
        assertThat(storage.endAll("bob", RevocationCause.ADMINISTRATOR, 0).value())
                .isEqualTo(1);

        assertThat(storage.find(first.id()).value()).isEmpty();
        assertThat(storage.find(second.id()).value()).isEmpty();
        assertThat(Sample.readAll(storage.revocationLog())).hasSize(2);
    }

    @Test
    void scriptsAreSentAgainWhereTheServerHasForgottenThem() {
        StoredSession session = Sample.stored(storage, "alice");

        server.ask("SCRIPT FLUSH");

        assertThat(storage.find(session.id()).value()).contains(session);
        server.ask("SCRIPT FLUSH");
        assertThat(storage.end(session.id(), RevocationCause.SIGNED_OUT).value())
                .isTrue();
    }

    private void awaitBack() {
        await().untilAsserted(
                        () -> assertThatCode(() -> storage.findAll("nobody")).doesNotThrowAnyException());
    }

    private static void assertRetryIsSafe(ThrowingCallable call) {
        SessionStorageException failure = catchThrowableOfType(SessionStorageException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.isRetrySafe()).isTrue();
        assertThat(failure.getMessage()).doesNotContain("alice");
    }
}
