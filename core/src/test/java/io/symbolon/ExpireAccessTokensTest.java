package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RecordingListener;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpireAccessTokensTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();

    @Test
    void aSessionsTokensAreOutdatedAndARefreshGoesOnWithNewClaims() {
        SessionTokens tokens = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of("role", "admin")));
        SessionTokens other = node.create("user-1", CONTEXT);
        node.verify(tokens.accessToken());

        assertThat(node.expireAccessTokens(tokens.sessionId())).isTrue();

        InvalidAccessTokenException refusal = assertRefused(Code.OUTDATED, () -> node.verify(tokens.accessToken()));
        assertThat(refusal.action()).isEqualTo(SessionException.Action.REFRESH);
        assertThat(refusal.revocationCause()).isEmpty();
        assertThat(node.verify(other.accessToken()).subject()).isEqualTo("user-1");
        SessionTokens next = node.refresh(tokens.refreshToken(), CONTEXT, Map.of("role", "reader"));
        assertThat(node.verify(next.accessToken()).claims()).isEqualTo(Map.of("role", "reader"));
        assertThat(node.find(tokens.sessionId())).isPresent();
    }

    @Test
    void allTokensOfASubjectAreOutdatedAndItsSessionsGoOn() {
        SessionTokens one = node.create("user-1", CONTEXT);
        SessionTokens two = node.create("user-1", CONTEXT);
        SessionTokens stranger = node.create("user-2", CONTEXT);

        assertThat(node.expireAccessTokens("user-1")).isEqualTo(2);

        for (SessionTokens tokens : new SessionTokens[] {one, two}) {
            assertRefused(Code.OUTDATED, () -> node.verify(tokens.accessToken()));
            SessionTokens next = node.refresh(tokens.refreshToken(), CONTEXT);
            assertThat(node.verify(next.accessToken()).sessionId()).isEqualTo(tokens.sessionId());
        }
        assertThat(node.verify(stranger.accessToken()).subject()).isEqualTo("user-2");
        assertThat(node.verify(node.create("user-1", CONTEXT).accessToken()).subject())
                .isEqualTo("user-1");
    }

    @Test
    void ofAnUnknownSessionOrSubjectThereIsNothingToExpire() {
        SessionTokens ended = node.create("user-1", CONTEXT);
        node.revoke(ended.sessionId());

        assertThat(node.expireAccessTokens(ended.sessionId())).isFalse();
        assertThat(node.expireAccessTokens(SessionId.of(1, 2))).isFalse();
        assertThat(node.expireAccessTokens("nobody")).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEndedTokenIsNeverCalledMerelyOutdatedInWhateverOrder(boolean endFirst) {
        SessionTokens bySession = node.create("user-1", CONTEXT);
        SessionTokens bySubject = node.create("user-2", CONTEXT);
        Runnable end = () -> {
            node.revoke(bySession.sessionId());
            node.revokeAll("user-2");
        };
        Runnable expire = () -> {
            node.expireAccessTokens(bySession.sessionId());
            node.expireAccessTokens("user-1");
            node.expireAccessTokens(bySubject.sessionId());
            node.expireAccessTokens("user-2");
        };
        (endFirst ? end : expire).run();
        (endFirst ? expire : end).run();

        for (SessionTokens tokens : new SessionTokens[] {bySession, bySubject}) {
            InvalidAccessTokenException refusal = assertRefused(Code.REVOKED, () -> node.verify(tokens.accessToken()));
            assertThat(refusal.revocationCause()).contains(RevocationCause.SIGNED_OUT);
        }
        assertThat(node.verify(node.create("user-2", CONTEXT).accessToken()).subject())
                .isEqualTo("user-2");
    }

    @Test
    void aTokenThatIsBothOutdatedAndExpiredIsExpired() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        node.expireAccessTokens("user-1");
        nodes.clock().advance(Duration.ofHours(1));

        assertRefused(Code.EXPIRED, () -> node.verify(tokens.accessToken()));
    }

    @Test
    void inTheSameMillisecondEveryRoundOutdatesTheTokensOfBeforeAndNoneOfAfter() {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        for (int i = 0; i < 1000; i++) {
            SessionTokens before = tokens;
            if (i % 2 == 0) {
                node.expireAccessTokens("user-1");
            } else {
                node.expireAccessTokens(tokens.sessionId());
            }
            tokens = node.refresh(before.refreshToken(), CONTEXT);
            assertRefused(Code.OUTDATED, () -> node.verify(before.accessToken()));
            assertThat(node.verify(tokens.accessToken()).sessionId()).isEqualTo(before.sessionId());
        }
    }

    @Test
    void everyNodeAndItsListenersLearnOfItOnce() {
        RecordingListener here = new RecordingListener();
        RecordingListener there = new RecordingListener();
        JwtUserSessionManager acting = nodes.start(builder -> builder.listener(here));
        JwtUserSessionManager other = nodes.start(builder -> builder.listener(there));
        SessionTokens tokens = acting.create("user-1", CONTEXT);
        AccessToken token = other.verify(tokens.accessToken());

        acting.expireAccessTokens(tokens.sessionId());
        acting.expireAccessTokens("user-1");

        soon().untilAsserted(() -> assertRefused(Code.OUTDATED, () -> other.verify(tokens.accessToken())));
        for (RecordingListener heard : new RecordingListener[] {here, there}) {
            soon().until(() -> heard.expired.size() == 2);
            AccessTokensExpiredEvent ofSession = heard.expired.get(0);
            AccessTokensExpiredEvent ofSubject = heard.expired.get(1);
            assertThat(ofSession.sessionId()).contains(tokens.sessionId());
            assertThat(ofSession.affects(token)).isTrue();
            assertThat(ofSubject.sessionId()).isEmpty();
            assertThat(ofSubject.subject()).contains("user-1");
            assertThat(ofSubject.affects(token)).isTrue();
            assertThat(heard.revoked).isEmpty();
        }
        AccessToken next =
                acting.verify(acting.refresh(tokens.refreshToken(), CONTEXT).accessToken());
        assertThat(there.expired).noneMatch(event -> event.affects(next));
    }

    @Test
    void theRotationAndTheIdleTimeAreNotTouched() {
        SessionTokens first = node.create("user-1", CONTEXT);
        nodes.passTheGrace();
        String second = node.refresh(first.refreshToken(), CONTEXT).refreshToken();
        UserSession before = node.find(first.sessionId()).orElseThrow();

        node.expireAccessTokens("user-1");

        assertThat(node.find(first.sessionId())).contains(before);
        assertThat(node.refresh(first.refreshToken(), CONTEXT).refreshToken()).isEqualTo(second);
    }
}
