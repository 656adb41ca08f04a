package io.symbolon.spring.autoconfigure;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.OutcomeListener;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionContext;
import io.symbolon.SessionCreatedEvent;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import io.symbolon.spring.ReuseDetectedEvent;
import io.symbolon.storage.UserSessionStorage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class ObservabilityTest {
    private static final SessionContext CLIENT = SessionContext.of("203.0.113.7");

    private static final AutoConfigurations METERS = AutoConfigurations.of(
            MetricsAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class,
            SimpleMetricsExportAutoConfiguration.class,
            ObservationAutoConfiguration.class);

    private final ApplicationContextRunner metrics = Runner.inMemory().withConfiguration(METERS);

    @Test
    void healthIsDownWhileTheLogDoesNotAnswerAndUpAgainAfter() {
        CutStorage server = new CutStorage();
        Runner.withKeys()
                .withBean(UserSessionStorage.class, server::node)
                .withPropertyValues("symbolon.health.down-after=500ms")
                .run(context -> {
                    HealthIndicator health = context.getBean("symbolonHealthIndicator", HealthIndicator.class);
                    await().until(() -> statusOf(health).equals(Status.UP));
                    server.cut(true);
                    await().until(() -> statusOf(health).equals(Status.DOWN));
                    assertThat(Objects.requireNonNull(health.health(true)).getDetails())
                            .containsKeys("entries", "lag", "lastContact", "droppedEvents");
                    server.cut(false);
                    await().until(() -> statusOf(health).equals(Status.UP));
                });
    }

    @Test
    void healthCanBeTurnedOff() {
        Runner.inMemory()
                .withPropertyValues("management.health.symbolon.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("symbolonHealthIndicator"));
    }

    @Test
    void theEndpointHasTheViewsStatus() {
        Runner.inMemory()
                .withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class))
                .withPropertyValues("management.endpoints.web.exposure.include=symbolon")
                .run(context -> {
                    context.getBean(JwtUserSessionManager.class).revokeAll("alice");
                    assertThat(context.getBean(SymbolonActuatorEndpoint.class).status())
                            .hasFieldOrPropertyWithValue("entries", 1L);
                });
        Runner.inMemory().run(context -> assertThat(context).doesNotHaveBean(SymbolonActuatorEndpoint.class));
    }

    @Test
    void metersCountSessionsVerificationsRefreshesAndRevocations() {
        metrics.withPropertyValues("symbolon.rotation.policy=strict").run(context -> {
            JwtUserSessionManager manager = context.getBean(JwtUserSessionManager.class);
            JwtDecoder decoder = context.getBean(JwtDecoder.class);
            SessionTokens first = manager.create("alice", CLIENT);
            decoder.decode(first.accessToken());
            manager.refresh(manager.refresh(first.refreshToken(), CLIENT).refreshToken(), CLIENT);
            assertThatThrownBy(() -> manager.refresh(first.refreshToken(), CLIENT))
                    .isInstanceOf(InvalidRefreshTokenException.class);
            assertThatThrownBy(() -> decoder.decode(first.accessToken())).isInstanceOf(JwtException.class);

            MeterRegistry meters = context.getBean(MeterRegistry.class);
            await().untilAsserted(() -> {
                assertThat(count(meters, "symbolon.sessions.created")).isEqualTo(1);
                assertThat(count(meters, "symbolon.verifications", "outcome", "accepted"))
                        .isEqualTo(1);
                assertThat(count(meters, "symbolon.verifications", "outcome", "revoked"))
                        .isEqualTo(1);
                assertThat(count(meters, "symbolon.refreshes", "outcome", "refreshed"))
                        .isEqualTo(2);
                assertThat(count(meters, "symbolon.refreshes", "outcome", "reused"))
                        .isEqualTo(1);
                assertThat(count(meters, "symbolon.revocations", "cause", "reuse_detected", "of", "session"))
                        .isEqualTo(1);
                assertThat(meters.get("symbolon.revocations.propagation")
                                .timer()
                                .count())
                        .isEqualTo(1);
            });
            assertThat(meters.get("symbolon.view.entries").gauge().value()).isEqualTo(1);
            assertThat(meters.get("symbolon.view.lag").timeGauge().value()).isNotNegative();
            assertThat(meters.get("symbolon.listeners").gauge().value())
                    .as("the application's events and these meters")
                    .isEqualTo(2);
            await().untilAsserted(() -> assertThat(
                            meters.get("symbolon.events.waiting").gauge().value())
                    .isZero());
            assertThat(count(meters, "symbolon.storage", "operation", "insert")).isEqualTo(1);
        });
    }

    @Test
    void everyOutcomeOfAVerificationAndOfARefreshHasACounterFromTheStart() {
        metrics.run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(outcomes(meters, "symbolon.verifications"))
                    .contains("accepted")
                    .containsAll(names(InvalidAccessTokenException.Code.values()))
                    .hasSize(1 + InvalidAccessTokenException.Code.values().length);
            assertThat(outcomes(meters, "symbolon.refreshes"))
                    .contains("refreshed", "storage_unavailable", "storage_failed")
                    .containsAll(names(InvalidRefreshTokenException.Code.values()))
                    .hasSize(3 + InvalidRefreshTokenException.Code.values().length);
        });
    }

    @Test
    void aDirectCallOfVerifyIsCountedAndSoIsEveryRefusedRefresh() {
        metrics.run(context -> {
            JwtUserSessionManager manager = context.getBean(JwtUserSessionManager.class);
            SessionTokens tokens = manager.create("alice", CLIENT);
            manager.verify(tokens.accessToken());
            assertThatThrownBy(() -> manager.verify("no token")).isInstanceOf(InvalidAccessTokenException.class);
            assertThatThrownBy(() -> manager.refresh("no token", CLIENT))
                    .isInstanceOf(InvalidRefreshTokenException.class);
            manager.revoke(tokens.sessionId());
            assertThatThrownBy(() -> manager.refresh(tokens.refreshToken(), CLIENT))
                    .isInstanceOf(InvalidRefreshTokenException.class);

            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(count(meters, "symbolon.verifications", "outcome", "accepted"))
                    .isEqualTo(1);
            assertThat(count(meters, "symbolon.verifications", "outcome", "malformed"))
                    .isEqualTo(1);
            assertThat(count(meters, "symbolon.refreshes", "outcome", "malformed"))
                    .isEqualTo(1);
            assertThat(count(meters, "symbolon.refreshes", "outcome", "session_not_found"))
                    .isEqualTo(1);
        });
    }

    @Test
    void aRefreshWhoseStorageFailsIsCounted() {
        CutStorage server = new CutStorage();
        Runner.withKeys()
                .withConfiguration(METERS)
                .withBean(UserSessionStorage.class, server::node)
                .run(context -> {
                    JwtUserSessionManager manager = context.getBean(JwtUserSessionManager.class);
                    SessionTokens tokens = manager.create("alice", CLIENT);
                    server.cut(true);
                    assertThatThrownBy(() -> manager.refresh(tokens.refreshToken(), CLIENT))
                            .isInstanceOf(SessionStorageException.class);
                    server.cut(false);
                    assertThat(count(
                                    context.getBean(MeterRegistry.class),
                                    "symbolon.refreshes",
                                    "outcome",
                                    "storage_unavailable"))
                            .isEqualTo(1);
                });
    }

    @Test
    void anOutcomeListenerOfTheApplicationsOwnIsHeardToo() {
        LongAdder verified = new LongAdder();
        OutcomeListener own = new OutcomeListener() {
            @Override
            public void verified() {
                verified.increment();
            }
        };
        Runner.inMemory().withBean(OutcomeListener.class, () -> own).run(context -> {
            JwtUserSessionManager manager = context.getBean(JwtUserSessionManager.class);
            manager.verify(manager.create("alice", CLIENT).accessToken());
            assertThat(verified.sum()).isEqualTo(1);
        });
    }

    @Test
    void noMeterHasATagForASubjectOrASession() {
        metrics.run(context -> {
            JwtUserSessionManager manager = context.getBean(JwtUserSessionManager.class);
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            for (int i = 0; i < 20; i++) {
                SessionTokens tokens = manager.create("user-" + i, CLIENT);
                manager.refresh(tokens.refreshToken(), CLIENT);
                manager.revoke(tokens.sessionId());
            }
            await().untilAsserted(() -> assertThat(
                            count(meters, "symbolon.revocations", "cause", "signed_out", "of", "session"))
                    .isEqualTo(20));
            assertThat(meters.getMeters().stream()
                            .map(Meter::getId)
                            .filter(id -> id.getName().startsWith("symbolon.")))
                    .hasSizeLessThan(40)
                    .noneMatch(id -> id.toString().contains("user-"));
        });
    }

    @Test
    void whatHappensToSessionsIsAnApplicationEvent() {
        Runner.inMemory()
                .withPropertyValues("symbolon.rotation.policy=strict")
                .withUserConfiguration(Listening.class)
                .run(context -> {
                    JwtUserSessionManager manager = context.getBean(JwtUserSessionManager.class);
                    SessionTokens first = manager.create("alice", CLIENT);
                    manager.refresh(
                            manager.refresh(first.refreshToken(), CLIENT).refreshToken(), CLIENT);
                    assertThatThrownBy(() -> manager.refresh(first.refreshToken(), CLIENT))
                            .isInstanceOf(InvalidRefreshTokenException.class);

                    Queue<Object> events = context.getBean(Events.class).heard;
                    await().untilAsserted(() -> assertThat(events)
                            .hasSize(3)
                            .hasOnlyElementsOfTypes(
                                    SessionCreatedEvent.class, ReuseDetectedEvent.class, RevokedEvent.class));
                    assertThat(events.toString()).doesNotContain("alice");
                });
    }

    private static Status statusOf(HealthIndicator indicator) {
        return Objects.requireNonNull(indicator.health(false)).getStatus();
    }

    private static List<String> outcomes(MeterRegistry meters, String name) {
        return meters.get(name).counters().stream()
                .map(counter -> String.valueOf(counter.getId().getTag("outcome")))
                .toList();
    }

    private static List<String> names(Enum<?>[] codes) {
        return Arrays.stream(codes)
                .map(code -> code.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static double count(MeterRegistry meters, String name, String... tags) {
        return meters.get(name).tags(tags).meter().measure().iterator().next().getValue();
    }

    static final class Events {
        final Queue<Object> heard = new ConcurrentLinkedQueue<>();

        @EventListener
        void created(SessionCreatedEvent event) {
            heard.add(event);
        }

        @EventListener
        void revoked(RevokedEvent event) {
            heard.add(event);
        }

        @EventListener
        void reused(ReuseDetectedEvent event) {
            heard.add(event);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {
        @Bean
        Events events() {
            return new Events();
        }
    }
}
