package io.symbolon.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a view knows of everything that was ended. */
class EverythingTableTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SessionId IN_5 = SessionId.of(5L << 8, 1);
    private static final SessionId IN_6 = SessionId.of(6L << 8, 1);

    private final RevocationView view = new RevocationView();

    @Test
    void oneNumberOfThePartitionDecides() {
        view.apply(everything(SessionPartitions.of(5, 16), 100));

        assertThat(view.check(IN_5, "s", 99)).isEqualTo(Verdict.REVOKED);
        assertThat(view.check(IN_5, "s", 100)).isEqualTo(Verdict.CURRENT);
        assertThat(view.check(IN_6, "s", 99)).isEqualTo(Verdict.CURRENT);
        assertThat(view.minimumOf(5)).isEqualTo(100);
        assertThat(view.minimumOf(21)).isEqualTo(100);
        assertThat(view.minimumOf(6)).isZero();
        assertThat(view.causeOfEnd(IN_5, "s", 99)).contains(RevocationCause.ADMINISTRATOR);
        assertThat(view.causeOfEnd(IN_5, "s", 100)).isEmpty();
    }

    @Test
    void theGreaterMinimumStaysInWhateverOrderTheyCome() {
        assertThat(view.apply(everything(SessionPartitions.all(), 100))).isTrue();
        assertThat(view.apply(everything(SessionPartitions.of(5), 90))).isFalse();
        assertThat(view.apply(everything(SessionPartitions.of(5), 100))).isFalse();
        assertThat(view.apply(everything(SessionPartitions.of(5), 110))).isTrue();

        assertThat(view.minimumOf(5)).isEqualTo(110);
        assertThat(view.minimumOf(6)).isEqualTo(100);
    }

    @Test
    void aTokenThatWasFoundGoodIsLookedAtAgain() {
        long before = view.changes(IN_5, "s");
        long elsewhere = view.changes(IN_6, "another");

        view.apply(everything(SessionPartitions.of(5), 100));

        assertThat(view.changes(IN_5, "s")).isGreaterThan(before);
        assertThat(view.changes(IN_6, "another")).isGreaterThan(elsewhere);
    }

    @Test
    void nothingOfItIsForgotten() {
        view.apply(everything(SessionPartitions.of(5), 100));
        view.apply(Revocation.subjectEnded("s", 50, RevocationCause.SIGNED_OUT, START));

        while (view.forget(START.plus(Duration.ofDays(1)))) {
            // More is left.
        }

        assertThat(view.minimumOf("s")).isZero();
        assertThat(view.check(IN_5, "s", 99)).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void whatAnotherViewLacksIsToldForThosePartitionsOnly() {
        RevocationView other = new RevocationView();
        view.apply(everything(SessionPartitions.of(0, 2), 100));
        other.apply(everything(SessionPartitions.of(0, 4), 100));

        List<Revocation> missing = view.missingFrom(other, START.plus(Duration.ofDays(30)));

        assertThat(missing).containsExactly(everything(SessionPartitions.of(2, 4), 100));
        assertThat(other.missingFrom(view, START)).isEmpty();
    }

    @Test
    void aKindThatOnlyANewerNodeKnowsEndsAndIsGivenBackAsItCame() {
        Revocation newer = new Revocation(
                new Revocation.OfEverything(SessionPartitions.of(5)),
                new Revocation.Kind("FROZEN"),
                100,
                Optional.empty(),
                START);
        view.apply(newer);

        assertThat(view.check(IN_5, "s", 99)).isEqualTo(Verdict.REVOKED);
        assertThat(view.causeOfEnd(IN_5, "s", 99)).contains(RevocationCause.UNKNOWN);
        assertThat(view.missingFrom(new RevocationView(), START)).containsExactly(newer);
        assertThat(view.of(IN_5, "s")).containsExactly(newer);
        assertThat(view.of(IN_6, "s")).isEmpty();
    }

    @Test
    void everythingCannotBeOutdatedNorEndedForEver() {
        Revocation.Target all = new Revocation.OfEverything(SessionPartitions.all());

        assertThatThrownBy(() -> new Revocation(all, Revocation.Kind.OUTDATED, 1, Optional.empty(), START))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new Revocation(all, Revocation.Kind.ENDED, Revocation.ALL_VERSIONS, Optional.empty(), START))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Revocation everything(SessionPartitions partitions, long minimum) {
        return Revocation.everythingEnded(partitions, minimum, RevocationCause.ADMINISTRATOR, START);
    }
}
