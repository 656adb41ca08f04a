package io.symbolon.testkit;

import static io.symbolon.testkit.ClusterNodes.CONTEXT;
import static io.symbolon.testkit.ClusterNodes.assertRefused;
import static io.symbolon.testkit.ClusterNodes.refusal;
import static io.symbolon.testkit.ClusterNodes.signIn;
import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.EverythingRevoked;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The red button on nodes: every token from before is refused everywhere (G2, G3, G4), every sign-in from after is good
 * (G6).
 */
public abstract class ClusterEverythingContract extends StorageContract {
    private static final RevocationCause CAUSE = RevocationCause.ADMINISTRATOR;

    private ClusterNodes nodes;

    /** For subclasses. */
    protected ClusterEverythingContract() {}

    @BeforeEach
    final void prepareNodes() {
        nodes = newNodes();
    }

    @Test
    void everyTokenFromBeforeIsRefusedOnEveryNodeAndEverySignInFromAfterIsGood() {
        JwtUserSessionManager first = nodes.start(storage());
        JwtUserSessionManager second = nodes.start(otherNode());
        List<SessionTokens> before = signInMany(first);

        EverythingRevoked answer = first.revokeEverything(CAUSE);
        List<SessionTokens> after = signInMany(first);

        assertThat(answer.isComplete()).isTrue();
        assertThat(answer.partitions()).isEqualTo(storage().partitions());
        JwtUserSessionManager later = nodes.start(open(RETENTION));
        for (SessionTokens tokens : before) {
            assertRefused(first, tokens, Code.REVOKED);
            nodes.awaitRefused(second, tokens, Code.REVOKED);
            assertRefused(later, tokens, Code.REVOKED);
            assertThat(refusal(second, tokens).flatMap(InvalidAccessTokenException::revocationCause))
                    .contains(CAUSE);
            assertThatThrownBy(() -> second.refresh(tokens.refreshToken(), CONTEXT))
                    .isInstanceOfSatisfying(
                            InvalidRefreshTokenException.class,
                            refused -> assertThat(refused.endsSession()).isTrue());
            assertThat(second.find(tokens.sessionId())).isEmpty();
        }
        after.addAll(signInMany(second));
        for (JwtUserSessionManager node : List.of(first, second, later)) {
            assertThat(node.list("user-1")).hasSize(2);
            assertThat(after)
                    .allSatisfy(tokens -> assertThat(refusal(node, tokens)).isEmpty());
        }
        SessionTokens refreshed = second.refresh(after.get(0).refreshToken(), CONTEXT);
        assertThat(refusal(first, refreshed)).isEmpty();
    }

    @Test
    void aVerifierRefusesThemToo() {
        JwtUserSessionManager node = nodes.start(storage());
        SessionTokens before = signIn(node, "alice");
        try (AccessTokenVerifier verifier = nodes.verifier(otherNode().revocationLog())) {
            assertThat(verifier.verify(before.accessToken()).subject()).isEqualTo("alice");

            node.revokeEverything(CAUSE);
            SessionTokens after = signIn(node, "alice");

            await().atMost(fixture().patience())
                    .untilAsserted(() -> assertThatThrownBy(() -> verifier.verify(before.accessToken()))
                            .isInstanceOfSatisfying(
                                    InvalidAccessTokenException.class,
                                    refused -> assertThat(refused.code()).isEqualTo(Code.REVOKED)));
            assertThat(verifier.verify(after.accessToken()).subject()).isEqualTo("alice");
        }
    }

    @Test
    void aRepeatedCallEndsWhatCameBetween() {
        JwtUserSessionManager first = nodes.start(storage());
        JwtUserSessionManager second = nodes.start(otherNode());
        first.revokeEverything(CAUSE);
        SessionTokens between = signIn(second, "alice");

        assertThat(second.revokeEverything(CAUSE).isComplete()).isTrue();
        SessionTokens after = signIn(first, "alice");

        assertRefused(second, between, Code.REVOKED);
        nodes.awaitRefused(first, between, Code.REVOKED);
        assertThat(refusal(first, after)).isEmpty();
        assertThat(refusal(second, after)).isEmpty();
    }

    @Test
    void signInsThatGoOnMeanwhileAreTheSameOnEveryNode() throws InterruptedException {
        JwtUserSessionManager first = nodes.start(storage());
        JwtUserSessionManager second = nodes.start(otherNode());
        List<SessionTokens> before = signInMany(second);

        List<List<SessionTokens>> meanwhile = Race.between(List.<Callable<List<SessionTokens>>>of(
                () -> signInMany(first),
                () -> signInMany(second),
                () -> {
                    first.revokeEverything(CAUSE);
                    return signInMany(first);
                },
                () -> signInMany(second)));

        SessionTokens last = signIn(second, "last");
        second.revoke(last.sessionId());
        nodes.awaitRefused(first, last, Code.REVOKED);
        for (SessionTokens tokens : before) {
            assertRefused(first, tokens, Code.REVOKED);
            nodes.awaitRefused(second, tokens, Code.REVOKED);
        }
        for (SessionTokens tokens : meanwhile.get(2)) {
            assertThat(refusal(first, tokens)).as("from after").isEmpty();
            assertThat(refusal(second, tokens)).as("from after").isEmpty();
        }
        for (List<SessionTokens> signedIn : meanwhile) {
            for (SessionTokens tokens : signedIn) {
                boolean lives = storage().find(tokens.sessionId()).value().isPresent();
                for (JwtUserSessionManager node : List.of(first, second)) {
                    if (lives) {
                        assertThat(refusal(node, tokens)).isEmpty();
                    } else {
                        nodes.awaitRefused(node, tokens, Code.REVOKED);
                    }
                }
            }
        }
    }

    @Test
    void everyNodeIsToldAndKnowsWhoseConnectionsToClose() {
        RecordingListener listener = new RecordingListener();
        JwtUserSessionManager first = nodes.start(storage());
        JwtUserSessionManager second = nodes.start(otherNode(), builder -> builder.listener(listener));
        SessionTokens before = signIn(first, "alice");
        io.symbolon.AccessToken token = second.verify(before.accessToken());

        first.revokeEverything(CAUSE);
        SessionTokens after = signIn(first, "alice");

        List<RevokedEvent> told = listener
                .await(RecordingListener.Revoked.class, storage().partitions())
                .stream()
                .map(RecordingListener.Revoked::event)
                .toList();
        assertThat(told).allSatisfy(event -> {
            assertThat(event.subject()).isEmpty();
            assertThat(event.sessionId()).isEmpty();
            assertThat(event.partitions()).isPresent();
            assertThat(event.cause()).isEqualTo(CAUSE);
            assertThat(event.affects(second.verify(after.accessToken()))).isFalse();
        });
        assertThat(told.stream().filter(event -> event.affects(token))).hasSize(1);
    }

    private static List<SessionTokens> signInMany(JwtUserSessionManager node) {
        return new ArrayList<>(IntStream.range(0, 12)
                .mapToObj(number -> signIn(node, "user-" + number))
                .toList());
    }
}
