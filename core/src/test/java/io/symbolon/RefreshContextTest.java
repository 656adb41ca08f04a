package io.symbolon;

import static io.symbolon.fixture.Refusals.assertRefused;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RecordingListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RefreshContextTest {
    private static final Device LAPTOP = new Device("desktop", "Firefox on Linux");
    private static final SessionContext HOME =
            SessionContext.of("203.0.113.7").withDevice(LAPTOP).withLocation("Chisinau, MD");

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final RecordingListener heard = new RecordingListener();
    private final JwtUserSessionManager node = nodes.start(builder -> builder.listener(heard));
    private final SessionTokens tokens = node.create("user-1", HOME);

    @Test
    void byDefaultAnotherAddressOrPlaceOfTheSameDeviceIsAccepted() {
        SessionContext train = SessionContext.of("2001:db8::1").withDevice(new Device("desktop", "Firefox on Linux"));

        nodes.passTheGrace();
        node.refresh(tokens.refreshToken(), train);

        UserSession session = node.find(tokens.sessionId()).orElseThrow();
        assertThat(session.createdFrom()).isEqualTo(HOME);
        assertThat(session.lastSeenFrom()).isEqualTo(train);
    }

    @Test
    void byDefaultAnotherDeviceIsRefusedByItsTypeOrItsName() {
        for (Device other : List.of(
                new Device("tv", "Firefox on Linux"), new Device("desktop", "Chrome on Linux"), new Device("", ""))) {
            InvalidRefreshTokenException refusal = assertRefused(
                    Code.CONTEXT_REFUSED, () -> node.refresh(tokens.refreshToken(), HOME.withDevice(other)));
            assertThat(refusal.action()).isEqualTo(SessionException.Action.SIGN_IN);
        }
    }

    @Test
    void byDefaultAnUnknownDeviceIsAcceptedOnEitherSide() {
        SessionContext unknown = SessionContext.of("203.0.113.7");

        nodes.passTheGrace();
        String second = node.refresh(tokens.refreshToken(), unknown).refreshToken();
        assertThat(node.refresh(second, HOME)).isNotNull();
        SessionTokens ofUnknown = node.create("user-1", unknown);
        assertThat(node.refresh(ofUnknown.refreshToken(), HOME)).isNotNull();
    }

    @Test
    void aDeviceThatWasUnknownForOneRefreshDoesNotLetAnotherOneIn() {
        nodes.passTheGrace();
        String second = node.refresh(tokens.refreshToken(), SessionContext.of("203.0.113.7"))
                .refreshToken();

        assertRefused(Code.CONTEXT_REFUSED, () -> node.refresh(second, HOME.withDevice(new Device("phone", "x"))));
    }

    @Test
    void aRefusedContextEndsNothingClearsNothingAndStoresNothing() {
        Instant before = node.find(tokens.sessionId()).orElseThrow().lastRefreshedAt();
        nodes.clock().advance(Duration.ofMinutes(1));

        assertRefused(
                Code.CONTEXT_REFUSED,
                () -> node.refresh(
                        tokens.refreshToken(), HOME.withDevice(new Device("phone", "x")), Map.of("role", "admin")));

        UserSession session = node.find(tokens.sessionId()).orElseThrow();
        assertThat(session.lastSeenFrom()).isEqualTo(HOME);
        assertThat(session.lastRefreshedAt()).isEqualTo(before);
        assertThat(session.claims()).isEmpty();
        assertThat(node.verify(tokens.accessToken()).subject()).isEqualTo("user-1");
        assertThat(node.refresh(tokens.refreshToken(), HOME).sessionId()).isEqualTo(tokens.sessionId());
        soon().until(() -> heard.order.contains("contextRefused"));
        assertThat(heard.refused).extracting(UserSession::id).containsExactly(tokens.sessionId());
        assertThat(heard.revoked).isEmpty();
    }

    @Test
    void aRepeatIsGuardedToo() {
        nodes.passTheGrace();
        node.refresh(tokens.refreshToken(), HOME);

        assertRefused(
                Code.CONTEXT_REFUSED,
                () -> node.refresh(tokens.refreshToken(), HOME.withDevice(new Device("phone", "x"))));
    }

    @Test
    void aGuardOfTheApplicationsOwnSeesTheSessionAndTheContext() {
        List<UserSession> sessions = new ArrayList<>();
        List<SessionContext> contexts = new ArrayList<>();
        JwtUserSessionManager guarded = nodes.start(builder -> builder.contextGuard((session, context) -> {
            sessions.add(session);
            contexts.add(context);
            return context.ip().equals(session.createdFrom().ip());
        }));
        SessionTokens own = guarded.create("user-2", HOME, CreateOptions.claims(Map.of("a", "b")));
        SessionContext elsewhere = SessionContext.of("198.51.100.1");

        assertRefused(Code.CONTEXT_REFUSED, () -> guarded.refresh(own.refreshToken(), elsewhere));
        guarded.refresh(own.refreshToken(), HOME.withDevice(new Device("phone", "x")));

        assertThat(contexts).first().isEqualTo(elsewhere);
        assertThat(sessions).hasSize(2).allSatisfy(session -> {
            assertThat(session.subject()).isEqualTo("user-2");
            assertThat(session.id()).isEqualTo(own.sessionId());
            assertThat(session.claims()).isEqualTo(Map.of("a", "b"));
        });
    }

    @Test
    void aGuardThatThrowsLosesNothing() {
        boolean[] broken = {true};
        JwtUserSessionManager guarded = nodes.start(builder -> builder.contextGuard((session, context) -> {
            if (broken[0]) {
                throw new IllegalStateException("no answer");
            }
            return true;
        }));
        SessionTokens own = guarded.create("user-2", HOME);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> guarded.refresh(own.refreshToken(), HOME))
                .withMessage("no answer");
        broken[0] = false;
        assertThat(guarded.refresh(own.refreshToken(), HOME).sessionId()).isEqualTo(own.sessionId());
    }

    @Test
    void withoutAGuardEveryContextIsAccepted() {
        JwtUserSessionManager open = nodes.start(builder -> builder.contextGuard(ContextGuard.none()));
        SessionContext other = SessionContext.of("x").withDevice(new Device("tv", "y"));

        assertThat(open.refresh(tokens.refreshToken(), other).sessionId()).isEqualTo(tokens.sessionId());
    }
}
