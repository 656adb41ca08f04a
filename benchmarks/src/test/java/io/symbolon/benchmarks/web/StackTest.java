package io.symbolon.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.peers.PeerKey;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StackTest {
    private static final int NO_REDIS = 1;
    private static final int MORE_THAN_USUAL = 300;
    private static final int ROUNDS = 100;

    /** Many servers close a connection after a hundred or 256 requests. */
    @ParameterizedTest
    @EnumSource
    void noConnectionIsClosedForManyRequests(Stack stack) throws Exception {
        try (RunningServer server = stack.start(setup(stack, Protection.NONE));
                HttpLoad load = new HttpLoad(server.port(), List.of(Caller.withToken("user-1", "token")), 1)) {
            long answered = 0;
            // A busy machine may need several rounds.
            for (int i = 0; i < ROUNDS && answered <= MORE_THAN_USUAL; i++) {
                HttpLoad.Round round = load.run(Duration.ofMillis(200));
                assertThat(round.failures()).isZero();
                answered += round.latencies().count();
            }
            assertThat(answered).isGreaterThan(MORE_THAN_USUAL);
        }
    }

    @Test
    void aProtectionThatAStackDoesNotHaveIsNotMeasuredAsAnother() {
        for (Stack stack : List.of(Stack.WEBFLUX, Stack.JERSEY)) {
            assertThatThrownBy(() -> stack.start(setup(stack, Protection.SPRING_SECURITY)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static ServerSetup setup(Stack stack, Protection protection) throws GeneralSecurityException {
        return new ServerSetup(stack, protection, PeerKey.generate(JwsAlgorithm.HS256), 0, NO_REDIS);
    }
}
