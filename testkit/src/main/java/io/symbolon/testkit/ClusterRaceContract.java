package io.symbolon.testkit;

import static io.symbolon.testkit.ClusterNodes.CONTEXT;
import static io.symbolon.testkit.ClusterNodes.assertRefused;
import static io.symbolon.testkit.ClusterNodes.refusal;
import static io.symbolon.testkit.ClusterNodes.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.AccessToken;
import io.symbolon.CreateOptions;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.SessionDescription;
import io.symbolon.SessionId;
import io.symbolon.SessionTokens;
import io.symbolon.UserSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** What several nodes do at once: nothing is lost, and nobody gains a factor (G14) or is caught by what was before (G6). */
public abstract class ClusterRaceContract extends StorageContract {
    private static final int ROUNDS = 5;
    private static final String ROLE = "role";

    private ClusterNodes nodes;

    /** For subclasses. */
    protected ClusterRaceContract() {}

    @BeforeEach
    final void prepareNodes() {
        nodes = newNodes();
    }

    @RepeatedTest(ROUNDS)
    void whatFourNodesDoToOneSessionAtOnceIsAllKept() throws InterruptedException {
        List<JwtUserSessionManager> all = start(4);
        SessionTokens signIn = all.get(0)
                .create(
                        "alice",
                        CONTEXT,
                        CreateOptions.claims(Map.of(ROLE, "old")).withFactors("pwd"));
        SessionId id = signIn.sessionId();

        List<Optional<SessionTokens>> given = Race.between(List.<Callable<Optional<SessionTokens>>>of(
                () -> {
                    assertThat(all.get(0).describe(id, SessionDescription.of("kitchen")))
                            .isTrue();
                    return Optional.empty();
                },
                () -> Optional.of(all.get(1).reauthenticated(id, CONTEXT, "otp")),
                () -> {
                    assertThat(all.get(2).setClaims(id, Map.of(ROLE, "new"))).isTrue();
                    return Optional.empty();
                },
                () -> refreshed(all.get(3), signIn)));

        UserSession session = all.get(3).find(id).orElseThrow();
        assertThat(session.name()).contains("kitchen");
        assertThat(session.claims()).containsEntry(ROLE, "new");
        assertThat(session.factors()).containsOnlyKeys("pwd", "otp");
        SessionTokens steppedUp = given.get(1).orElseThrow();
        SessionTokens last = all.get(0).refresh(steppedUp.refreshToken(), CONTEXT);
        for (JwtUserSessionManager node : all) {
            AccessToken token = node.verify(last.accessToken());
            assertThat(token.factors()).containsOnlyKeys("pwd", "otp");
            assertThat(token.claim(ROLE, String.class)).contains("new");
        }
        given.get(3).ifPresent(tokens -> gainsNothing(all.get(2), tokens));
        assertThat(refreshed(all.get(1), signIn)).as("from before the step-up").isEmpty();
    }

    @RepeatedTest(ROUNDS)
    void aRedButtonWhileTheClockIsBehindCatchesWhatWasBeforeAndNothingFromAfter() throws InterruptedException {
        SettableClock clock = Capabilities.require(fixture().clock(), "set the storage's clock");
        List<JwtUserSessionManager> all = start(4);
        Duration behind = Duration.ofSeconds(30);
        clock.advance(behind);
        List<SessionTokens> before = signInMany(all.get(0));
        clock.set(clock.instant().minus(behind));

        List<List<SessionTokens>> meanwhile = Race.between(List.<Callable<List<SessionTokens>>>of(
                () -> signInMany(all.get(1)),
                () -> signInMany(all.get(2)),
                () -> {
                    assertThat(all.get(0)
                                    .revokeEverything(RevocationCause.ADMINISTRATOR)
                                    .isComplete())
                            .isTrue();
                    return signInMany(all.get(0));
                },
                () -> signInMany(all.get(3))));

        for (SessionTokens tokens : before) {
            assertRefused(all.get(0), tokens, Code.REVOKED);
            all.forEach(node -> nodes.awaitRefused(node, tokens, Code.REVOKED));
        }
        for (SessionTokens tokens : meanwhile.get(2)) {
            assertThat(all).allSatisfy(node -> assertThat(refusal(node, tokens)).isEmpty());
        }
        meanwhile.stream().flatMap(List::stream).forEach(tokens -> isTheSameEverywhere(all, tokens));
    }

    private void isTheSameEverywhere(List<JwtUserSessionManager> all, SessionTokens tokens) {
        boolean lives = storage().find(tokens.sessionId()).value().isPresent();
        for (JwtUserSessionManager node : all) {
            if (lives) {
                assertThat(refusal(node, tokens)).isEmpty();
            } else {
                nodes.awaitRefused(node, tokens, Code.REVOKED);
            }
        }
    }

    /** The node that changed the claims knows that tokens from before are outdated. */
    private static void gainsNothing(JwtUserSessionManager whoSetTheClaims, SessionTokens tokens) {
        if (refusal(whoSetTheClaims, tokens).isEmpty()) {
            AccessToken token = whoSetTheClaims.verify(tokens.accessToken());
            assertThat(token.factors()).containsOnlyKeys("pwd");
            assertThat(token.claim(ROLE, String.class)).contains("new");
        }
        assertThat(refreshed(whoSetTheClaims, tokens)).isEmpty();
    }

    /** Empty if a step-up has made a newer token. */
    private static Optional<SessionTokens> refreshed(JwtUserSessionManager node, SessionTokens tokens) {
        try {
            return Optional.of(node.refresh(tokens.refreshToken(), CONTEXT));
        } catch (InvalidRefreshTokenException refused) {
            assertThat(refused.code()).isEqualTo(InvalidRefreshTokenException.Code.SUPERSEDED);
            return Optional.empty();
        }
    }

    private List<JwtUserSessionManager> start(int number) {
        return Stream.concat(Stream.of(storage()), IntStream.range(1, number).mapToObj(another -> open(RETENTION)))
                .map(nodes::start)
                .toList();
    }

    private static List<SessionTokens> signInMany(JwtUserSessionManager node) {
        return IntStream.range(0, 8)
                .mapToObj(number -> signIn(node, "user-" + number))
                .toList();
    }
}
