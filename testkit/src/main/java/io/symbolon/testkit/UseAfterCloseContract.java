package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.symbolon.storage.LogCursor;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A storage object that was closed refuses every further use with an {@link IllegalStateException}, at once. */
public abstract class UseAfterCloseContract extends StorageContract {
    /** For subclasses. */
    protected UseAfterCloseContract() {}

    @Test
    void everyCallAfterCloseIsRefused() {
        UserSessionStorage storage = storage();
        StoredSession session = insert("alice");
        RevocationLog log = storage.revocationLog();

        storage.close();

        StorageCalls.of(storage, session).forEach((name, call) -> assertRefused(name, call));
        assertRefused("restore of nothing", () -> storage.restore(List.of()));
        assertRefused("read of a log that was asked for before", () -> log.read(LogCursor.START, Duration.ZERO));
    }

    @Test
    void closingTwiceDoesNoHarm() {
        storage().close();
        storage().close();
    }

    @Test
    void aReaderThatWaitsIsWokenByClose() throws InterruptedException, TimeoutException {
        LogReader reader = LogReader.atEndOf(storage().revocationLog());
        FutureTask<Object> reading = new FutureTask<>(() -> reader.read(Duration.ofSeconds(60)));
        Thread thread = new Thread(reading, "waiting reader");
        thread.setDaemon(true);
        thread.start();
        assertThatThrownBy(() -> reading.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        storage().close();

        try {
            assertThat(reading.get(fixture().patience().toMillis(), TimeUnit.MILLISECONDS))
                    .as("an empty page, or the refusal")
                    .isNotNull();
        } catch (ExecutionException refused) {
            assertThat(refused).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    private void assertRefused(String name, StorageCalls.Call call) {
        long start = System.nanoTime();
        Throwable refusal = catchThrowable(call::run);
        assertThat(refusal).as(name).isInstanceOf(IllegalStateException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(name)
                .isLessThan(fixture().patience());
    }
}
