package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.storage.LogRetention;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.memory.InMemoryProbe;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has expired is gone: however many sessions there were, the storage holds those of the last seconds. */
final class InMemoryLeakTest {
    private static final int SESSIONS = Boolean.getBoolean("symbolon.long") ? 10_000_000 : 1_000_000;
    private static final int A_SECOND = 1_000;
    private static final Duration LIFETIME = Duration.ofSeconds(2);
    private static final Duration RETENTION = Duration.ofSeconds(10);

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryUserSessionStorage storage =
            new InMemoryUserSessionStorage(clock, LogRetention.DEFAULT.withRetention(RETENTION));

    @Test
    @Timeout(600)
    void millionsOfShortSessionsLeaveNothingBehind() {
        int mostSessions = 0;
        int mostSubjects = 0;
        int mostRevocations = 0;
        for (int i = 0; i < SESSIONS; i++) {
            if (i % A_SECOND == 0) {
                clock.advance(Duration.ofSeconds(1));
                mostSessions = Math.max(mostSessions, InMemoryProbe.sessions(storage));
                mostSubjects = Math.max(mostSubjects, InMemoryProbe.subjects(storage));
                mostRevocations = Math.max(mostRevocations, InMemoryProbe.revocations(storage));
            }
            openOne(i);
        }

        assertThat(mostSessions).isBetween(A_SECOND / 2, 2 * A_SECOND);
        assertThat(mostSubjects).isBetween(10 * A_SECOND, 14 * A_SECOND);
        assertThat(mostRevocations).isBetween(A_SECOND, 8 * A_SECOND);

        clock.advance(LIFETIME);
        assertThat(InMemoryProbe.sessions(storage)).isZero();
        clock.advance(RETENTION);
        assertThat(InMemoryProbe.subjects(storage)).isZero();
        assertThat(InMemoryProbe.revocations(storage)).isZero();
    }

    /** Every fourth is ended, refreshed, or its subject ended, before its time is over. */
    private void openOne(int number) {
        String subject = "subject-" + number;
        StoredSession session = StorageContract.stored(storage.insert(NewSession.of(subject)
                .lifetime(LIFETIME, LIFETIME.multipliedBy(2))
                .toInsert()));
        switch (number % 8) {
            case 0 -> storage.end(session.id(), RevocationCause.SIGNED_OUT);
            case 1 -> storage.endAll(subject, RevocationCause.ADMINISTRATOR, 0);
            case 2 -> storage.outdateAll(subject);
            case 3 -> storage.update(NewSession.rotationOf(session));
            default -> {}
        }
    }
}
