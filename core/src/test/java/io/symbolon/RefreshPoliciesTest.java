package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RefreshPoliciesTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    @Test
    void strictAcceptsEveryTokenOnce() {
        JwtUserSessionManager node = start(RefreshRotation.strict());
        SessionTokens first = node.create("user-1", CONTEXT);
        SessionTokens second = node.refresh(first.refreshToken(), CONTEXT);

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(second.refreshToken(), CONTEXT));
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(second.accessToken()));
    }

    @Test
    void untilSuccessorUsedAcceptsTheParentForAsLongAsItsChildIsUnused() {
        JwtUserSessionManager node = start(RefreshRotation.untilSuccessorUsed());
        SessionTokens first = node.create("user-1", CONTEXT);
        nodes.passTheGrace();
        String second = node.refresh(first.refreshToken(), CONTEXT).refreshToken();

        nodes.clock().advance(Duration.ofDays(13));
        assertThat(node.refresh(first.refreshToken(), CONTEXT).refreshToken()).isEqualTo(second);

        node.refresh(second, CONTEXT);
        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void aRepeatUnderUntilSuccessorUsedDoesNotProlongTheIdleTime() {
        JwtUserSessionManager node = start(RefreshRotation.untilSuccessorUsed());
        SessionTokens first = node.create("user-1", CONTEXT);
        nodes.passTheGrace();
        node.refresh(first.refreshToken(), CONTEXT);

        nodes.clock().advance(Duration.ofDays(13));
        node.refresh(first.refreshToken(), CONTEXT);
        nodes.clock().advance(Duration.ofDays(1));
        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void noneKeepsTheTokenForTheSessionsWholeLife() {
        JwtUserSessionManager node = start(RefreshRotation.none());
        SessionTokens first = node.create("user-1", CONTEXT);

        for (int day = 0; day < 80; day++) {
            nodes.clock().advance(Duration.ofDays(1));
            SessionTokens next = node.refresh(first.refreshToken(), CONTEXT, Map.of("day", day));
            assertThat(next.refreshToken()).isEqualTo(first.refreshToken());
            assertThat(node.verify(next.accessToken()).claims()).isEqualTo(Map.of("day", (long) day));
        }
        assertThat(node.find(first.sessionId()).orElseThrow().lastRefreshedAt())
                .isEqualTo(nodes.clock().instant());
        nodes.clock().advance(Duration.ofDays(10));
        assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(first.refreshToken(), CONTEXT));
    }

    @Test
    void aSessionGoesOnWhenThePolicyIsChanged() {
        JwtUserSessionManager grace = start(RefreshRotation.grace(Duration.ofSeconds(30)));
        JwtUserSessionManager none = start(RefreshRotation.none());
        JwtUserSessionManager strict = start(RefreshRotation.strict());
        SessionTokens first = grace.create("user-1", CONTEXT);
        nodes.passTheGrace();
        String second = grace.refresh(first.refreshToken(), CONTEXT).refreshToken();

        assertThat(none.refresh(first.refreshToken(), CONTEXT).refreshToken()).isEqualTo(first.refreshToken());
        assertThat(none.refresh(second, CONTEXT).refreshToken()).isEqualTo(second);
        String third = strict.refresh(second, CONTEXT).refreshToken();
        assertThat(grace.refresh(second, CONTEXT).refreshToken()).isEqualTo(third);
        assertRefused(Code.REUSED, () -> strict.refresh(second, CONTEXT));
    }

    @Test
    void aNegativeGraceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RefreshRotation.grace(Duration.ofMillis(-1)))
                .withMessageContaining("period");
    }

    private JwtUserSessionManager start(RefreshRotation rotation) {
        return nodes.start(builder -> builder.rotation(rotation));
    }
}
