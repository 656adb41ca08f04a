package io.symbolon.verifierjs;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import io.symbolon.verifierjs.node.Node;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A verifier in Node follows the feed of a node in Java: G12. */
class JavaFeedTest {
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");
    private static final String NEVER = "3600000";
    private static final String ACCEPTED = "accepted";

    private final Node binary = Compiled.node();

    @Test
    void whatIsRevokedInJavaIsRefusedInNodeAndNothingElse() {
        try (InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage();
                FeedNode java = FeedNode.start(storage, 0);
                FollowingNode node = follow(java, NEVER)) {
            SessionTokens session = java.manager().create("user-1", CONTEXT);
            SessionTokens sibling = java.manager().create("user-1", CONTEXT);
            SessionTokens other = java.manager().create("user-2", CONTEXT);
            assertThat(node.judge(session.accessToken())).isEqualTo(ACCEPTED);

            java.manager().revoke(session.sessionId());
            await().until(() -> node.judge(session.accessToken()).equals("REVOKED"));
            assertThat(node.judge(sibling.accessToken())).isEqualTo(ACCEPTED);

            java.manager().expireAccessTokens("user-1");
            await().until(() -> node.judge(sibling.accessToken()).equals("OUTDATED"));
            String renewed =
                    java.manager().refresh(sibling.refreshToken(), CONTEXT).accessToken();
            assertThat(node.judge(renewed)).isEqualTo(ACCEPTED);

            java.manager().revokeAll("user-1");
            await().until(() -> node.judge(renewed).equals("REVOKED"));
            SessionTokens later = java.manager().create("user-1", CONTEXT);
            assertThat(node.judge(later.accessToken())).isEqualTo(ACCEPTED);
            assertThat(node.judge(other.accessToken())).isEqualTo(ACCEPTED);

            java.manager().revokeEverything(RevocationCause.ADMINISTRATOR);
            await().until(() -> node.judge(other.accessToken()).equals("REVOKED"));
        }
    }

    @Test
    void whatWasRevokedBeforeAVerifierStartsIsRefusedFromItsStart() {
        try (InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage();
                FeedNode java = FeedNode.start(storage, 0)) {
            SessionTokens ended = java.manager().create("user-1", CONTEXT);
            java.manager().revoke(ended.sessionId());
            try (FollowingNode node = follow(java, NEVER)) {
                assertThat(node.judge(ended.accessToken())).isEqualTo("REVOKED");
            }
        }
    }

    @Test
    void aVerifierThatIsCutOffRefusesAfterTheChosenTimeAndGoesOnWhenTheFeedIsBack() {
        try (InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage()) {
            FeedNode first = FeedNode.start(storage, 0);
            SessionTokens session = first.manager().create("user-1", CONTEXT);
            SessionTokens ended = first.manager().create("user-1", CONTEXT);
            try (FollowingNode node = follow(first, "3000")) {
                await().until(() -> node.judge(session.accessToken()).equals(ACCEPTED));

                first.close();
                await().until(() -> node.judge(session.accessToken()).equals("STALE_NODE"));

                try (FeedNode second = FeedNode.start(storage, first.port())) {
                    second.manager().revoke(ended.sessionId());
                    await().until(() -> node.judge(session.accessToken()).equals(ACCEPTED));
                    await().until(() -> node.judge(ended.accessToken()).equals("REVOKED"));
                }
            }
        }
    }

    private FollowingNode follow(FeedNode java, String rejectAfterMillis) {
        Map<String, String> environment = new HashMap<>(java.environment());
        environment.put("REJECT_AFTER", rejectAfterMillis);
        return FollowingNode.start(binary, environment);
    }
}
