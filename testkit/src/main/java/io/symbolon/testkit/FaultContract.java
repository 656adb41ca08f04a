package io.symbolon.testkit;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.RevocationCause;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A storage whose server is away says so within a bounded time, that every call can be repeated, and nothing of what it
 * keeps; when the server is back, so is the storage, with all that it had. For fixtures that have an
 * {@link StorageFixture#outage() outage}.
 */
public abstract class FaultContract extends StorageContract {
    private static final String SECRET = "s3cr3t";

    /** For subclasses. */
    protected FaultContract() {}

    /** How a call ended while the server was away. */
    private record Failure(String call, Optional<SessionStorageException> thrown, Duration after) {}

    @Test
    void everyCallFailsInTimeWhileTheServerIsAway() throws InterruptedException {
        StorageFixture.Outage outage = outage();
        StoredSession session = insert(SECRET);
        List<Callable<Failure>> calls = new ArrayList<>();
        StorageCalls.of(storage(), session).forEach((name, call) -> calls.add(() -> failureOf(name, call)));

        outage.begin();

        for (Failure failure : Race.between(calls)) {
            assertThat(failure.thrown()).as(failure.call()).isPresent();
            SessionStorageException thrown = failure.thrown().orElseThrow();
            assertThat(thrown.isRetrySafe())
                    .as("%s can be repeated", failure.call())
                    .isTrue();
            assertThat(messagesOf(thrown)).as(failure.call()).noneMatch(message -> message.contains(SECRET));
            assertThat(failure.after()).as(failure.call()).isLessThan(fixture().patience());
        }
        outage.end();
    }

    private static Failure failureOf(String name, StorageCalls.Call call) {
        long start = System.nanoTime();
        @Nullable SessionStorageException thrown = catchThrowableOfType(SessionStorageException.class, call::run);
        return new Failure(name, Optional.ofNullable(thrown), Duration.ofNanos(System.nanoTime() - start));
    }

    @Test
    void theStorageIsBackWithTheServer() throws InterruptedException {
        StorageFixture.Outage outage = outage();
        StoredSession live = insert("alice");
        StoredSession ended = insert("alice");
        storage().end(ended.id(), RevocationCause.SIGNED_OUT);
        long minimum = endAll("bob");
        LogReader reader = LogReader.atEndOf(storage().revocationLog());

        outage.begin();
        assertThat(isAway()).isTrue();
        outage.end();
        awaitBack();

        assertThat(storage().find(live.id()).value()).contains(live);
        assertThat(storage().findAll("alice").value()).containsExactly(live);
        assertThat(insert("bob").version()).isGreaterThanOrEqualTo(minimum);
        assertThat(logged()).hasSize(2);
        LogPage page = reader.read(Duration.ZERO);
        assertThat(page.restarted()).isFalse();
        assertThat(page.revocations()).isEmpty();
        assertThat(storage().update(NewSession.rotationOf(live)).value()).isPresent();
    }

    @Test
    void aRepeatedCallGivesTheRightAnswer() throws InterruptedException {
        StorageFixture.Outage outage = outage();
        StoredSession session = insert("alice");
        SessionInsert insert = NewSession.of("alice").toInsert();
        outage.begin();
        assertThat(catchThrowableOfType(
                        SessionStorageException.class, () -> storage().insert(insert)))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        SessionStorageException.class, () -> storage().end(session.id(), RevocationCause.SIGNED_OUT)))
                .isNotNull();
        outage.end();
        awaitBack();

        StoredSession inserted = insert(insert);
        List<Revocation> revocations =
                storage().end(session.id(), RevocationCause.SIGNED_OUT).revocations();

        assertThat(storage().findAll("alice").value()).containsExactly(inserted);
        assertThat(revocations).hasSize(1);
        assertThat(logged()).isEqualTo(revocations);
    }

    @Test
    void aWaitingReaderMissesNothingOfAnOutage() throws Exception {
        StorageFixture.Outage outage = outage();
        storage().end(NewSession.newId("alice"), RevocationCause.SIGNED_OUT);
        LogReader reader = LogReader.atEndOf(otherNode().revocationLog());
        LogCursor cursor = reader.cursor();
        Duration wait = Duration.ofSeconds(2);
        FutureTask<LogPage> reading = new FutureTask<>(() -> reader.read(wait));
        Thread thread = new Thread(reading, "waiting reader");
        thread.setDaemon(true);
        thread.start();

        outage.begin();
        try {
            LogPage page = reading.get(wait.plus(fixture().patience()).toMillis(), TimeUnit.MILLISECONDS);
            assertThat(page.revocations()).isEmpty();
        } catch (ExecutionException failed) {
            assertThat(failed).hasCauseInstanceOf(SessionStorageException.class);
        }
        outage.end();
        awaitBack();
        Revocation revocation = storage()
                .end(NewSession.newId("alice"), RevocationCause.SIGNED_OUT)
                .revocations()
                .get(0);

        await().atMost(fixture().patience())
                .untilAsserted(() -> assertThat(otherNode()
                                .revocationLog()
                                .read(cursor, Duration.ZERO)
                                .revocations())
                        .containsExactly(revocation));
    }

    @Test
    void everyOutageIsSurvived() {
        StorageFixture.Outage outage = outage();
        List<StoredSession> sessions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sessions.add(insert("alice"));
            outage.begin();
            assertThat(isAway()).isTrue();
            outage.end();
            awaitBack();
        }

        assertThat(storage().findAll("alice").value()).containsExactlyInAnyOrderElementsOf(sessions);
    }

    private StorageFixture.Outage outage() {
        return Capabilities.require(fixture().outage(), "take the server away");
    }

    private boolean isAway() {
        return catchThrowableOfType(SessionStorageException.class, this::now) != null;
    }

    private void awaitBack() {
        for (int node = 0; node < 2; node++) {
            UserSessionStorage storage = node(node);
            await().atMost(fixture().patience())
                    .until(() -> storage.findAll("nobody").value().isEmpty());
        }
    }

    private static List<String> messagesOf(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = failure; cause != null && messages.size() < 20; cause = cause.getCause()) {
            messages.add(String.valueOf(cause.getMessage()));
        }
        return messages;
    }
}
