package io.symbolon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.storage.Revocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a storage has answered with is looked for by its readers, once. */
final class OwnEntriesTest {
    private static final int PARTITION = 3;

    private final OwnEntries own = new OwnEntries();

    @Test
    void anEntryThatIsReadIsForgottenAndNotLost() {
        answered(5, 50);

        own.read(PARTITION, pending(), 4, Set.of(place(5, 50)), OptionalLong.empty());

        assertThat(own.losses()).isZero();
        assertThat(own.pending()).isEmpty();
    }

    @Test
    void anEntryThatIsMissingIsLostOnce() {
        answered(5, 50);
        List<LogPosition.Entry> expected = pending();

        own.read(PARTITION, expected, 4, Set.of(), OptionalLong.empty());
        own.read(PARTITION, expected, 4, Set.of(), OptionalLong.empty());

        assertThat(own.losses()).isOne();
    }

    @Test
    void anotherEntryWithItsNumberDoesNotPassForIt() {
        answered(5, 50);

        own.read(PARTITION, pending(), 4, Set.of(place(5, 51), place(6, 60)), OptionalLong.of(6));

        assertThat(own.losses()).isOne();
    }

    @Test
    void anEntryBehindThePageIsWaitedFor() {
        answered(5, 50);

        own.read(PARTITION, pending(), 2, Set.of(place(3, 30), place(4, 40)), OptionalLong.of(4));

        assertThat(own.losses()).isZero();
        assertThat(pending()).containsExactly(place(5, 50));
    }

    @Test
    void anEntryThatTheReaderHadReadBeforeIsNotLost() {
        answered(5, 50);

        own.read(PARTITION, pending(), 5, Set.of(), OptionalLong.empty());

        assertThat(own.losses()).isZero();
        assertThat(own.pending()).isEmpty();
    }

    @Test
    void anEntryThatIsAnsweredDuringAReadIsNotExpectedOfIt() {
        List<LogPosition.Entry> expected = own.pending().getOrDefault(PARTITION, List.of());
        answered(5, 50);

        own.read(PARTITION, expected, 4, Set.of(), OptionalLong.empty());

        assertThat(own.losses()).isZero();
        assertThat(pending()).containsExactly(place(5, 50));
    }

    @Test
    void memoryIsBoundedWhereNobodyReads() {
        for (int i = 0; i < 20_000; i++) {
            answered(i, i);
        }

        assertThat(pending()).hasSize(10_000).contains(place(19_999, 19_999)).doesNotContain(place(0, 0));
    }

    private List<LogPosition.Entry> pending() {
        return own.pending().getOrDefault(PARTITION, List.of());
    }

    private void answered(long seq, long id) {
        Revocation revocation = Revocation.sessionEnded(
                Optional.empty(), Sessions.idIn(PARTITION), RevocationCause.SIGNED_OUT, Instant.EPOCH);
        own.answered(List.of(new LogEntry(PARTITION, place(seq, id), revocation)));
    }

    private static LogPosition.Entry place(long seq, long id) {
        return new LogPosition.Entry(seq, id);
    }
}
