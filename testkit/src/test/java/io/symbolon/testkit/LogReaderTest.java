package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the contracts take for the end of a log. */
class LogReaderTest {
    private static final Revocation ENDED = Revocation.sessionEnded(
            Optional.empty(), NewSession.newId("alice"), RevocationCause.SIGNED_OUT, Instant.EPOCH);

    @Test
    void aPageThatSomebodyHadBeforeIsNotTheEnd() throws InterruptedException {
        LogReader reader = new LogReader(new PassedOn());

        assertThat(reader.readToEnd()).containsExactly(ENDED);
    }

    /** Gives a page from before it was asked, whose way takes longer than it is old; then one that it asks for. */
    private static final class PassedOn implements RevocationLog {
        private static final Duration AGE = Duration.ofMillis(1);

        private boolean wasRead;

        @Override
        public LogPage read(LogCursor after, Duration maxWait) {
            if (wasRead) {
                return new LogPage(List.of(ENDED), after, Instant.EPOCH, false, true, Duration.ZERO);
            }
            wasRead = true;
            long began = System.nanoTime();
            while (System.nanoTime() - began <= AGE.toNanos()) {
                Thread.onSpinWait();
            }
            return new LogPage(List.of(), after, Instant.EPOCH, false, true, AGE);
        }

        @Override
        public Duration retention() {
            return Duration.ofHours(2);
        }
    }
}
