package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.fixture.Nodes;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Access tokens that were issued in one second need not expire in one second. */
class ExpiryJitterTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    @Test
    void itShortensAndNeverLengthens() {
        JwtUserSessionManager node = nodes.start(builder -> builder.expiryJitter(Duration.ofMinutes(5)));

        List<Long> lives = IntStream.range(0, 200)
                .mapToObj(number -> Duration.between(
                                nodes.clock().instant(),
                                node.create("user-" + number, CONTEXT).accessTokenExpiresAt())
                        .toSeconds())
                .toList();

        assertThat(lives).allSatisfy(life -> assertThat(life).isBetween(599L, 900L));
        assertThat(lives.stream().distinct().count()).as("spread").isGreaterThan(50);
    }

    @Test
    void withoutItAllExpireAtTheSameTime() {
        JwtUserSessionManager node = nodes.start();

        assertThat(IntStream.range(0, 20)
                        .mapToObj(number -> node.create("user-1", CONTEXT).accessTokenExpiresAt())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void moreThanHalfOfALifeIsRefused() {
        for (Duration jitter : new Duration[] {Duration.ofSeconds(-1), Duration.ofMinutes(8)}) {
            assertThatThrownBy(() -> nodes.start(builder -> builder.expiryJitter(jitter)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expiryJitter is " + jitter);
        }
    }
}
