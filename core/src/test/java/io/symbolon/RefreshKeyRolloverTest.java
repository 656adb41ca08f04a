package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RefreshKeyRolloverTest {
    private static final RefreshTokenKeys OLD = RefreshTokenKeys.generate();
    private static final RefreshTokenKeys NEXT = RefreshTokenKeys.generate();

    @AutoClose
    private final Nodes nodes = new Nodes();

    @Test
    void inThreeDeploymentsNodeByNodeNobodyIsSignedOutAndRepeatsAreTheSameOnAllNodes() {
        List<RefreshTokenKeys> deployments = List.of(OLD, OLD.alsoVerify(NEXT), NEXT.alsoVerify(OLD), NEXT);
        String token = start(OLD).create("user-1", CONTEXT).refreshToken();
        for (int i = 1; i < deployments.size(); i++) {
            JwtUserSessionManager before = start(deployments.get(i - 1));
            JwtUserSessionManager after = start(deployments.get(i));
            // The last one before the next deployment has the newest keys: each session was refreshed by one with them.
            for (JwtUserSessionManager rotating : List.of(before, after, before, after)) {
                nodes.passTheGrace();
                String next = rotating.refresh(token, CONTEXT).refreshToken();
                assertThat(before.refresh(token, CONTEXT).refreshToken()).isEqualTo(next);
                assertThat(after.refresh(token, CONTEXT).refreshToken()).isEqualTo(next);
                token = next;
            }
        }
    }

    @Test
    void aRepeatOnANodeWithTheNextKeyIsMadeWithTheOldOne() {
        JwtUserSessionManager before = start(OLD.alsoVerify(NEXT));
        JwtUserSessionManager after = start(NEXT.alsoVerify(OLD));
        String first = before.create("user-1", CONTEXT).refreshToken();

        nodes.passTheGrace();
        String second = before.refresh(first, CONTEXT).refreshToken();
        assertThat(after.refresh(first, CONTEXT).refreshToken()).isEqualTo(second);
        nodes.passTheGrace();
        String third = after.refresh(second, CONTEXT).refreshToken();
        assertThat(before.refresh(second, CONTEXT).refreshToken()).isEqualTo(third);
    }

    @Test
    void eachSessionMovesToTheNextKeyAtItsNextRefresh() {
        String first = start(OLD).create("user-1", CONTEXT).refreshToken();
        nodes.passTheGrace();
        String second = start(NEXT.alsoVerify(OLD)).refresh(first, CONTEXT).refreshToken();
        nodes.passTheGrace();
        JwtUserSessionManager last = start(NEXT);

        assertThat(last.refresh(second, CONTEXT).refreshToken()).isNotEqualTo(second);
        assertRefused(Code.UNKNOWN_KEY, () -> last.refresh(first, CONTEXT));
    }

    @Test
    void aNodeThatDoesNotHaveTheKeySignsNobodyOut() {
        JwtUserSessionManager next = start(NEXT);
        JwtUserSessionManager old = start(OLD);
        SessionTokens tokens = next.create("user-1", CONTEXT);

        InvalidRefreshTokenException refusal =
                assertRefused(Code.UNKNOWN_KEY, () -> old.refresh(tokens.refreshToken(), CONTEXT));

        assertThat(refusal.action()).isEqualTo(SessionException.Action.RETRY);
        assertRefused(Code.UNKNOWN_KEY, () -> old.revokeByRefreshToken(tokens.refreshToken()));
        assertThat(next.refresh(tokens.refreshToken(), CONTEXT).sessionId()).isEqualTo(tokens.sessionId());
    }

    @Test
    void aRepeatWhoseKeyTheNodeDoesNotHaveSignsNobodyOut() {
        JwtUserSessionManager both = start(NEXT.alsoVerify(OLD));
        JwtUserSessionManager old = start(OLD);
        String first = old.create("user-1", CONTEXT).refreshToken();
        nodes.passTheGrace();
        String second = both.refresh(first, CONTEXT).refreshToken();

        InvalidRefreshTokenException refusal = assertRefused(Code.UNKNOWN_KEY, () -> old.refresh(first, CONTEXT));

        assertThat(refusal.action()).isEqualTo(SessionException.Action.RETRY);
        assertThat(both.refresh(first, CONTEXT).refreshToken()).isEqualTo(second);
    }

    @Test
    void aRepeatWhoseKeyTheNodeDoesNotHaveStoresNoneOfTheClaimsThatItBrings() {
        JwtUserSessionManager both = start(NEXT.alsoVerify(OLD));
        JwtUserSessionManager old = start(OLD);
        SessionTokens first = old.create("user-1", CONTEXT, CreateOptions.claims(Map.of("role", "reader")));
        nodes.passTheGrace();
        both.refresh(first.refreshToken(), CONTEXT);

        assertRefused(Code.UNKNOWN_KEY, () -> old.refresh(first.refreshToken(), CONTEXT, Map.of("role", "admin")));

        assertThat(both.find(first.sessionId()).orElseThrow().claims()).isEqualTo(Map.of("role", "reader"));
    }

    private JwtUserSessionManager start(RefreshTokenKeys keys) {
        return nodes.start(builder -> builder.refreshTokenKeys(keys));
    }
}
