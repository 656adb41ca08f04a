package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.SessionContext;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TestClusterTest {
    private static final SessionContext CONTEXT = SessionContext.of("192.0.2.1");

    @Test
    void whatOneNodeEndsTheOtherRefuses() {
        try (TestCluster cluster = TestCluster.start()) {
            SessionTokens tokens = cluster.one().create("ada", CONTEXT);
            assertThat(cluster.two().verify(tokens.accessToken()).subject()).isEqualTo("ada");

            cluster.one().revoke(tokens.sessionId());

            assertThat(cluster.awaitRefused(cluster.two(), tokens.accessToken()))
                    .isEqualTo(Code.REVOKED);
        }
    }

    @Test
    void aNodeThatIsCutOffLearnsOfTheEndWhenItIsConnectedAgain() {
        try (TestCluster cluster = TestCluster.start()) {
            SessionTokens tokens = cluster.one().create("ada", CONTEXT);

            cluster.cutOffTwo();
            cluster.one().revoke(tokens.sessionId());
            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(() -> cluster.two().revokeAll("ada"));
            assertThat(cluster.two().verify(tokens.accessToken()).subject()).isEqualTo("ada");

            cluster.reconnectTwo();
            assertThat(cluster.awaitRefused(cluster.two(), tokens.accessToken()))
                    .isEqualTo(Code.REVOKED);
        }
    }

    @Test
    void timePassesWhenTheTestSaysSo() {
        try (TestCluster cluster = TestCluster.start(node -> node.accessTokenTtl(Duration.ofMinutes(5)))) {
            SessionTokens tokens = cluster.one().create("ada", CONTEXT);
            cluster.one().verify(tokens.accessToken());

            cluster.clock().advance(Duration.ofMinutes(6));

            assertThatThrownBy(() -> cluster.one().verify(tokens.accessToken()))
                    .hasFieldOrPropertyWithValue("code", Code.EXPIRED);
            cluster.two()
                    .verify(cluster.two()
                            .refresh(tokens.refreshToken(), CONTEXT)
                            .accessToken());
        }
    }
}
