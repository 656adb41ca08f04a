package io.symbolon.testkit;

import static io.symbolon.testkit.ClusterNodes.CONTEXT;
import static io.symbolon.testkit.ClusterNodes.accepts;
import static io.symbolon.testkit.ClusterNodes.assertRefused;
import static io.symbolon.testkit.ClusterNodes.refusal;
import static io.symbolon.testkit.ClusterNodes.signIn;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import io.symbolon.StalenessPolicy;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nodes that are cut off catch up (G4) or refuse (G5), and what they know outlives a storage that forgets it. One node is
 * cut off from any storage here; the tests in which the server itself goes are for fixtures that can do it.
 */
public abstract class ClusterFaultContract extends StorageContract {
    private static final Duration LIMIT = Duration.ofSeconds(6);

    /** Longer, as it is told by a monotonic clock too: a third of it is what a busy machine may take for nothing. */
    private static final Duration HEALTHY_LIMIT = Duration.ofSeconds(12);

    private ClusterNodes nodes;
    private JwtUserSessionManager first;

    /** For subclasses. */
    protected ClusterFaultContract() {}

    @BeforeEach
    final void startNodes() {
        nodes = newNodes();
        first = nodes.start(storage());
    }

    @Test
    void g4ANodeThatWasCutOffCatchesUp() {
        SwitchedStorage cuttable = new SwitchedStorage(otherNode());
        JwtUserSessionManager second = nodes.start(cuttable);
        SessionTokens known = signIn(first, "alice");
        SessionTokens ended = signIn(first, "bob");
        SessionTokens outdated = signIn(first, "carol");
        first.revoke(known.sessionId());
        nodes.awaitRefused(second, known, Code.REVOKED);

        cuttable.goAway();
        first.revokeAll("bob");
        first.expireAccessTokens(outdated.sessionId());
        assertThat(accepts(second, ended)).as("the default policy goes on").isTrue();
        assertRefused(second, known, Code.REVOKED);
        cuttable.comeBack();

        nodes.awaitRefused(second, ended, Code.REVOKED);
        nodes.awaitRefused(second, outdated, Code.OUTDATED);
    }

    @Test
    void g5ANodeThatIsCutOffForTooLongRefusesUntilItHasCaughtUp() {
        SettableClock clock = settableClock();
        SwitchedStorage cuttable = new SwitchedStorage(otherNode());
        JwtUserSessionManager second = nodes.start(
                cuttable, builder -> builder.clock(clock).stalenessPolicy(StalenessPolicy.rejectAfter(LIMIT)));
        SessionTokens ended = signIn(first, "alice");
        SessionTokens live = signIn(first, "bob");
        assertThat(accepts(second, live)).isTrue();

        cuttable.goAway();
        Instant cutOffAt = clock.instant();
        first.revoke(ended.sessionId());
        await().atMost(fixture().patience()).pollInterval(Duration.ofMillis(50)).until(() -> {
            clock.advance(LIMIT.dividedBy(10));
            return !accepts(second, live);
        });
        assertThat(clock.instant()).isAfter(cutOffAt.plus(LIMIT));
        assertRefused(second, live, Code.STALE_NODE);
        assertRefused(second, ended, Code.STALE_NODE);

        cuttable.comeBack();
        await().atMost(fixture().patience()).pollInterval(Duration.ofMillis(1)).until(() -> {
            assertThat(refusal(second, ended)).as("never accepted again").isPresent();
            return accepts(second, live);
        });
        assertRefused(second, ended, Code.REVOKED);
    }

    @Test
    void g5AnAnswerThatWasOnItsWayForTooLongIsNoContact() throws InterruptedException {
        HeldLogStorage paused = new HeldLogStorage(otherNode());
        JwtUserSessionManager second =
                nodes.start(paused, builder -> builder.stalenessPolicy(StalenessPolicy.rejectAfter(LIMIT)));
        SessionTokens ended = signIn(first, "alice");
        SessionTokens live = signIn(first, "bob");
        try {
            paused.holdAnAnswer(() -> first.revoke(NewSession.newId("nobody")));
            first.revoke(ended.sessionId());
            letPassUntil(now().plus(LIMIT).plusMillis(1));

            paused.letTheAnswerArrive();

            assertRefused(second, ended, Code.STALE_NODE);
            assertRefused(second, live, Code.STALE_NODE);
        } finally {
            paused.release();
        }
        await().atMost(fixture().patience()).pollInterval(Duration.ofMillis(1)).until(() -> {
            assertThat(refusal(second, ended)).as("never accepted").isPresent();
            return accepts(second, live);
        });
        assertRefused(second, ended, Code.REVOKED);
    }

    @Test
    void g5AHealthyNodeIsNeverStale() {
        SettableClock clock = settableClock();
        JwtUserSessionManager second = nodes.start(
                otherNode(),
                builder -> builder.clock(clock).stalenessPolicy(StalenessPolicy.rejectAfter(HEALTHY_LIMIT)));
        SessionTokens live = signIn(first, "alice");

        // Nothing is logged meanwhile: what renews the contact is that a read does not wait for long.
        for (int round = 0; round < 2; round++) {
            Instant moved = clock.advance(HEALTHY_LIMIT.dividedBy(2)).truncatedTo(ChronoUnit.MILLIS);
            await().atMost(fixture().patience())
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        assertThat(refusal(second, live)).isEmpty();
                        return !second.revocationStatus().lastContact().isBefore(moved);
                    });
        }
    }

    @Test
    void nodesGoOnWhileTheServerIsAwayAndAfterIt() {
        StorageFixture.Outage outage = Capabilities.require(fixture().outage(), "take the server away");
        JwtUserSessionManager second = nodes.start(otherNode());
        SessionTokens ended = signIn(first, "alice");
        SessionTokens live = signIn(first, "bob");
        first.revoke(ended.sessionId());
        nodes.awaitRefused(second, ended, Code.REVOKED);

        outage.begin();
        assertThat(accepts(second, live)).isTrue();
        assertRefused(second, ended, Code.REVOKED);
        assertThatThrownBy(() -> first.revoke(live.sessionId())).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(() -> second.refresh(live.refreshToken(), CONTEXT))
                .isInstanceOf(SessionStorageException.class);
        outage.end();

        await().atMost(fixture().patience())
                .until(() -> first.revoke(live.sessionId())
                        || first.find(live.sessionId()).isEmpty());
        assertRefused(first, live, Code.REVOKED);
        nodes.awaitRefused(second, live, Code.REVOKED);
    }

    /** Keycloak CVE-2026-9802: what had been rotated before the last start was not looked at. */
    @Test
    void cve20269802ARestartOfTheServerMakesNoRotatedRefreshTokenGoodAgain() {
        StorageFixture.Outage outage = Capabilities.require(fixture().outage(), "take the server away");
        JwtUserSessionManager strict = nodes.start(otherNode(), builder -> builder.rotation(RefreshRotation.strict()));
        SessionTokens stolen = signIn(strict, "alice");
        SessionTokens next = strict.refresh(stolen.refreshToken(), CONTEXT);

        outage.begin();
        outage.end();

        await().atMost(fixture().patience())
                .until(() -> strict.find(next.sessionId()).isPresent());
        assertThatThrownBy(() -> strict.refresh(stolen.refreshToken(), CONTEXT))
                .isInstanceOfSatisfying(
                        InvalidRefreshTokenException.class,
                        refused -> assertThat(refused.code()).isEqualTo(InvalidRefreshTokenException.Code.REUSED));
        assertRefused(strict, next, Code.REVOKED);
    }

    @Test
    void aNodeDoesNotStartWithoutTheLog() {
        StorageFixture.Outage outage = Capabilities.require(fixture().outage(), "take the server away");
        UserSessionStorage storage = otherNode();

        outage.begin();

        assertThatThrownBy(() -> nodes.start(storage)).isInstanceOf(SessionStorageException.class);
        outage.end();
    }

    @Test
    void whatNodesKnowIsGivenBackToAStorageThatLostIt() throws InterruptedException {
        Runnable dataLoss = Capabilities.require(fixture().dataLoss(), "lose its data");
        JwtUserSessionManager second = nodes.start(otherNode());
        SessionTokens ended = signIn(first, "alice");
        SessionTokens endedWithAll = signIn(first, "bob");
        first.revoke(ended.sessionId());
        first.revokeAll("bob");
        nodes.awaitRefused(second, ended, Code.REVOKED);
        nodes.awaitRefused(second, endedWithAll, Code.REVOKED);

        dataLoss.run();

        await().atMost(fixture().patience())
                .untilAsserted(() -> assertThat(logged()).hasSize(2));
        JwtUserSessionManager third = nodes.start(open(RETENTION));
        SessionTokens later = signIn(third, "bob");
        for (JwtUserSessionManager node : new JwtUserSessionManager[] {first, second, third}) {
            assertRefused(node, ended, Code.REVOKED);
            assertRefused(node, endedWithAll, Code.REVOKED);
            assertThat(refusal(node, later).map(InvalidAccessTokenException::code))
                    .isEmpty();
        }
        assertThatThrownBy(() -> third.refresh(ended.refreshToken(), CONTEXT))
                .isInstanceOf(InvalidRefreshTokenException.class);
    }

    /** The clock of a node, which is the storage's where that can be set: so that a busy machine counts for nothing. */
    private SettableClock settableClock() {
        return fixture().clock().orElseGet(SettableClock::atNow);
    }
}
