package io.symbolon.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionId;
import io.symbolon.SessionLifetime;
import io.symbolon.storage.Generation;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoredSessionsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final StoredSessions sessions = new StoredSessions();

    @Test
    void aSessionExpiresAtTheMillisecond() {
        StoredSession session = session(1, START);
        sessions.put(session);

        assertThat(sessions.nextExpired(START.plus(IDLE).minusMillis(1))).isEmpty();
        assertThat(sessions.nextExpired(START.plus(IDLE))).contains(session);
    }

    @Test
    void aRefreshPutsTheEndOff() {
        sessions.put(session(1, START));
        StoredSession refreshed = session(1, START.plusSeconds(30));
        sessions.put(refreshed);

        assertThat(sessions.nextExpired(START.plus(IDLE).plusSeconds(30).minusMillis(1)))
                .isEmpty();
        assertThat(sessions.nextExpired(START.plus(IDLE).plusSeconds(30))).contains(refreshed);
    }

    @Test
    void anEndThatComesNearerCounts() {
        sessions.put(session(1, START.plusSeconds(30)));
        StoredSession steppedBack = session(1, START);
        sessions.put(steppedBack);

        assertThat(sessions.nextExpired(START.plus(IDLE))).contains(steppedBack);
        sessions.remove(steppedBack);
        assertThat(sessions.nextExpired(START.plus(IDLE).plusSeconds(30))).isEmpty();
    }

    @Test
    void allThatHaveExpiredAreFoundAndNoOther() {
        for (int number = 0; number < 1_000; number++) {
            sessions.put(session(number, START.plusMillis(number * 7_919L % 1_000)));
        }

        Instant now = START.plus(IDLE).plusMillis(499);
        for (int found = 0; found < 500; found++) {
            StoredSession expired = sessions.nextExpired(now).orElseThrow();
            assertThat(expired.expiresAt()).isBeforeOrEqualTo(now);
            sessions.remove(expired);
        }
        assertThat(sessions.nextExpired(now)).isEmpty();
        assertThat(sessions.size()).isEqualTo(500);
    }

    @Test
    void theTimesOfSessionsThatWereEndedAreForgottenLongBeforeTheyCome() {
        for (int number = 0; number < 10; number++) {
            sessions.put(session(number, START));
        }
        for (int number = 10; number < 10_000; number++) {
            StoredSession session = session(number, START);
            sessions.put(session);
            sessions.remove(session);

            assertThat(sessions.timesNoted()).isLessThan(100);
        }
    }

    private static StoredSession session(long number, Instant refreshedAt) {
        return new StoredSession(
                SessionId.of(number, 0),
                "user",
                "client",
                1,
                0,
                new Generation(0, 0, Generation.Origin.SIGN_IN, "key", START),
                START,
                refreshedAt,
                SessionLifetime.of(IDLE, Duration.ofDays(1)),
                SessionParts.none());
    }
}
