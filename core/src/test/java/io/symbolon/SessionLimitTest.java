package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import io.symbolon.fixture.Race.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SessionLimitTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    @Test
    void byDefaultASubjectHasAnyNumberOfSessionsListedNewestFirst() {
        JwtUserSessionManager node = nodes.start();
        List<SessionId> created = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            created.add(0, node.create("user-1", CONTEXT).sessionId());
            nodes.clock().advance(Duration.ofMillis(i % 3));
        }

        List<UserSession> listed = node.list("user-1");
        assertThat(listed).hasSize(100).extracting(UserSession::id).containsExactlyInAnyOrderElementsOf(created);
        assertThat(listed).extracting(UserSession::createdAt).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(listed).extracting(UserSession::id).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void oneMoreSignInEndsTheOldestSession() {
        JwtUserSessionManager node = start(SessionLimit.evictOldest(2));
        SessionTokens first = node.create("user-1", CONTEXT);
        nodes.clock().advance(Duration.ofSeconds(1));
        SessionTokens second = node.create("user-1", CONTEXT);
        nodes.clock().advance(Duration.ofSeconds(1));
        node.refresh(first.refreshToken(), CONTEXT);
        SessionTokens stranger = node.create("user-2", CONTEXT);

        SessionTokens third = node.create("user-1", CONTEXT);

        InvalidAccessTokenException refusal =
                assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(first.accessToken()));
        assertThat(refusal.revocationCause()).contains(RevocationCause.REPLACED_BY_NEWER_SIGN_IN);
        assertThat(node.list("user-1"))
                .extracting(UserSession::id)
                .containsExactly(third.sessionId(), second.sessionId());
        assertThat(node.verify(stranger.accessToken()).subject()).isEqualTo("user-2");
    }

    @Test
    void oneMoreSignInIsRefusedUntilASessionEnds() {
        JwtUserSessionManager node = start(SessionLimit.rejectNew(2));
        SessionTokens first = node.create("user-1", CONTEXT);
        SessionTokens second = node.create("user-1", CONTEXT);

        assertThatExceptionOfType(SessionLimitException.class)
                .isThrownBy(() -> node.create("user-1", CONTEXT))
                .satisfies(refusal -> {
                    assertThat(refusal.maximum()).isEqualTo(2);
                    assertThat(refusal.code()).isEqualTo(SessionLimitException.Code.LIMIT_REACHED);
                    assertThat(refusal.action()).isEqualTo(SessionException.Action.NONE);
                    assertThat(refusal.getStackTrace()).isEmpty();
                });
        assertThat(node.verify(second.accessToken()).subject()).isEqualTo("user-1");
        assertThat(node.create("user-2", CONTEXT)).isNotNull();
        node.revoke(first.sessionId());
        assertThat(node.create("user-1", CONTEXT)).isNotNull();
    }

    @Test
    void anExpiredSessionDoesNotCount() {
        JwtUserSessionManager node = start(SessionLimit.rejectNew(1));
        node.create("user-1", CONTEXT);
        nodes.clock().advance(Duration.ofDays(14));

        assertThat(node.create("user-1", CONTEXT)).isNotNull();
    }

    @Test
    void aLowerLimitIsReachedAtTheNextSignIn() {
        JwtUserSessionManager many = start(SessionLimit.unlimited());
        for (int i = 0; i < 10; i++) {
            many.create("user-1", CONTEXT);
        }

        nodes.clock().advance(Duration.ofMillis(1));
        SessionTokens last = start(SessionLimit.evictOldest(3)).create("user-1", CONTEXT);

        assertThat(many.list("user-1"))
                .hasSize(3)
                .first()
                .extracting(UserSession::id)
                .isEqualTo(last.sessionId());
    }

    @RepeatedTest(5)
    void evictOldestIsExactUnder32ParallelSignIns() {
        List<JwtUserSessionManager> cluster =
                List.of(start(SessionLimit.evictOldest(5)), start(SessionLimit.evictOldest(5)));

        List<SessionTokens> created =
                Race.values(32, racer -> () -> cluster.get(racer % 2).create("user-1", CONTEXT));

        List<SessionId> listed =
                cluster.get(0).list("user-1").stream().map(UserSession::id).toList();
        assertThat(listed).hasSize(5);
        soon().untilAsserted(() -> {
            for (SessionTokens tokens : created) {
                for (JwtUserSessionManager node : cluster) {
                    assertThat(isGood(node, tokens)).isEqualTo(listed.contains(tokens.sessionId()));
                }
            }
        });
    }

    @RepeatedTest(5)
    void rejectNewIsExactUnder32ParallelSignIns() {
        List<JwtUserSessionManager> cluster =
                List.of(start(SessionLimit.rejectNew(5)), start(SessionLimit.rejectNew(5)));

        List<Outcome<SessionTokens>> outcomes =
                Race.outcomes(32, racer -> () -> cluster.get(racer % 2).create("user-1", CONTEXT));

        assertThat(outcomes.stream().flatMap(outcome -> outcome.value().stream()))
                .hasSize(5)
                .allSatisfy(tokens -> assertThat(isGood(cluster.get(0), tokens)).isTrue());
        assertThat(outcomes.stream().flatMap(outcome -> outcome.thrown().stream()))
                .hasSize(27)
                .allMatch(SessionLimitException.class::isInstance);
        assertThat(cluster.get(1).list("user-1")).hasSize(5);
    }

    @Test
    void aLimitOfNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionLimit.evictOldest(0))
                .withMessageContaining("maximum");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionLimit.rejectNew(-1))
                .withMessageContaining("maximum");
    }

    private JwtUserSessionManager start(SessionLimit limit) {
        return nodes.start(builder -> builder.sessionLimit(limit));
    }

    private static boolean isGood(JwtUserSessionManager node, SessionTokens tokens) {
        try {
            return node.verify(tokens.accessToken()) != null;
        } catch (InvalidAccessTokenException refused) {
            return false;
        }
    }
}
