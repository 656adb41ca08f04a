package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.SessionStorageException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What a fault means to the caller. */
final class RedisFaultsTest {
    @Test
    void aCommandThatWasCancelledAsItsConnectionWasReplacedMayBeTriedAgain() {
        CompletableFuture<String> command = new CompletableFuture<>();
        command.cancel(true);

        ExecutionException failed = catchThrowableOfType(
                ExecutionException.class, () -> RedisFaults.answer(command, Duration.ofSeconds(1)));

        SessionStorageException fault = RedisFaults.translate(failed);
        assertThat(fault.isRetrySafe()).isTrue();
        assertThat(fault).hasMessageContaining("was cut");
    }
}
