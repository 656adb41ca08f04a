package io.symbolon.testkit;

import static io.symbolon.testkit.ClusterNodes.CONTEXT;
import static io.symbolon.testkit.ClusterNodes.accepts;
import static io.symbolon.testkit.ClusterNodes.assertRefused;
import static io.symbolon.testkit.ClusterNodes.refusal;
import static io.symbolon.testkit.ClusterNodes.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.RevocationCause;
import io.symbolon.SessionTokens;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Refresh over several nodes: nobody is signed out by the network (G8), and a stolen token ends its session on all. */
public abstract class ClusterRefreshContract extends StorageContract {
    private static final int RACERS = 64;
    private static final int ROUNDS = 5;

    private final RecordingListener firstListener = new RecordingListener();
    private final RecordingListener secondListener = new RecordingListener();
    private ClusterNodes nodes;
    private JwtUserSessionManager first;
    private JwtUserSessionManager second;

    /** For subclasses. */
    protected ClusterRefreshContract() {}

    @BeforeEach
    final void startNodes() {
        nodes = new ClusterNodes(fixture());
        first = nodes.start(storage(), builder -> builder.listener(firstListener));
        second = nodes.start(otherNode(), builder -> builder.listener(secondListener));
    }

    @AfterEach
    final void stopNodes() {
        nodes.close();
    }

    @Test
    void g8RacingRefreshesOfOneTokenGiveTheSameNextToken() throws InterruptedException {
        SessionTokens tokens = signIn(first, "alice");
        for (int generation = 1; generation <= 3; generation++) {
            String presented = tokens.refreshToken();

            List<SessionTokens> results =
                    Race.of(RACERS, number -> (number % 2 == 0 ? first : second).refresh(presented, CONTEXT));

            assertThat(results.stream().map(SessionTokens::refreshToken).distinct())
                    .hasSize(1)
                    .doesNotContain(presented);
            assertThat(results).allSatisfy(result -> {
                assertThat(accepts(first, result)).isTrue();
                assertThat(accepts(second, result)).isTrue();
            });
            StoredSession stored = storage().find(tokens.sessionId()).value().orElseThrow();
            assertThat(stored.generation().number())
                    .as("one rotation is stored")
                    .isEqualTo(generation);
            tokens = results.get(0);
        }
        assertThat(firstListener.events(RecordingListener.ReuseDetected.class)).isEmpty();
        assertThat(secondListener.events(RecordingListener.ReuseDetected.class)).isEmpty();
    }

    @Test
    void g8ARepeatOnAnotherNodeGivesTheSameNextToken() {
        SessionTokens tokens = signIn(first, "alice");

        SessionTokens answer = first.refresh(tokens.refreshToken(), CONTEXT);
        SessionTokens repeated = second.refresh(tokens.refreshToken(), CONTEXT);

        assertThat(repeated.refreshToken()).isEqualTo(answer.refreshToken());
        assertThat(second.refresh(answer.refreshToken(), CONTEXT).refreshToken())
                .isNotEqualTo(answer.refreshToken());
    }

    @Test
    void g8ARepeatBringsItsClaimsAndProlongsNoGrace() {
        SessionTokens tokens = signIn(first, "alice");
        first.refresh(tokens.refreshToken(), CONTEXT);
        StoredSession rotated = storage().find(tokens.sessionId()).value().orElseThrow();
        letPassUntil(rotated.refreshedAt().plusMillis(20));

        SessionTokens repeated = second.refresh(tokens.refreshToken(), CONTEXT, Map.of("role", "editor"));

        StoredSession stored = storage().find(tokens.sessionId()).value().orElseThrow();
        assertThat(stored.refreshedAt()).isEqualTo(rotated.refreshedAt());
        assertThat(stored.generation()).isEqualTo(rotated.generation());
        assertThat(first.verify(repeated.accessToken()).claims()).isEqualTo(Map.of("role", "editor"));
        assertThat(first.find(tokens.sessionId()).orElseThrow().claims()).isEqualTo(Map.of("role", "editor"));
    }

    @Test
    void reuseEndsTheSessionOnBothNodes() {
        SessionTokens stolen = signIn(first, "alice");
        SessionTokens next = first.refresh(stolen.refreshToken(), CONTEXT);
        SessionTokens last = second.refresh(next.refreshToken(), CONTEXT);
        SessionTokens another = signIn(first, "alice");

        InvalidRefreshTokenException refused = catchThrowableOfType(
                InvalidRefreshTokenException.class, () -> second.refresh(stolen.refreshToken(), CONTEXT));

        assertThat(refused.code()).isEqualTo(InvalidRefreshTokenException.Code.REUSED);
        for (SessionTokens dead : List.of(stolen, next, last)) {
            assertRefused(second, dead, Code.REVOKED);
            nodes.awaitRefused(first, dead, Code.REVOKED);
            assertThat(refusal(first, dead).flatMap(InvalidAccessTokenException::revocationCause))
                    .contains(RevocationCause.REUSE_DETECTED);
        }
        assertThat(accepts(first, another)).isTrue();
        assertThat(accepts(second, another)).isTrue();
        InvalidRefreshTokenException over = catchThrowableOfType(
                InvalidRefreshTokenException.class, () -> first.refresh(last.refreshToken(), CONTEXT));
        assertThat(over.code()).isEqualTo(InvalidRefreshTokenException.Code.SESSION_NOT_FOUND);
        assertThat(over.revocationCause()).contains(RevocationCause.REUSE_DETECTED);
    }

    @Test
    void reuseIsToldOnTheNodeThatSawItAndTheEndOnBoth() {
        SessionTokens stolen = signIn(first, "alice");
        SessionTokens next = first.refresh(stolen.refreshToken(), CONTEXT);
        first.refresh(next.refreshToken(), CONTEXT);
        assertThatThrownBy(() -> second.refresh(stolen.refreshToken(), CONTEXT))
                .isInstanceOf(InvalidRefreshTokenException.class);
        first.revoke(signIn(first, "bob").sessionId());

        for (RecordingListener listener : List.of(firstListener, secondListener)) {
            assertThat(listener.await(RecordingListener.Revoked.class, 2))
                    .extracting(told -> told.event().cause())
                    .containsExactlyInAnyOrder(RevocationCause.REUSE_DETECTED, RevocationCause.SIGNED_OUT);
        }
        assertThat(secondListener
                        .await(RecordingListener.ReuseDetected.class)
                        .session()
                        .id())
                .isEqualTo(stolen.sessionId());
        assertThat(secondListener.events(RecordingListener.ReuseDetected.class)).hasSize(1);
        assertThat(firstListener.events(RecordingListener.ReuseDetected.class)).isEmpty();
    }

    @RepeatedTest(ROUNDS)
    void aRefreshThatRacesWithRevokeLeavesNothingAlive() throws InterruptedException {
        SessionTokens tokens = signIn(first, "alice");
        List<Callable<List<SessionTokens>>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JwtUserSessionManager node = i % 2 == 0 ? first : second;
            racers.add(() -> refreshIfItLives(node, tokens));
        }
        racers.add(4, () -> {
            second.revoke(tokens.sessionId());
            return List.of();
        });

        List<SessionTokens> issued =
                Race.between(racers).stream().flatMap(List::stream).toList();

        for (SessionTokens each : issued) {
            assertRefused(second, each, Code.REVOKED);
            nodes.awaitRefused(first, each, Code.REVOKED);
            assertThat(refreshIfItLives(first, each)).isEmpty();
        }
        assertThat(first.find(tokens.sessionId())).isEmpty();
    }

    @RepeatedTest(ROUNDS)
    void noTokenCarriesOldRolesUnderANewVersion() throws InterruptedException {
        AtomicLong role = new AtomicLong(1);
        List<JwtUserSessionManager> withRoles = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            withRoles.add(nodes.start(
                    node(i),
                    builder -> builder.rotation(RefreshRotation.none())
                            .claimsSource(subject -> Map.of("role", role.get()))));
        }
        SessionTokens tokens = signIn(withRoles.get(0), "alice");
        List<Callable<List<SessionTokens>>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JwtUserSessionManager node = withRoles.get(i % 2);
            racers.add(() -> List.of(
                    node.refresh(tokens.refreshToken(), CONTEXT),
                    signIn(node, "alice"),
                    node.refresh(tokens.refreshToken(), CONTEXT)));
        }
        racers.add(4, () -> {
            role.set(2);
            withRoles.get(1).expireAccessTokens("alice");
            return List.of();
        });

        List<SessionTokens> issued =
                Race.between(racers).stream().flatMap(List::stream).toList();

        assertThat(issued).hasSize(24);
        assertThat(issued)
                .filteredOn(each -> accepts(withRoles.get(1), each))
                .allSatisfy(each -> assertThat(
                                withRoles.get(1).verify(each.accessToken()).claims())
                        .isEqualTo(Map.of("role", 2L)));
    }

    @Test
    void graceIsOverOnEveryNodeByTheStoragesClock() {
        Duration grace = Duration.ofSeconds(1);
        JwtUserSessionManager shortGrace =
                nodes.start(otherNode(), builder -> builder.rotation(RefreshRotation.grace(grace)));
        SessionTokens tokens = signIn(shortGrace, "alice");
        shortGrace.refresh(tokens.refreshToken(), CONTEXT);
        StoredSession rotated = storage().find(tokens.sessionId()).value().orElseThrow();
        letPassUntil(rotated.refreshedAt().plus(grace).plusMillis(1));

        InvalidRefreshTokenException refused = catchThrowableOfType(
                InvalidRefreshTokenException.class, () -> shortGrace.refresh(tokens.refreshToken(), CONTEXT));

        assertThat(refused.code()).isEqualTo(InvalidRefreshTokenException.Code.REUSED);
    }

    private static List<SessionTokens> refreshIfItLives(JwtUserSessionManager node, SessionTokens tokens) {
        try {
            return List.of(node.refresh(tokens.refreshToken(), CONTEXT));
        } catch (InvalidRefreshTokenException over) {
            assertThat(over.code()).isEqualTo(InvalidRefreshTokenException.Code.SESSION_NOT_FOUND);
            return List.of();
        }
    }
}
