package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.AccessToken;
import io.symbolon.ClaimsSource;
import io.symbolon.ContextGuard;
import io.symbolon.CreateOptions;
import io.symbolon.Device;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionLimitException;
import io.symbolon.SessionTokens;
import io.symbolon.UserSession;
import io.symbolon.spring.SessionManagerCustomizer;
import io.symbolon.testkit.RecordingListener;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

class SettingsTest {
    private static final SessionContext CLIENT = SessionContext.of("203.0.113.7");

    @Test
    void timesReachTheTokens() {
        Runner.inMemory()
                .withPropertyValues(
                        "symbolon.access-token-ttl=1m", "symbolon.lifetime.idle=1h", "symbolon.lifetime.absolute=2h")
                .run(context -> {
                    SessionTokens tokens = manager(context).create("alice", CLIENT);
                    AccessToken token = manager(context).verify(tokens.accessToken());
                    assertThat(Duration.between(token.issuedAt(), token.expiresAt()))
                            .isEqualTo(Duration.ofMinutes(1));
                    assertThat(Duration.between(token.issuedAt(), tokens.refreshTokenExpiresAt()))
                            .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
                });
    }

    @Test
    void oneMoreSessionThanAllowedIsRefusedOrEndsTheOldest() {
        Runner.inMemory()
                .withPropertyValues(
                        "symbolon.session-limit.maximum=1", "symbolon.session-limit.when-reached=reject-new")
                .run(context -> {
                    manager(context).create("alice", CLIENT);
                    assertThatThrownBy(() -> manager(context).create("alice", CLIENT))
                            .isInstanceOf(SessionLimitException.class);
                });
        Runner.inMemory().withPropertyValues("symbolon.session-limit.maximum=1").run(context -> {
            manager(context).create("alice", CLIENT);
            SessionTokens newer = manager(context).create("alice", CLIENT);
            assertThat(manager(context).list("alice"))
                    .singleElement()
                    .satisfies(session -> assertThat(session.id()).isEqualTo(newer.sessionId()));
        });
    }

    @ParameterizedTest
    @CsvSource({"strict, REUSED", "grace, none", "until-successor-used, none", "none, none"})
    void theRotationPolicyDecidesOfASecondUse(String policy, String code) {
        Runner.inMemory()
                .withPropertyValues("symbolon.rotation.policy=" + policy)
                .run(context -> {
                    SessionTokens first = manager(context).create("alice", CLIENT);
                    manager(context).refresh(first.refreshToken(), CLIENT);
                    String outcome = "none";
                    try {
                        manager(context).refresh(first.refreshToken(), CLIENT);
                    } catch (InvalidRefreshTokenException refusal) {
                        outcome = refusal.code().name();
                    }
                    assertThat(outcome).isEqualTo(code);
                });
    }

    @Test
    void theContextGuardIsChosenByPropertyOrBean() {
        SessionContext phone = CLIENT.withDevice(new Device("phone", "A"));
        SessionContext desk = CLIENT.withDevice(new Device("desktop", "B"));
        Runner.inMemory()
                .run(context -> assertThatThrownBy(() -> move(manager(context), phone, desk))
                        .isInstanceOf(InvalidRefreshTokenException.class));
        Runner.inMemory()
                .withPropertyValues("symbolon.context-guard=none")
                .run(context -> assertThat(move(manager(context), phone, desk)).isNotNull());
        Runner.inMemory()
                .withPropertyValues("symbolon.context-guard=none")
                .withBean(ContextGuard.class, () -> (session, now) -> false)
                .run(context -> assertThatThrownBy(() -> move(manager(context), phone, phone))
                        .isInstanceOf(InvalidRefreshTokenException.class));
    }

    @Test
    void listenersClaimsAndCustomizersAreBeans() {
        RecordingListener listener = new RecordingListener();
        Runner.inMemory()
                .withBean(RecordingListener.class, () -> listener)
                .withBean(ClaimsSource.class, () -> subject -> Map.of("role", "admin"))
                .withBean(SessionManagerCustomizer.class, () -> builder -> builder.issuer("https://other.example.com"))
                .run(context -> {
                    SessionTokens tokens = manager(context).create("alice", CLIENT);
                    assertThat(manager(context).verify(tokens.accessToken()).claims())
                            .containsEntry("role", "admin");
                    assertThat(listener.await(RecordingListener.Created.class)
                                    .session()
                                    .subject())
                            .isEqualTo("alice");
                    assertThat(context.getBean(org.springframework.security.oauth2.jwt.JwtDecoder.class)
                                    .decode(tokens.accessToken())
                                    .getClaimAsString("iss"))
                            .isEqualTo("https://other.example.com");
                });
    }

    @Test
    void clientsHavePoliciesOfTheirOwn() {
        Runner.inMemory()
                .withPropertyValues(
                        "symbolon.access-token-ttl=10m",
                        "symbolon.session-limit.maximum=3",
                        "symbolon.clients.web.idle=1h",
                        "symbolon.clients.web.session-limit.maximum=1",
                        "symbolon.clients.web.rotation.policy=strict",
                        "symbolon.clients.phone.access-token-ttl=1m",
                        "symbolon.clients.phone.context-guard=none")
                .run(context -> {
                    JwtUserSessionManager manager = manager(context);
                    CreateOptions web = CreateOptions.defaults().withClient("web");
                    CreateOptions phone = CreateOptions.defaults().withClient("phone");
                    SessionTokens first = manager.create("alice", CLIENT, web);
                    SessionTokens other = manager.create("alice", CLIENT, phone);
                    SessionTokens second = manager.create("alice", CLIENT, web);

                    assertThat(manager.list("alice"))
                            .extracting(UserSession::id)
                            .as("one of the web")
                            .containsExactlyInAnyOrder(other.sessionId(), second.sessionId())
                            .doesNotContain(first.sessionId());
                    AccessToken ofPhone = manager.verify(other.accessToken());
                    assertThat(Duration.between(ofPhone.issuedAt(), ofPhone.expiresAt()))
                            .isEqualTo(Duration.ofMinutes(1));
                    AccessToken ofWeb = manager.verify(second.accessToken());
                    assertThat(Duration.between(ofWeb.issuedAt(), ofWeb.expiresAt()))
                            .isEqualTo(Duration.ofMinutes(10));
                    assertThat(Duration.between(ofWeb.issuedAt(), second.refreshTokenExpiresAt()))
                            .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
                    manager.refresh(second.refreshToken(), CLIENT);
                    assertThatThrownBy(() -> manager.refresh(second.refreshToken(), CLIENT))
                            .isInstanceOf(InvalidRefreshTokenException.class);
                    assertThatThrownBy(() -> manager.create(
                                    "alice", CLIENT, CreateOptions.defaults().withClient("tv")))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("is not configured");
                });
    }

    @Test
    void nothingIsSetUpWhereSessionsAreDisabled() {
        Runner.empty()
                .withPropertyValues("symbolon.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(JwtUserSessionManager.class)
                        .doesNotHaveBean(SessionEvents.class));
    }

    @ParameterizedTest
    @CsvSource({
        "symbolon.lifetime.idle=100d, symbolon.lifetime is wrong",
        "symbolon.rotation.grace-period=-1s, symbolon.rotation.grace-period is wrong",
        "symbolon.session-limit.maximum=0, symbolon.session-limit.maximum is wrong",
        "symbolon.clients.web.idle=100d, symbolon.clients.web is wrong",
        "symbolon.clients.web.rotation.grace-period=-1s, symbolon.clients.web.rotation.grace-period is wrong",
        "symbolon.clients.web.session-limit.maximum=0, symbolon.clients.web.session-limit.maximum is wrong",
        "symbolon.reject-after=1ms, symbolon.reject-after is wrong",
        "symbolon.retention=1ms, symbolon.retention is wrong",
        "symbolon.access-token-ttl=3h, accessTokenTtl",
        "symbolon.clock-skew=2h, clockSkew",
    })
    void aWrongSettingIsNamed(String setting, String message) {
        Runner.inMemory().withPropertyValues(setting).run(context -> {
            assertThat(Runner.failure(context)).hasMessageContaining(message);
        });
    }

    private static SessionTokens move(JwtUserSessionManager manager, SessionContext from, SessionContext to) {
        return manager.refresh(manager.create("alice", from).refreshToken(), to);
    }

    private static JwtUserSessionManager manager(AssertableApplicationContext context) {
        return context.getBean(JwtUserSessionManager.class);
    }
}
