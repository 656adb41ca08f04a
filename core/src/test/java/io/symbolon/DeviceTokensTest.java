package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeviceTokensTest {
    private final RefreshTokenKeys keys = RefreshTokenKeys.generate();
    private final InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage();
    private final JwtUserSessionManager node = node(keys);
    private final DeviceTokens devices = node.deviceTokens();

    private JwtUserSessionManager node(RefreshTokenKeys keys) {
        return JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
                .refreshTokenKeys(keys)
                .storage(storage)
                .build();
    }

    @AfterEach
    void close() {
        node.close();
        storage.close();
    }

    @Test
    void aDeviceKnowsThoseWhoHaveSignedInThere() {
        String kept = devices.with("bob", Optional.of(devices.with("alice", Optional.empty())));

        assertThat(devices.familiarity("alice", Optional.of(kept))).isEqualTo(Familiarity.KNOWN_DEVICE);
        assertThat(devices.familiarity("bob", Optional.of(kept))).isEqualTo(Familiarity.KNOWN_DEVICE);
        assertThat(devices.familiarity("carol", Optional.of(kept))).isEqualTo(Familiarity.NEW_DEVICE);
        assertThat(devices.familiarity("alice", Optional.empty())).isEqualTo(Familiarity.NEW_DEVICE);
    }

    @Test
    void itRemembersTheLastTenAndStaysSmall() {
        Optional<String> kept = Optional.empty();
        for (int user = 0; user < 100; user++) {
            kept = Optional.of(devices.with("user-" + user, kept));
            kept = Optional.of(devices.with("user-" + user, kept));
        }
        Optional<String> last = kept;

        assertThat(IntStream.range(0, 100)
                        .filter(user -> devices.familiarity("user-" + user, last) == Familiarity.KNOWN_DEVICE))
                .containsExactly(90, 91, 92, 93, 94, 95, 96, 97, 98, 99);
        assertThat(last.orElseThrow()).hasSizeLessThan(500);
    }

    @Test
    void nobodyElseCanMakeReadOrChangeOne() {
        String kept = devices.with("alice", Optional.empty());
        assertThat(kept).doesNotContain("alice");
        try (JwtUserSessionManager other = node(RefreshTokenKeys.generate())) {
            assertThat(other.deviceTokens().with("alice", Optional.empty())).isNotEqualTo(kept);
            assertThat(other.deviceTokens().familiarity("alice", Optional.of(kept)))
                    .isEqualTo(Familiarity.NOT_KNOWABLE);
        }
        for (int at = 0; at < kept.length(); at++) {
            char changed = kept.charAt(at) == 'A' ? 'B' : 'A';
            String damaged = kept.substring(0, at) + changed + kept.substring(at + 1);
            assertThat(devices.familiarity("alice", Optional.of(damaged)))
                    .as("character %d", at)
                    .isEqualTo(Familiarity.NOT_KNOWABLE);
        }
        assertThat(devices.familiarity("alice", Optional.of(""))).isEqualTo(Familiarity.NOT_KNOWABLE);
        assertThat(devices.familiarity("alice", Optional.of("symbolon_dt_" + "A".repeat(100_000))))
                .isEqualTo(Familiarity.NOT_KNOWABLE);
    }

    @Test
    void noOtherTextOfOursIsOne() {
        SessionTokens tokens = node.create("alice", SessionContext.of("192.0.2.1"));
        String ending = node.endingToken(tokens.sessionId(), Duration.ofHours(1));
        String asDeviceToken = "symbolon_dt_" + ending.substring("symbolon_et_".length());

        for (String foreign : new String[] {tokens.refreshToken(), tokens.accessToken(), ending, asDeviceToken}) {
            assertThat(devices.familiarity("alice", Optional.of(foreign))).isEqualTo(Familiarity.NOT_KNOWABLE);
        }
    }

    @Test
    void aChangeOfKeysMakesNoDeviceNewForThoseWhoComeBackMeanwhile() {
        RefreshTokenKeys next = RefreshTokenKeys.generate();
        String kept = devices.with("bob", Optional.of(devices.with("alice", Optional.empty())));
        try (JwtUserSessionManager both = node(next.alsoVerify(keys));
                JwtUserSessionManager onlyNew = node(next)) {
            assertThat(both.deviceTokens().familiarity("alice", Optional.of(kept)))
                    .isEqualTo(Familiarity.KNOWN_DEVICE);
            Optional<String> renewed = Optional.of(both.deviceTokens().with("alice", Optional.of(kept)));
            assertThat(both.deviceTokens().familiarity("bob", renewed)).isEqualTo(Familiarity.KNOWN_DEVICE);

            assertThat(onlyNew.deviceTokens().familiarity("alice", renewed)).isEqualTo(Familiarity.KNOWN_DEVICE);
            assertThat(onlyNew.deviceTokens().familiarity("bob", renewed))
                    .as("its code can no longer be read")
                    .isEqualTo(Familiarity.NOT_KNOWABLE);
        }
    }
}
