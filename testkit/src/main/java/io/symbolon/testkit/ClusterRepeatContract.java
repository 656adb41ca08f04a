package io.symbolon.testkit;

import static io.symbolon.testkit.ClusterNodes.accepts;
import static io.symbolon.testkit.ClusterNodes.assertRefused;
import static io.symbolon.testkit.ClusterNodes.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A call whose answer was lost is repeated, by the same node or by another one: when the repeated call returns, the node
 * that repeated it rejects the access tokens concerned (G2), though it has read nothing of the log meanwhile.
 */
public abstract class ClusterRepeatContract extends StorageContract {
    private static final String SUBJECT = "alice";

    /** Something that a node is asked to do, and asked again. */
    private interface Request {
        void on(JwtUserSessionManager node);
    }

    private ClusterNodes nodes;
    private LosingAnswersStorage losing;
    private JwtUserSessionManager first;
    private LosingAnswersStorage losingToo;
    private HeldLogStorage held;
    private JwtUserSessionManager second;

    /** For subclasses. */
    protected ClusterRepeatContract() {}

    @BeforeEach
    final void startNodes() {
        nodes = newNodes();
        losing = new LosingAnswersStorage(storage());
        first = nodes.start(losing);
        losingToo = new LosingAnswersStorage(otherNode());
        held = new HeldLogStorage(losingToo);
        second = nodes.start(held);
    }

    @AfterEach
    final void letNodesGoOn() {
        held.release();
    }

    @Test
    void g2ARepeatedRevokeRejectsAtOnce() throws InterruptedException {
        SessionTokens tokens = signIn(first, SUBJECT);

        repeatOnTheSameNode(node -> node.revoke(tokens.sessionId()), List.of(tokens), Code.REVOKED);
    }

    @Test
    void g2ARevokeThatAnotherNodeRepeatsRejectsThereAtOnce() throws InterruptedException {
        SessionTokens tokens = signIn(first, SUBJECT);

        repeatOnAnotherNode(node -> node.revoke(tokens.sessionId()), List.of(tokens), Code.REVOKED);
    }

    @Test
    void g2ARepeatedRevokeAllRejectsAtOnce() throws InterruptedException {
        List<SessionTokens> tokens = List.of(signIn(first, SUBJECT), signIn(second, SUBJECT));

        repeatOnTheSameNode(node -> node.revokeAll(SUBJECT), tokens, Code.REVOKED);
    }

    @Test
    void g2ARevokeAllThatAnotherNodeRepeatsRejectsThereAtOnce() throws InterruptedException {
        List<SessionTokens> tokens = List.of(signIn(first, SUBJECT), signIn(second, SUBJECT));

        repeatOnAnotherNode(node -> node.revokeAll(SUBJECT), tokens, Code.REVOKED);
    }

    @Test
    void g2ARepeatedRevokeOthersRejectsAtOnce() throws InterruptedException {
        SessionTokens kept = signIn(first, SUBJECT);
        List<SessionTokens> tokens = List.of(signIn(first, SUBJECT), signIn(second, SUBJECT));

        repeatOnTheSameNode(node -> node.revokeOthers(kept.sessionId()), tokens, Code.REVOKED);

        assertThat(accepts(second, kept)).isTrue();
    }

    @Test
    void g2ARevokeOthersThatAnotherNodeRepeatsRejectsThereAtOnce() throws InterruptedException {
        SessionTokens kept = signIn(first, SUBJECT);
        List<SessionTokens> tokens = List.of(signIn(first, SUBJECT), signIn(second, SUBJECT));

        repeatOnAnotherNode(node -> node.revokeOthers(kept.sessionId()), tokens, Code.REVOKED);

        assertThat(accepts(second, kept)).isTrue();
    }

    @Test
    void g2RepeatedExpiryOfAccessTokensRejectsAtOnce() throws InterruptedException {
        SessionTokens tokens = signIn(first, SUBJECT);

        repeatOnTheSameNode(node -> node.expireAccessTokens(tokens.sessionId()), List.of(tokens), Code.OUTDATED);
    }

    @Test
    void g2ExpiryOfAccessTokensThatAnotherNodeRepeatsRejectsThereAtOnce() throws InterruptedException {
        List<SessionTokens> tokens = List.of(signIn(first, SUBJECT), signIn(second, SUBJECT));

        repeatOnAnotherNode(node -> node.expireAccessTokens(SUBJECT), tokens, Code.OUTDATED);
    }

    @Test
    void g2RepeatedClaimsRejectTheOldOnesAtOnce() throws InterruptedException {
        SessionTokens tokens = signIn(first, SUBJECT);

        repeatOnTheSameNode(
                node -> node.setClaims(tokens.sessionId(), Map.of("role", "editor")), List.of(tokens), Code.OUTDATED);

        SessionTokens next = second.refresh(tokens.refreshToken(), ClusterNodes.CONTEXT);
        assertThat(second.verify(next.accessToken()).claims()).isEqualTo(Map.of("role", "editor"));
    }

    private void repeatOnTheSameNode(Request request, List<SessionTokens> dead, Code code) throws InterruptedException {
        repeat(second, losingToo, request, dead, code);
    }

    private void repeatOnAnotherNode(Request request, List<SessionTokens> dead, Code code) throws InterruptedException {
        repeat(first, losing, request, dead, code);
    }

    /** @param asked the node that is asked first, and does not learn that it was done */
    private void repeat(
            JwtUserSessionManager asked,
            LosingAnswersStorage itsStorage,
            Request request,
            List<SessionTokens> dead,
            Code code)
            throws InterruptedException {
        held.holdAnAnswer(() -> first.revoke(NewSession.newId("nobody")));
        itsStorage.loseTheNextAnswer();
        assertThatThrownBy(() -> request.on(asked)).isInstanceOf(SessionStorageException.class);
        assertThat(dead).as("not known yet").allMatch(tokens -> accepts(second, tokens));

        request.on(second);

        dead.forEach(tokens -> assertRefused(second, tokens, code));
    }
}
