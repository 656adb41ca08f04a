package io.symbolon.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.SessionException.Action;
import io.symbolon.SessionId;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.internal.keys.RefreshKey;
import io.symbolon.storage.Generation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refresh token says what it was made of; how long a key is waited for is counted from when it was first met. */
class RefreshTokenCodecTest {
    private static final int KEYS_REMEMBERED = 1_000;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final RefreshKey key = RefreshKey.of(Nodes.secret());
    private final RefreshTokenCodec codec =
            new RefreshTokenCodec(List.of(key), new KeyRollOut(Duration.ZERO, Clock.systemUTC()));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Generation.MAXIMUM})
    void whatIsEncodedIsDecoded(int generation) {
        for (boolean bound : new boolean[] {false, true}) {
            RefreshToken token = new RefreshToken(key.id(), bound, SessionId.of(1, 2), generation);

            assertThat(codec.decode(codec.encode(token))).isEqualTo(token);
        }
    }

    @Test
    void aThousandUnknownKeysAreRememberedByWhenTheyWereMet() {
        SettableClock clock = new SettableClock();
        KeyRollOut rollOut = new KeyRollOut(PERIOD, clock);
        rollOut.unknownKey("first");
        for (int i = 1; i < KEYS_REMEMBERED; i++) {
            rollOut.unknownKey("key-" + i);
        }
        clock.advance(PERIOD);
        InvalidRefreshTokenException remembered = rollOut.unknownKey("first");
        rollOut.unknownKey("one-more");
        InvalidRefreshTokenException forgotten = rollOut.unknownKey("key-1");

        assertThat(remembered.action()).isEqualTo(Action.SIGN_IN);
        assertThat(forgotten.action()).isEqualTo(Action.RETRY);
    }
}
