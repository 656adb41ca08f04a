package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RecordingListener;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Somebody else has an old refresh token. */
class RefreshReuseTest {
    private static final SessionContext THIEF =
            SessionContext.of("198.51.100.66").withDevice(new Device("phone", "Unknown"));

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final RecordingListener heard = new RecordingListener();
    private final JwtUserSessionManager node = nodes.start(builder -> builder.listener(heard));
    private final SessionContext owner = CONTEXT.withDevice(new Device("desktop", "Firefox"));
    private final SessionTokens first = node.create("user-1", owner);

    @Test
    void aStolenOldTokenEndsTheSessionForThiefAndOwnerAtOnce() {
        nodes.passTheGrace();
        SessionTokens second = node.refresh(first.refreshToken(), owner);
        nodes.passTheGrace();
        SessionTokens third = node.refresh(second.refreshToken(), owner);

        InvalidRefreshTokenException refusal =
                assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), owner));

        assertThat(refusal.action()).isEqualTo(SessionException.Action.SIGN_IN);
        for (SessionTokens tokens : new SessionTokens[] {first, second, third}) {
            InvalidAccessTokenException revoked =
                    assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(tokens.accessToken()));
            assertThat(revoked.revocationCause()).contains(RevocationCause.REUSE_DETECTED);
            InvalidRefreshTokenException over =
                    assertRefused(Code.SESSION_NOT_FOUND, () -> node.refresh(tokens.refreshToken(), owner));
            assertThat(over.revocationCause()).contains(RevocationCause.REUSE_DETECTED);
        }
        assertThat(node.find(first.sessionId())).isEmpty();
    }

    @Test
    void itEndsTheSessionFromWhateverDeviceItComes() {
        nodes.passTheGrace();
        SessionTokens second = node.refresh(first.refreshToken(), owner);
        nodes.passTheGrace();
        node.refresh(second.refreshToken(), owner);

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), THIEF));
        assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(second.accessToken()));
    }

    @Test
    void theListenerIsToldWhoseSessionAndFromWhereTheTokenCame() {
        nodes.passTheGrace();
        SessionTokens second = node.refresh(first.refreshToken(), owner);
        nodes.passTheGrace();
        node.refresh(second.refreshToken(), owner);

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), THIEF));

        soon().until(() -> !heard.reused.isEmpty() && !heard.revoked.isEmpty());
        assertThat(heard.reused).hasSize(1);
        assertThat(heard.reused.get(0).subject()).isEqualTo("user-1");
        assertThat(heard.reused.get(0).id()).isEqualTo(first.sessionId());
        assertThat(heard.reused.get(0).lastSeenFrom()).isEqualTo(owner);
        assertThat(heard.reusedFrom).containsExactly(THIEF);
        assertThat(heard.revoked).hasSize(1);
        assertThat(heard.revoked.get(0).cause()).isEqualTo(RevocationCause.REUSE_DETECTED);
        assertThat(heard.revoked.get(0).sessionId()).contains(first.sessionId());
        assertThat(heard.revoked.get(0).subject()).contains("user-1");
    }

    @Test
    void noOtherSessionOfTheSubjectIsEnded() {
        SessionTokens other = node.create("user-1", owner);
        nodes.passTheGrace();
        SessionTokens second = node.refresh(first.refreshToken(), owner);
        nodes.passTheGrace();
        node.refresh(second.refreshToken(), owner);

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), owner));

        assertThat(node.verify(other.accessToken()).subject()).isEqualTo("user-1");
        assertThat(node.refresh(other.refreshToken(), owner).sessionId()).isEqualTo(other.sessionId());
    }

    @Test
    void theParentIsReuseOnceTheGraceIsOver() {
        nodes.passTheGrace();
        node.refresh(first.refreshToken(), owner);
        nodes.passTheGrace();

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), owner));
    }

    @Test
    void everyOtherNodeRefusesTheAccessTokensToo() {
        JwtUserSessionManager other = nodes.start();
        nodes.passTheGrace();
        SessionTokens second = node.refresh(first.refreshToken(), owner);
        nodes.passTheGrace();
        node.refresh(second.refreshToken(), owner);
        assertThat(other.verify(second.accessToken()).subject()).isEqualTo("user-1");

        assertRefused(Code.REUSED, () -> node.refresh(first.refreshToken(), owner));

        soon().untilAsserted(() ->
                assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> other.verify(second.accessToken())));
    }

    @Test
    void signingOutWithAnOldRefreshTokenEndsTheSessionAndIsNoReuse() {
        nodes.passTheGrace();
        SessionTokens second = node.refresh(first.refreshToken(), owner);
        nodes.passTheGrace();
        node.refresh(second.refreshToken(), owner);

        assertThat(node.revokeByRefreshToken(first.refreshToken())).isTrue();

        InvalidAccessTokenException revoked =
                assertRefused(InvalidAccessTokenException.Code.REVOKED, () -> node.verify(second.accessToken()));
        assertThat(revoked.revocationCause()).contains(RevocationCause.SIGNED_OUT);
        assertThat(node.revokeByRefreshToken(second.refreshToken())).isFalse();
        assertThat(heard.reused).isEmpty();
    }
}
