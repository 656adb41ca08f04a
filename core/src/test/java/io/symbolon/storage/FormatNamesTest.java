package io.symbolon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.Generation.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in stored records and log entries, and the ranges of what stands beside them. */
class FormatNamesTest {
    private static final Instant NOW = Instant.EPOCH;

    @ParameterizedTest
    @EnumSource
    void aCauseIsFoundByItsName(RevocationCause cause) {
        assertThat(RevocationCause.named(cause.name())).isEqualTo(cause);
    }

    @ParameterizedTest
    @EnumSource
    void anOriginIsFoundByItsName(Origin origin) {
        assertThat(Origin.named(origin.name())).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "signed_out", "REFRESH ", "OF_A_NEWER_NODE", "\u0000"})
    void whatOnlyANewerNodeKnowsIsUnknown(String name) {
        assertThat(RevocationCause.named(name)).isEqualTo(RevocationCause.UNKNOWN);
        assertThat(Origin.named(name)).isEqualTo(Origin.UNKNOWN);
        assertThat(new Revocation.Kind(name).isKnown()).isFalse();
    }

    @Test
    void everyKindButOutdatedEnds() {
        SessionId id = SessionId.of(1, 2);
        Revocation.Target target = new Revocation.OfSession(id, Optional.empty());

        assertThat(Revocation.sessionOutdated(Optional.empty(), id, 1, NOW).ends())
                .isFalse();
        assertThat(Revocation.subjectOutdated("user-1", 1, NOW).ends()).isFalse();
        assertThat(Revocation.sessionEnded(Optional.empty(), id, RevocationCause.SIGNED_OUT, NOW)
                        .ends())
                .isTrue();
        assertThat(new Revocation(target, new Revocation.Kind("FROZEN"), 1, Optional.empty(), NOW).ends())
                .isTrue();
        assertThat(Revocation.Kind.ENDED.isKnown()).isTrue();
        assertThat(Revocation.Kind.OUTDATED.isKnown()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Revocation.subjectOutdated("user-1", -1, NOW))
                .withMessageContaining("minimumVersion");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aGenerationOutOfRangeIsRefused(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Generation(number, 0, Origin.REFRESH, "key", NOW))
                .withMessageContaining("generation");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NextGeneration(number, 0, Origin.REFRESH, "key"))
                .withMessageContaining("generation");
    }

    @Test
    void theGraceBeginsAtMostAtTheGeneration() {
        for (int graceFrom : new int[] {-1, 6}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Generation(5, graceFrom, Origin.REFRESH, "key", NOW))
                    .withMessageContaining("graceFrom");
        }
        assertThat(new NextGeneration(Generation.MAXIMUM, 5, Origin.STEP_UP, "key").madeAt(NOW))
                .isEqualTo(new Generation(Generation.MAXIMUM, 5, Origin.STEP_UP, "key", NOW));
    }

    @Test
    void retentionAndMarginHaveTheirRanges() {
        assertThat(LogRetention.DEFAULT).isEqualTo(new LogRetention(Duration.ofHours(2), Duration.ofMinutes(5)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogRetention.DEFAULT.withRetention(Duration.ofMillis(999)))
                .withMessageContaining("retention");
        for (Duration margin : new Duration[] {Duration.ZERO, Duration.ofMillis(-1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LogRetention.DEFAULT.withClockMargin(margin))
                    .withMessageContaining("clockMargin");
        }
    }
}
