package io.symbolon.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.SessionId;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.internal.keys.RefreshKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made is read back as it was, by each node with the key; what is not just that is none. */
class AuthenticTextsTest {
    private static final SessionId SESSION = SessionId.of(-2, 3);
    private static final SessionId OTHER = SessionId.of(-2, 4);
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final RefreshKey key = RefreshKey.of(Nodes.secret());
    private final RefreshKey newer =
            RefreshKey.of("another secret that is long enough".getBytes(StandardCharsets.UTF_8));
    private final List<RefreshKey> keys = List.of(key);
    private final SettableClock clock = new SettableClock();
    private final AuthenticTexts texts = new AuthenticTexts("kind_", "kind", keys, 100);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30})
    void aContentOfAnyLengthIsReadBack(int length) {
        byte[] content = "a".repeat(length).getBytes(StandardCharsets.UTF_8);

        String text = texts.encode(content);

        assertThat(text).startsWith("kind_");
        assertThat(texts.decode(text))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
    }

    @Test
    void aTextIsReadByWhoeverHasItsKeyAndByNobodyElse() {
        String text = texts.encode(new byte[] {1});

        assertThat(new AuthenticTexts("kind_", "kind", List.of(newer, key)).decode(text))
                .isPresent();
        assertThat(new AuthenticTexts("kind_", "kind", List.of(newer)).decode(text))
                .isEmpty();
        assertThat(new AuthenticTexts("kind_", "another kind", keys).decode(text))
                .isEmpty();
        assertThat(new AuthenticTexts("other_", "kind", keys).decode(text)).isEmpty();
    }

    @Test
    void ofSeveralKeysTheFirstMakesTexts() {
        String text = new AuthenticTexts("kind_", "kind", List.of(newer, key)).encode(new byte[] {1});

        assertThat(new AuthenticTexts("kind_", "kind", List.of(newer)).decode(text))
                .isPresent();
    }

    @Test
    void aChangeOfAnyCharacterAndAnyShorterTextAreRefused() {
        String text = texts.encode(new byte[] {1, 2, 3});

        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThat(texts.decode(changed)).as(changed).isEmpty();
            assertThat(texts.decode(text.substring(0, i))).isEmpty();
        }
    }

    @Test
    void aTextIsNoneIfItIsLongerThanItsKindMayBe() {
        String longest = texts.encode(new byte[30]);
        assertThat(longest).hasSize(100);

        assertThat(texts.decode(longest)).isPresent();
        assertThat(texts.decode(texts.encode(new byte[31]))).isEmpty();
    }

    @Test
    void aRefreshChallengeNamesSessionTimeAndWrongSignatures() {
        RefreshChallengeCodec codec = new RefreshChallengeCodec(keys);
        RefreshChallengeCodec.Challenge challenge = new RefreshChallengeCodec.Challenge(SESSION, AT, 127);

        assertThat(codec.decode(codec.encode(challenge))).contains(challenge);
        assertThat(codec.decode(new AuthenticTexts("symbolon_ch_", "refresh challenge", keys).encode(new byte[26])))
                .isEmpty();
    }

    @Test
    void aRefreshChallengeIsGoodForItsSessionAndTwoMinutesWhicheverWayTheClockWent() {
        RefreshChallengeCodec.Challenge challenge = new RefreshChallengeCodec.Challenge(SESSION, AT, 0);
        Duration period = Duration.ofMinutes(2);

        assertThat(challenge.isGoodFor(SESSION, AT.plus(period))).isTrue();
        assertThat(challenge.isGoodFor(SESSION, AT.minus(period))).isTrue();
        assertThat(challenge.isGoodFor(SESSION, AT.plus(period).plus(MILLISECOND)))
                .isFalse();
        assertThat(challenge.isGoodFor(SESSION, AT.minus(period).minus(MILLISECOND)))
                .isFalse();
        assertThat(challenge.isGoodFor(OTHER, AT)).isFalse();
    }

    @Test
    void aRegistrationChallengeNamesSessionAndGeneration() {
        RegistrationChallengeCodec codec = new RegistrationChallengeCodec(keys);

        assertThat(codec.decode(codec.encode(SESSION, 7)))
                .contains(new RegistrationChallengeCodec.Challenge(SESSION, 7));
        assertThat(codec.decode(
                        new AuthenticTexts("symbolon_rc_", "registration challenge", keys).encode(new byte[21])))
                .isEmpty();
    }

    @Test
    void aNonceIsGoodForTwoMinutesAndOnNodesWhoseClockIsFiveMinutesBehind() {
        DpopNonceCodec codec = new DpopNonceCodec(keys, clock);
        Instant start = clock.instant();
        String nonce = codec.next();

        assertThat(codec.isGood(nonce)).isTrue();
        clock.set(start.plus(Duration.ofMinutes(2)));
        assertThat(codec.isGood(nonce)).isTrue();
        clock.advance(MILLISECOND);
        assertThat(codec.isGood(nonce)).isFalse();
        clock.set(start.minus(Duration.ofMinutes(5)));
        assertThat(codec.isGood(nonce)).isTrue();
        clock.advance(MILLISECOND.negated());
        assertThat(codec.isGood(nonce)).isFalse();
        assertThat(codec.isGood(new AuthenticTexts("symbolon_dn_", "DPoP nonce", keys).encode(new byte[9])))
                .isFalse();
    }

    @Test
    void anEndingTokenNamesItsSessionForOneSecondToAYear() {
        EndingTokenCodec codec = new EndingTokenCodec(keys, clock);

        for (Duration ttl : List.of(Duration.ofSeconds(1), Duration.ofDays(366))) {
            assertThat(codec.decode(codec.encode(SESSION, ttl))).isEqualTo(SESSION);
        }
        for (Duration ttl : List.of(Duration.ofMillis(999), Duration.ofDays(366).plus(MILLISECOND))) {
            assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(SESSION, ttl));
        }
        String another = new AuthenticTexts("symbolon_et_", "ending token", keys).encode(new byte[25]);
        assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(another));
    }

    @Test
    void aPositionInTheLogIsReadBackHoweverManyPartitionsItNames() {
        LogCursorCodec codec = new LogCursorCodec(keys);
        String position = "1700000000000-0,".repeat(256);

        assertThat(codec.decode(codec.encode(position))).isEqualTo(Optional.of(position));
        assertThat(codec.decode(position)).isEmpty();
    }
}
