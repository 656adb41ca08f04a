package io.symbolon.testkit;

import static io.symbolon.testkit.ClusterNodes.CONTEXT;
import static io.symbolon.testkit.ClusterNodes.accepts;
import static io.symbolon.testkit.ClusterNodes.assertRefused;
import static io.symbolon.testkit.ClusterNodes.refusal;
import static io.symbolon.testkit.ClusterNodes.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.RevocationCause;
import io.symbolon.SessionTokens;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Refresh over several nodes: nobody is signed out by the network (G8), and a stolen token ends its session on all. */
public abstract class ClusterRefreshContract extends StorageContract {
    private static final int RACERS = 64;
    private static final int ROUNDS = 5;

    /** Long enough for all racers to be answered on a busy machine. */
    private static final Duration GRACE = Duration.ofSeconds(6);

    private final RecordingListener firstListener = new RecordingListener();
    private final RecordingListener secondListener = new RecordingListener();
    private ClusterNodes nodes;
    private JwtUserSessionManager first;
    private JwtUserSessionManager second;

    /** For subclasses. */
    protected ClusterRefreshContract() {}

    @BeforeEach
    final void startNodes() {
        nodes = newNodes();
        first = start(storage(), firstListener, RefreshRotation.grace(GRACE));
        second = start(otherNode(), secondListener, RefreshRotation.grace(GRACE));
    }

    @Test
    void g8RacingRefreshesOfOneTokenGiveTheSameNextToken() throws InterruptedException {
        SessionTokens tokens = signIn(first, "alice");
        // Where the clock is a server's, one grace period is long enough to wait for.
        int rotations = fixture().clock().isPresent() ? 3 : 1;
        for (int generation = 1; generation <= rotations; generation++) {
            letTheGracePass(tokens);
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
            assertThat(stored(tokens).generation().number())
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
        letTheGracePass(tokens);

        SessionTokens answer = first.refresh(tokens.refreshToken(), CONTEXT);
        SessionTokens repeated = second.refresh(tokens.refreshToken(), CONTEXT);
        SessionTokens ofTheNewOne = second.refresh(answer.refreshToken(), CONTEXT);

        assertThat(answer.refreshToken()).isNotEqualTo(tokens.refreshToken());
        assertThat(repeated.refreshToken()).isEqualTo(answer.refreshToken());
        assertThat(ofTheNewOne.refreshToken()).as("it is new itself").isEqualTo(answer.refreshToken());
    }

    @Test
    void g8ARepeatBringsItsClaimsAndProlongsNoGrace() {
        SessionTokens tokens = signIn(first, "alice");
        StoredSession inserted = stored(tokens);
        letPassUntil(inserted.refreshedAt().plusMillis(20));

        SessionTokens repeated = second.refresh(tokens.refreshToken(), CONTEXT, Map.of("role", "editor"));

        assertThat(repeated.refreshToken()).isEqualTo(tokens.refreshToken());
        assertThat(stored(tokens).generation()).isEqualTo(inserted.generation());
        assertThat(first.verify(repeated.accessToken()).claims()).isEqualTo(Map.of("role", "editor"));
        assertThat(first.find(tokens.sessionId()).orElseThrow().claims()).isEqualTo(Map.of("role", "editor"));
    }

    @Test
    void g8ManyTabsAndTwoRoleChangesAtOnceSignNobodyOut() {
        SessionTokens tokens = signIn(first, "alice");
        letTheGracePass(tokens);
        List<SessionTokens> tabs = new ArrayList<>(Collections.nCopies(5, tokens));

        for (int change = 0; change < 2; change++) {
            first.expireAccessTokens("alice");
            for (int tab = 0; tab < tabs.size(); tab++) {
                // A late tab presents what it had before the change before this one.
                SessionTokens held = tab == 4 ? tokens : tabs.get(tab);
                tabs.set(tab, (tab % 2 == 0 ? first : second).refresh(held.refreshToken(), CONTEXT));
            }
        }

        assertThat(tabs.stream().map(SessionTokens::refreshToken).distinct()).hasSize(1);
        assertThat(tabs).allSatisfy(tab -> assertThat(accepts(first, tab)).isTrue());
        assertThat(first.find(tokens.sessionId())).isPresent();
    }

    @Test
    void reuseEndsTheSessionOnBothNodes() {
        useStrictRotation();
        SessionTokens stolen = signIn(first, "alice");
        SessionTokens next = first.refresh(stolen.refreshToken(), CONTEXT);
        SessionTokens last = second.refresh(next.refreshToken(), CONTEXT);
        SessionTokens another = signIn(first, "alice");

        assertReused(second, stolen);

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
        useStrictRotation();
        SessionTokens stolen = signIn(first, "alice");
        first.refresh(stolen.refreshToken(), CONTEXT);
        assertReused(second, stolen);
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
        letPassUntil(stored(tokens).generation().rotatedAt().plus(grace).plusMillis(1));
        SessionTokens next = shortGrace.refresh(tokens.refreshToken(), CONTEXT);
        assertThat(next.refreshToken()).isNotEqualTo(tokens.refreshToken());
        letPassUntil(stored(tokens).generation().rotatedAt().plus(grace).plusMillis(1));

        assertReused(shortGrace, tokens);
    }

    private void useStrictRotation() {
        first.close();
        second.close();
        first = start(storage(), firstListener, RefreshRotation.strict());
        second = start(otherNode(), secondListener, RefreshRotation.strict());
    }

    private JwtUserSessionManager start(
            UserSessionStorage storage, RecordingListener listener, RefreshRotation rotation) {
        return nodes.start(storage, builder -> builder.listener(listener).rotation(rotation));
    }

    private StoredSession stored(SessionTokens tokens) {
        return storage().find(tokens.sessionId()).value().orElseThrow();
    }

    private void letTheGracePass(SessionTokens tokens) {
        letPassUntil(stored(tokens).generation().rotatedAt().plus(GRACE).plusMillis(1));
    }

    private static void assertReused(JwtUserSessionManager node, SessionTokens stolen) {
        InvalidRefreshTokenException refused = catchThrowableOfType(
                InvalidRefreshTokenException.class, () -> node.refresh(stolen.refreshToken(), CONTEXT));
        assertThat(refused).isNotNull();
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
