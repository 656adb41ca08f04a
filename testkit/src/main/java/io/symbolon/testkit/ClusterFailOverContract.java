package io.symbolon.testkit;

import static io.symbolon.testkit.ClusterNodes.CONTEXT;
import static io.symbolon.testkit.ClusterNodes.accepts;
import static io.symbolon.testkit.ClusterNodes.assertRefused;
import static io.symbolon.testkit.ClusterNodes.refusal;
import static io.symbolon.testkit.ClusterNodes.signIn;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.RevocationCause;
import io.symbolon.SessionTokens;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nodes whose storage lost its last writes, or whose storage's clock went wrong: what was revoked stays revoked on every
 * node, also on one that starts later (G4), and a session that is created afterwards is good (G6).
 */
public abstract class ClusterFailOverContract extends StorageContract {
    private ClusterNodes nodes;

    /** For subclasses. */
    protected ClusterFailOverContract() {}

    @BeforeEach
    final void prepareNodes() {
        nodes = newNodes();
    }

    @Test
    void g4ARevocationThatOnlyItsWriterKnowsIsGivenBack() throws InterruptedException {
        StorageFixture.FailOver failOver = Capabilities.require(fixture().failOver(), "lose its last writes");
        HeldLogStorage held = new HeldLogStorage(storage());
        JwtUserSessionManager writer = nodes.start(held);
        SessionTokens ended = signIn(writer, "alice");
        SessionTokens endedWithAll = signIn(writer, "bob");
        held.holdAnAnswer(() -> writer.revoke(NewSession.newId("nobody")));
        failOver.stopCopying();
        writer.revoke(ended.sessionId());
        writer.revokeAll("bob");

        failOver.takeOver();
        held.release();

        await().atMost(fixture().patience())
                .untilAsserted(() -> assertThat(logged()).hasSize(3));
        JwtUserSessionManager later = nodes.start(otherNode());
        for (JwtUserSessionManager node : List.of(writer, later)) {
            assertRefused(node, ended, Code.REVOKED);
            assertRefused(node, endedWithAll, Code.REVOKED);
            assertThatThrownBy(() -> node.refresh(ended.refreshToken(), CONTEXT))
                    .isInstanceOf(InvalidRefreshTokenException.class);
        }
        SessionTokens next = signIn(later, "bob");
        assertThat(refusal(writer, next)).isEmpty();
        assertThat(refusal(later, next)).isEmpty();
    }

    @Test
    void g4EverythingThatWasRevokedAndLostIsGivenBack() throws InterruptedException {
        StorageFixture.FailOver failOver = Capabilities.require(fixture().failOver(), "lose its last writes");
        HeldLogStorage held = new HeldLogStorage(storage());
        JwtUserSessionManager writer = nodes.start(held);
        SessionTokens before = signIn(writer, "alice");
        SessionTokens bob = signIn(writer, "bob");
        held.holdAnAnswer(() -> writer.revoke(NewSession.newId("nobody")));
        failOver.stopCopying();
        writer.revokeEverything(RevocationCause.ADMINISTRATOR);

        failOver.takeOver();
        held.release();

        await().atMost(fixture().patience())
                .untilAsserted(() -> assertThat(logged())
                        .filteredOn(entry -> entry.target() instanceof Revocation.OfEverything)
                        .hasSize(storage().partitions()));
        JwtUserSessionManager later = nodes.start(otherNode());
        SessionTokens after = signIn(later, "alice");
        for (JwtUserSessionManager node : List.of(writer, later)) {
            assertRefused(node, before, Code.REVOKED);
            assertRefused(node, bob, Code.REVOKED);
            assertThatThrownBy(() -> node.refresh(before.refreshToken(), CONTEXT))
                    .isInstanceOf(InvalidRefreshTokenException.class);
            assertThat(refusal(node, after)).isEmpty();
            assertThat(node.list("alice")).hasSize(1);
        }
    }

    @Test
    void g6ASignInBetweenTheFailOverAndTheRestoreIsGood() throws InterruptedException {
        StorageFixture.FailOver failOver = Capabilities.require(fixture().failOver(), "lose its last writes");
        HeldLogStorage held = new HeldLogStorage(storage());
        JwtUserSessionManager writer = nodes.start(held);
        SessionTokens before = signIn(writer, "alice");
        held.holdAnAnswer(() -> writer.revoke(NewSession.newId("nobody")));
        failOver.stopCopying();
        writer.revokeEverything(RevocationCause.ADMINISTRATOR);

        failOver.takeOver();
        awaitBack();
        SessionTokens between = signIn(writer, "alice");
        assertThatThrownBy(() -> writer.refresh(before.refreshToken(), CONTEXT))
                .isInstanceOf(InvalidRefreshTokenException.class);
        held.release();

        await().atMost(fixture().patience())
                .untilAsserted(() -> assertThat(logged())
                        .filteredOn(entry -> entry.target() instanceof Revocation.OfEverything)
                        .hasSize(storage().partitions()));
        assertThat(refusal(writer, between)).isEmpty();
        assertThat(refusal(nodes.start(otherNode()), between)).isEmpty();
        assertThat(writer.list("alice")).hasSize(1);
        writer.expireAccessTokens("alice");
        assertThat(writer.list("alice")).as("the old one is not raised with it").hasSize(1);
    }

    @Test
    void theRedButtonReachesSessionsThatTheStorageLostWhileItsClockIsBehind() {
        Runnable dataLoss = Capabilities.require(fixture().dataLoss(), "lose its data");
        JwtUserSessionManager first = nodes.start(storage());
        JwtUserSessionManager second = nodes.start(otherNode());
        letTheClockSeemAhead("alice");
        SessionTokens lost = signIn(first, "alice");

        dataLoss.run();
        awaitBack();
        first.revokeEverything(RevocationCause.ADMINISTRATOR);
        SessionTokens after = signIn(second, "alice");

        assertRefused(first, lost, Code.REVOKED);
        nodes.awaitRefused(second, lost, Code.REVOKED);
        JwtUserSessionManager third = nodes.start(open(RETENTION));
        assertRefused(third, lost, Code.REVOKED);
        for (JwtUserSessionManager node : List.of(first, second, third)) {
            assertThat(refusal(node, after)).isEmpty();
        }
    }

    @Test
    void g8RotationsThatTheStorageLostSignNobodyOut() {
        StorageFixture.FailOver failOver = Capabilities.require(fixture().failOver(), "lose its last writes");
        JwtUserSessionManager first = nodes.start(storage(), builder -> builder.rotation(RefreshRotation.strict()));
        JwtUserSessionManager second = nodes.start(otherNode(), builder -> builder.rotation(RefreshRotation.strict()));
        SessionTokens tokens = signIn(first, "alice");
        failOver.stopCopying();
        SessionTokens lostOnce = first.refresh(tokens.refreshToken(), CONTEXT);
        SessionTokens lostTwice = second.refresh(lostOnce.refreshToken(), CONTEXT);

        failOver.takeOver();

        awaitBack();
        SessionTokens next = second.refresh(lostTwice.refreshToken(), CONTEXT);
        assertThat(accepts(first, next)).isTrue();
        assertThat(accepts(second, first.refresh(next.refreshToken(), CONTEXT))).isTrue();
        assertThatThrownBy(() -> second.refresh(tokens.refreshToken(), CONTEXT))
                .as("the thief of an old one is still caught")
                .isInstanceOf(InvalidRefreshTokenException.class);
        nodes.awaitRefused(first, next, Code.REVOKED);
    }

    @Test
    void revokeAllReachesASessionThatTheStorageLostWhileItsClockIsBehind() {
        Runnable dataLoss = Capabilities.require(fixture().dataLoss(), "lose its data");
        JwtUserSessionManager first = nodes.start(storage());
        JwtUserSessionManager second = nodes.start(otherNode());
        letTheClockSeemAhead("alice");
        SessionTokens lost = signIn(first, "alice");

        dataLoss.run();
        awaitBack();
        assertThat(first.find(lost.sessionId())).as("it is lost").isEmpty();
        first.revokeAll("alice");

        assertRefused(first, lost, Code.REVOKED);
        nodes.awaitRefused(second, lost, Code.REVOKED);
        assertRefused(nodes.start(open(RETENTION)), lost, Code.REVOKED);
    }

    @Test
    void g6ASessionThatIsCreatedAfterThatIsGood() {
        Runnable dataLoss = Capabilities.require(fixture().dataLoss(), "lose its data");
        JwtUserSessionManager first = nodes.start(storage());
        JwtUserSessionManager second = nodes.start(otherNode());
        letTheClockSeemAhead("alice");
        SessionTokens lost = signIn(first, "alice");

        dataLoss.run();
        awaitBack();
        first.revokeAll("alice");
        List<SessionTokens> later = List.of(signIn(second, "alice"), signIn(first, "alice"));

        nodes.awaitRefused(second, lost, Code.REVOKED);
        JwtUserSessionManager third = nodes.start(open(RETENTION));
        for (JwtUserSessionManager node : List.of(first, second, third)) {
            assertRefused(node, lost, Code.REVOKED);
            assertThat(later)
                    .allSatisfy(tokens -> assertThat(refusal(node, tokens)).isEmpty());
        }
    }

    @Test
    void g4AClockThatJumpedADayAheadAndBackLosesNoRevocation() throws InterruptedException {
        SettableClock storageClock = Capabilities.require(fixture().clock(), "set the storage's clock");
        SettableClock nodeClock = SettableClock.at(storageClock.instant());
        JwtUserSessionManager first = nodes.start(storage(), builder -> builder.clock(nodeClock));
        SessionTokens ended = signIn(first, "alice");
        SessionTokens live = signIn(first, "bob");
        first.revoke(ended.sessionId());

        storageClock.advance(Duration.ofDays(1));
        wakeReaders();
        assertThat(logged()).as("trimmed by a clock that is wrong").hasSize(1);
        nodes.awaitRefused(first, live, Code.STALE_NODE);
        storageClock.advance(Duration.ofDays(-1));
        wakeReaders();

        await().atMost(fixture().patience()).until(() -> accepts(first, live));
        await().atMost(fixture().patience())
                .untilAsserted(() -> assertThat(logged())
                        .extracting(Revocation::sessionId)
                        .contains(Optional.of(ended.sessionId())));
        JwtUserSessionManager later = nodes.start(otherNode(), builder -> builder.clock(nodeClock));
        assertRefused(first, ended, Code.REVOKED);
        assertRefused(later, ended, Code.REVOKED);
        assertThat(accepts(later, live)).isTrue();
    }

    @Test
    void aNodeWhoseClockIsNotTheStoragesAnswersStaleNodeUntilTheyAgree() {
        SettableClock storageClock = Capabilities.require(fixture().clock(), "set the storage's clock");
        SettableClock nodeClock = SettableClock.at(storageClock.instant());
        JwtUserSessionManager node = nodes.start(storage(), builder -> builder.clock(nodeClock));
        SessionTokens live = signIn(node, "alice");
        Duration margin = storage().revocationLog().clockMargin();

        storageClock.advance(margin.plusMillis(1).negated());
        wakeReaders();
        nodes.awaitRefused(node, live, Code.STALE_NODE);
        storageClock.advance(margin);
        wakeReaders();

        await().atMost(fixture().patience()).until(() -> accepts(node, live));
    }

    /**
     * Raises the floor of a subject's partition, as if the storage's clock had been ahead and had stepped back: the next
     * session has a version above the clock.
     */
    private void letTheClockSeemAhead(String subject) {
        String neighbour = NewSession.neighbourOf(subject);
        long ahead = now().plus(Duration.ofHours(1)).toEpochMilli();
        StoredSession session =
                insert(NewSession.of(neighbour).minimumVersion(ahead).toInsert());
        storage().outdate(session.id());
    }

    /** Logs something, so that nodes that wait for news have an answer. */
    private void wakeReaders() {
        storage().end(NewSession.newId("nobody"), RevocationCause.SIGNED_OUT);
    }

    /** Waits until the storage answers again. */
    private void awaitBack() {
        for (int node = 0; node < 2; node++) {
            int number = node;
            await().atMost(fixture().patience())
                    .until(() -> node(number).findAll("nobody").value().isEmpty());
        }
    }
}
