package io.symbolon.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.Device;
import io.symbolon.SessionContext;
import io.symbolon.storage.SessionParts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SessionContentsTest {
    private static final SessionContext HOME = SessionContext.of("203.0.113.7");
    private static final SessionContext AWAY = SessionContext.of("2001:db8::1")
            .withDevice(new Device("phone", "\u00c4pfel \uD83D\uDE00"))
            .withLocation("Chi\u0219in\u0103u");

    private static final List<SessionContents> ALL = List.of(
            new SessionContents("{}", Optional.empty(), HOME, HOME, Optional.empty()),
            new SessionContents("{\"a\":1}", Optional.of("[]"), AWAY, HOME, Optional.of(Duration.ofMillis(1))),
            new SessionContents(
                    "{\"\u00e9\":\"\uD83D\uDE00\"}",
                    Optional.of("[\"\",\"a b\"]"),
                    HOME.withDevice(new Device("", "")),
                    AWAY,
                    Optional.of(Duration.ofMinutes(15))),
            new SessionContents("{}", Optional.empty(), HOME.withLocation(""), AWAY, Optional.empty()));

    @Test
    void whatIsWrittenIsReadAgain() {
        for (SessionContents contents : ALL) {
            SessionParts stored = SessionParts.fromBytes(contents.toParts().toBytes());
            assertThat(SessionContents.of(stored)).isEqualTo(contents);
            assertThat(SessionContents.hasUnknownCritical(stored)).isFalse();
        }
    }

    @Test
    void whatAnotherContentLacksIsGoneAndWhatIsNotKnownStays() {
        byte[] unknown = {1, 2, 3};
        SessionParts before = ALL.get(1).toParts().with(60_000, true, unknown);

        SessionParts after = ALL.get(0).writtenTo(before);

        assertThat(SessionContents.of(after)).isEqualTo(ALL.get(0));
        assertThat(after.find(60_000).orElseThrow()).isEqualTo(unknown);
        assertThat(SessionContents.hasUnknownCritical(after)).isTrue();
        assertThat(after.without(60_000)).isEqualTo(ALL.get(0).toParts());
    }

    @Test
    void aRecordWithoutAContextIsDamaged() {
        assertThatIllegalArgumentException().isThrownBy(() -> SessionContents.of(SessionParts.none()));
    }

    @Test
    void damagedPartsAreSaidToBeDamagedWithoutAValue() {
        SplittableRandom random = new SplittableRandom(5);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            SessionParts parts = ALL.get(random.nextInt(ALL.size())).toParts();
            int tag = 1 + random.nextInt(5);
            byte[] value = parts.find(tag).orElse(new byte[0]);
            byte[] damaged = Arrays.copyOf(value, random.nextInt(value.length + 4));
            if (damaged.length > 0 && random.nextBoolean()) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                SessionContents.of(parts.with(tag, false, damaged));
            } catch (IllegalArgumentException said) {
                refused++;
                assertThat(said).hasMessageNotContaining("pfel").hasMessageNotContaining("203.0");
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void noClaimAuthorityOrContextIsShown() {
        for (SessionContents contents : ALL) {
            assertThat(contents.toString())
                    .doesNotContain("a b")
                    .doesNotContain("203.0")
                    .doesNotContain("\"a\"");
        }
        assertThat(new String(ALL.get(2).toParts().find(1).orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo(ALL.get(2).claims());
    }
}
