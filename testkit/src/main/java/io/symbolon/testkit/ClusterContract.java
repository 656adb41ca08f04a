package io.symbolon.testkit;

import static io.symbolon.testkit.ClusterNodes.accepts;
import static io.symbolon.testkit.ClusterNodes.assertRefused;
import static io.symbolon.testkit.ClusterNodes.refusal;
import static io.symbolon.testkit.ClusterNodes.signIn;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.AccessToken;
import io.symbolon.AccessTokenVerifier;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionLimit;
import io.symbolon.SessionTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Managers on one storage are one cluster: what is revoked on one node is refused on all (G2, G3, G4, G6). */
public abstract class ClusterContract extends StorageContract {
    private static final Duration CLOCKS_APART = Duration.ofMinutes(2);

    private final RecordingListener firstListener = new RecordingListener();
    private final RecordingListener secondListener = new RecordingListener();
    private ClusterNodes nodes;
    private JwtUserSessionManager first;
    private JwtUserSessionManager second;

    /** For subclasses. */
    protected ClusterContract() {}

    @BeforeEach
    final void startNodes() {
        nodes = newNodes();
        first = nodes.start(storage(), builder -> builder.listener(firstListener));
        second = nodes.start(otherNode(), builder -> builder.listener(secondListener));
    }

    @Test
    void aSessionIsGoodOnEveryNode() {
        SessionTokens tokens = signIn(first, "alice");

        AccessToken token = second.verify(tokens.accessToken());
        SessionTokens next = second.refresh(tokens.refreshToken(), ClusterNodes.CONTEXT);

        assertThat(token.subject()).isEqualTo("alice");
        assertThat(accepts(first, next)).isTrue();
        assertThat(second.find(tokens.sessionId())).isEqualTo(first.find(tokens.sessionId()));
        assertThat(second.list("alice")).hasSize(1).isEqualTo(first.list("alice"));
        assertThat(second.revoke(tokens.sessionId())).isTrue();
        assertThat(first.revoke(tokens.sessionId())).isFalse();
    }

    @Test
    void g2AndG3RevokeIsInForceWhenItReturnsAndSoonEverywhere() {
        SessionTokens tokens = signIn(first, "alice");
        SessionTokens kept = signIn(first, "alice");
        assertThat(accepts(second, tokens)).isTrue();

        assertThat(first.revoke(tokens.sessionId(), RevocationCause.ADMINISTRATOR))
                .isTrue();

        assertRefused(first, tokens, Code.REVOKED);
        nodes.awaitRefused(second, tokens, Code.REVOKED);
        assertThat(refusal(second, tokens).flatMap(InvalidAccessTokenException::revocationCause))
                .contains(RevocationCause.ADMINISTRATOR);
        assertGoodEverywhere(kept);
    }

    @Test
    void g2AndG3RevokeByRefreshTokenIsInForceWhenItReturnsAndSoonEverywhere() {
        SessionTokens tokens = signIn(first, "alice");

        assertThat(second.revokeByRefreshToken(tokens.refreshToken())).isTrue();

        assertRefused(second, tokens, Code.REVOKED);
        nodes.awaitRefused(first, tokens, Code.REVOKED);
    }

    @Test
    void g2AndG3RevokeAllIsInForceWhenItReturnsAndSoonEverywhere() {
        List<SessionTokens> tokens = List.of(signIn(first, "alice"), signIn(second, "alice"));
        SessionTokens others = signIn(first, "bob");

        assertThat(first.revokeAll("alice")).isEqualTo(2);

        tokens.forEach(ended -> assertRefused(first, ended, Code.REVOKED));
        tokens.forEach(ended -> nodes.awaitRefused(second, ended, Code.REVOKED));
        assertGoodEverywhere(others);
    }

    @Test
    void g2AndG3RevokeOthersIsInForceWhenItReturnsAndSoonEverywhere() {
        SessionTokens kept = signIn(first, "alice");
        List<SessionTokens> tokens = List.of(signIn(first, "alice"), signIn(second, "alice"));

        assertThat(first.revokeOthers(kept.sessionId())).isEqualTo(2);

        tokens.forEach(ended -> assertRefused(first, ended, Code.REVOKED));
        tokens.forEach(ended -> nodes.awaitRefused(second, ended, Code.REVOKED));
        assertGoodEverywhere(kept);
    }

    @Test
    void g2AndG3ExpiredAccessTokensAreRefusedAtOnceAndSoonEverywhere() {
        SessionTokens alice = signIn(first, "alice");
        SessionTokens bob = signIn(second, "bob");

        assertThat(first.expireAccessTokens(alice.sessionId())).isTrue();
        assertThat(first.expireAccessTokens("bob")).isOne();

        for (SessionTokens outdated : List.of(alice, bob)) {
            assertRefused(first, outdated, Code.OUTDATED);
            nodes.awaitRefused(second, outdated, Code.OUTDATED);
            assertGoodEverywhere(second.refresh(outdated.refreshToken(), ClusterNodes.CONTEXT));
        }
    }

    @Test
    void g2ASessionThatHadToGiveWayIsRefusedAtOnce() {
        JwtUserSessionManager limited =
                nodes.start(open(RETENTION), builder -> builder.sessionLimit(SessionLimit.evictOldest(1)));
        SessionTokens older = signIn(first, "alice");

        SessionTokens newer = signIn(limited, "alice");

        assertRefused(limited, older, Code.REVOKED);
        nodes.awaitRefused(first, older, Code.REVOKED);
        assertGoodEverywhere(newer);
    }

    @Test
    void g3AServiceThatOnlyVerifiesRefusesToo() {
        SessionTokens tokens = signIn(first, "alice");
        try (AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                .issuer(ClusterNodes.ISSUER)
                .audience(ClusterNodes.AUDIENCE)
                .keys(nodes.signingKeys)
                .revocations(otherNode().revocationLog())
                .clock(nodes.clock())
                .build()) {
            assertThat(verifier.verify(tokens.accessToken()).subject()).isEqualTo("alice");

            first.revoke(tokens.sessionId());

            await().atMost(fixture().patience())
                    .untilAsserted(() -> assertThatThrownBy(() -> verifier.verify(tokens.accessToken()))
                            .isInstanceOf(InvalidAccessTokenException.class));
        }
    }

    @Test
    void g4ANodeThatStartsLaterKnowsAllBeforeItsFirstVerify() {
        List<SessionTokens> ended = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String subject = "subject-" + i;
            SessionTokens tokens = signIn(first, subject);
            ended.add(tokens);
            if (i % 2 == 0) {
                first.revoke(tokens.sessionId());
            } else {
                first.revokeAll(subject);
            }
        }
        SessionTokens outdated = signIn(first, "alice");
        first.expireAccessTokens("alice");
        RecordingListener listener = new RecordingListener();

        JwtUserSessionManager third = nodes.start(open(RETENTION), builder -> builder.listener(listener));

        assertThat(ended).allSatisfy(tokens -> assertRefused(third, tokens, Code.REVOKED));
        assertRefused(third, outdated, Code.OUTDATED);
        first.revoke(outdated.sessionId());
        assertThat(listener.await(RecordingListener.Revoked.class).event().sessionId())
                .as("what was read at the start is not told")
                .contains(outdated.sessionId());
    }

    @Test
    void g6ASessionThatIsCreatedAfterRevokeAllIsGoodOnEveryNode() {
        for (int round = 0; round < Math.min(1_000, fixture().repetitions()); round++) {
            SessionTokens before = signIn(first, "alice");
            second.revokeAll("alice");
            SessionTokens after = signIn(round % 2 == 0 ? first : second, "alice");

            assertRefused(second, before, Code.REVOKED);
            assertGoodEverywhere(after);
        }
    }

    @Test
    void g6NodesWhoseClocksAreApartCatchNoNewSession() {
        Clock clock = nodes.clock();
        JwtUserSessionManager behind =
                nodes.start(open(RETENTION), builder -> builder.clock(Clock.offset(clock, CLOCKS_APART.negated())));
        JwtUserSessionManager ahead =
                nodes.start(open(RETENTION), builder -> builder.clock(Clock.offset(clock, CLOCKS_APART)));
        for (int round = 0; round < 10; round++) {
            SessionTokens before = signIn(ahead, "alice");
            ahead.revokeAll("alice");
            SessionTokens after = signIn(behind, "alice");
            behind.expireAccessTokens("alice");
            SessionTokens refreshed = behind.refresh(after.refreshToken(), ClusterNodes.CONTEXT);

            nodes.awaitRefused(behind, before, Code.REVOKED);
            nodes.awaitRefused(first, after, Code.OUTDATED);
            nodes.awaitRefused(ahead, after, Code.OUTDATED);
            assertGoodEverywhere(refreshed);
            assertThat(accepts(ahead, refreshed)).isTrue();
            assertThat(accepts(behind, refreshed)).isTrue();
        }
    }

    @Test
    void everyListenerIsToldOnceOnEveryNode() {
        SessionTokens tokens = signIn(first, "alice");
        AccessToken token = first.verify(tokens.accessToken());
        SessionTokens newer = signIn(first, "alice");
        first.revoke(tokens.sessionId());
        second.revoke(tokens.sessionId());
        first.revokeAll("alice", RevocationCause.ADMINISTRATOR);
        second.expireAccessTokens("bob");

        for (RecordingListener listener : List.of(firstListener, secondListener)) {
            listener.await(RecordingListener.AccessTokensExpired.class);
            List<RevokedEvent> told = listener.await(RecordingListener.Revoked.class, 2).stream()
                    .map(RecordingListener.Revoked::event)
                    .toList();
            assertThat(told)
                    .extracting(RevokedEvent::cause)
                    .containsExactlyInAnyOrder(RevocationCause.SIGNED_OUT, RevocationCause.ADMINISTRATOR);
            assertThat(told)
                    .allSatisfy(event -> assertThat(event.affects(token)).isTrue());
        }
        assertThat(firstListener.events(RecordingListener.Revoked.class).get(0).event())
                .satisfies(event -> {
                    assertThat(event.subject()).contains("alice");
                    assertThat(event.sessionId()).contains(tokens.sessionId());
                });
        assertRefused(first, newer, Code.REVOKED);
        assertThat(firstListener.events(RecordingListener.Created.class)).hasSize(2);
        assertThat(secondListener.events(RecordingListener.Created.class)).isEmpty();
    }

    @Test
    void aSessionThatHadToGiveWayIsRefusedEverywhere() throws InterruptedException {
        JwtUserSessionManager limited =
                nodes.start(open(RETENTION), builder -> builder.sessionLimit(SessionLimit.evictOldest(5)));
        JwtUserSessionManager alsoLimited =
                nodes.start(open(RETENTION), builder -> builder.sessionLimit(SessionLimit.evictOldest(5)));

        List<SessionTokens> tokens = Race.of(32, number -> signIn(number % 2 == 0 ? limited : alsoLimited, "alice"));

        for (JwtUserSessionManager node : List.of(limited, alsoLimited, first)) {
            await().atMost(fixture().patience())
                    .untilAsserted(() -> assertThat(tokens)
                            .filteredOn(each -> accepts(node, each))
                            .hasSize(5));
            assertThat(tokens)
                    .filteredOn(each -> !accepts(node, each))
                    .allSatisfy(each -> assertThat(
                                    refusal(node, each).flatMap(InvalidAccessTokenException::revocationCause))
                            .contains(RevocationCause.REPLACED_BY_NEWER_SIGN_IN));
        }
    }

    private void assertGoodEverywhere(SessionTokens tokens) {
        assertThat(refusal(first, tokens)).isEmpty();
        assertThat(refusal(second, tokens)).isEmpty();
    }
}
