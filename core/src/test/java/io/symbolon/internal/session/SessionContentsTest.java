package io.symbolon.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.Binding;
import io.symbolon.Device;
import io.symbolon.JwsAlgorithm;
import io.symbolon.SessionContext;
import io.symbolon.SessionDescription;
import io.symbolon.SessionStorageException;
import io.symbolon.internal.claims.FactorRules;
import io.symbolon.storage.SessionParts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SessionContentsTest {
    private static final int CREATED_FROM = 2;
    private static final SessionContext HOME = SessionContext.of("203.0.113.7");
    private static final SessionContext AWAY = SessionContext.of("2001:db8::1")
            .withDevice(new Device("phone", "\u00c4pfel \uD83D\uDE00"))
            .withLocation("Chi\u0219in\u0103u");

    private static final Factors PROVED = new Factors(FactorRules.atSignIn(List.of("pwd", "\u00e9")))
            .with(new Factors(FactorRules.at(Map.of("otp", Instant.parse("2026-03-01T12:00:00Z")))));
    private static final SessionDescription NAMED =
            SessionDescription.of("Ana\u2019s laptop", Map.of("room", 7L, "tags", List.of("a", "b")));

    private static final BoundKey KEY =
            new BoundKey(new Binding.Dpop("a"), JwsAlgorithm.ES256, "{\"crv\":\"P-256\",\"kty\":\"EC\"}");

    private static final List<SessionContents> ALL = List.of(
            new SessionContents(
                    "{}",
                    Optional.empty(),
                    Factors.none(),
                    HOME,
                    HOME,
                    Optional.empty(),
                    SessionDescription.none(),
                    Optional.empty()),
            new SessionContents(
                    "{\"a\":1}",
                    Optional.of("[]"),
                    PROVED,
                    AWAY,
                    HOME,
                    Optional.of(Duration.ofMillis(1)),
                    NAMED,
                    Optional.of(KEY)),
            new SessionContents(
                    "{\"\u00e9\":\"\uD83D\uDE00\"}",
                    Optional.of("[\"\",\"a b\"]"),
                    new Factors(FactorRules.atSignIn(List.of("pwd"))),
                    HOME.withDevice(new Device("", "")),
                    AWAY,
                    Optional.of(Duration.ofMinutes(15)),
                    NAMED.withoutName(),
                    Optional.empty()),
            new SessionContents(
                    "{}",
                    Optional.empty(),
                    Factors.none(),
                    HOME.withLocation(""),
                    AWAY,
                    Optional.empty(),
                    SessionDescription.of("x"),
                    Optional.of(new BoundKey(
                            new Binding.Software("b"), JwsAlgorithm.RS256, "{\"e\":\"AQAB\",\"kty\":\"RSA\"}"))));

    @Test
    void whatIsWrittenIsReadAgain() {
        for (SessionContents contents : ALL) {
            SessionParts stored = SessionParts.fromBytes(contents.toParts().toBytes());
            assertThat(SessionContents.of(stored)).isEqualTo(contents);
            assertThat(SessionContents.hasUnknownCritical(stored)).isFalse();
        }
    }

    @Test
    void whatASessionDoesNotHaveTakesNoRoom() {
        assertThat(ALL.get(0).toParts())
                .isEqualTo(SessionParts.none().with(CREATED_FROM, false, ContextBytes.write(HOME)));
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
        assertThatThrownBy(() -> SessionContents.of(SessionParts.none()))
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void damagedPartsAreSaidToBeDamagedWithoutAValue() {
        SplittableRandom random = new SplittableRandom(5);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            SessionParts parts = ALL.get(random.nextInt(ALL.size())).toParts();
            int tag = 1 + random.nextInt(8);
            byte[] value = parts.find(tag).orElse(new byte[0]);
            byte[] damaged = Arrays.copyOf(value, random.nextInt(value.length + 4));
            if (damaged.length > 0 && random.nextBoolean()) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                SessionContents.of(parts.with(tag, false, damaged));
            } catch (SessionStorageException said) {
                refused++;
                assertThat(said.isRetrySafe()).isFalse();
                assertThat(said).hasMessageNotContaining("pfel").hasMessageNotContaining("203.0");
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void noClaimAuthorityOrContextIsShown() {
        for (SessionContents contents : ALL) {
            assertThat(contents.toString())
                    .contains("accessTokenTtl=" + contents.accessTokenTtl())
                    .doesNotContain("a b")
                    .doesNotContain("203.0")
                    .doesNotContain("\"a\"");
        }
        assertThat(new String(ALL.get(2).toParts().find(1).orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo(ALL.get(2).claims());
    }
}
