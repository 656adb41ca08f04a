package io.symbolon.testkit;

import static io.symbolon.testkit.ClusterNodes.CONTEXT;
import static io.symbolon.testkit.ClusterNodes.accepts;
import static io.symbolon.testkit.ClusterNodes.assertRefused;
import static io.symbolon.testkit.ClusterNodes.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.RevocationCause;
import io.symbolon.SessionTokens;
import io.symbolon.storage.UserSessionStorage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults that were found in other systems of this kind, each under the name that it has there. */
public abstract class ClusterPeerFaultContract extends StorageContract {
    private ClusterNodes nodes;
    private JwtUserSessionManager first;
    private JwtUserSessionManager second;

    /** For subclasses. */
    protected ClusterPeerFaultContract() {}

    @BeforeEach
    final void startNodes() {
        nodes = newNodes();
        first = startStrict(storage());
        second = startStrict(otherNode());
    }

    /** Keycloak CVE-2026-9802: what had been rotated before the last start was not looked at. */
    @Test
    void cve20269802ARestartMakesNoRotatedRefreshTokenGoodAgain() {
        SessionTokens stolen = signIn(first, "alice");
        SessionTokens next = first.refresh(stolen.refreshToken(), CONTEXT);
        SessionTokens last = second.refresh(next.refreshToken(), CONTEXT);
        first.close();
        second.close();

        JwtUserSessionManager restarted = startStrict(open(RETENTION));

        assertReused(restarted, stolen);
        assertRefused(restarted, last, InvalidAccessTokenException.Code.REVOKED);
        assertOver(restarted, last);
    }

    /** Keycloak issue 50999: tokens were told apart by the second in which they were made. */
    @Test
    void keycloak50999AReplayWithinTheSameSecondIsReuse() {
        SessionTokens stolen = signIn(first, "alice");
        SessionTokens next = first.refresh(stolen.refreshToken(), CONTEXT);
        SessionTokens last = first.refresh(next.refreshToken(), CONTEXT);

        assertReused(first, stolen);

        assertOver(second, last);
        nodes.awaitRefused(second, last, InvalidAccessTokenException.Code.REVOKED);
    }

    /** The same with a grace, which gives a repeat what the owner has, and no second chain of tokens. */
    @Test
    void keycloak50999ARepeatWithinTheSameSecondGivesNoSecondChain() {
        JwtUserSessionManager withGrace = nodes.start(open(RETENTION));
        SessionTokens tokens = signIn(withGrace, "alice");

        List<SessionTokens> answers = List.of(
                withGrace.refresh(tokens.refreshToken(), CONTEXT),
                withGrace.refresh(tokens.refreshToken(), CONTEXT),
                withGrace.refresh(tokens.refreshToken(), CONTEXT));

        assertThat(answers).extracting(SessionTokens::refreshToken).containsOnly(tokens.refreshToken());
        assertThat(withGrace.list("alice")).hasSize(1);
    }

    /** Keycloak CVE-2026-18218: a newer end of a few was not looked at where there was an older end of all. */
    @Test
    void cve202618218ALaterNarrowEndCountsBesideAnEarlierWideOne() {
        SessionTokens before = signIn(first, "alice");
        first.revokeEverything(RevocationCause.ADMINISTRATOR);
        SessionTokens between = signIn(first, "alice");
        SessionTokens ofAnother = signIn(first, "bob");
        assertThat(accepts(first, between)).isTrue();
        first.revokeAll("alice");
        SessionTokens after = signIn(first, "alice");
        SessionTokens kept = signIn(first, "alice");
        first.revoke(after.sessionId());

        for (SessionTokens ended : List.of(before, between, after)) {
            assertRefused(first, ended, InvalidAccessTokenException.Code.REVOKED);
            nodes.awaitRefused(second, ended, InvalidAccessTokenException.Code.REVOKED);
            assertOver(second, ended);
        }
        JwtUserSessionManager third = startStrict(open(RETENTION));
        for (JwtUserSessionManager node : List.of(first, second, third)) {
            assertThat(accepts(node, kept)).isTrue();
            assertThat(accepts(node, ofAnother)).isTrue();
            assertThat(List.of(before, between, after)).noneMatch(ended -> accepts(node, ended));
        }
    }

    private JwtUserSessionManager startStrict(UserSessionStorage storage) {
        return nodes.start(storage, builder -> builder.rotation(RefreshRotation.strict()));
    }

    private static void assertReused(JwtUserSessionManager node, SessionTokens stolen) {
        assertThat(refusalOfRefresh(node, stolen).code()).isEqualTo(Code.REUSED);
    }

    private static void assertOver(JwtUserSessionManager node, SessionTokens tokens) {
        assertThat(refusalOfRefresh(node, tokens).code()).isEqualTo(Code.SESSION_NOT_FOUND);
    }

    private static InvalidRefreshTokenException refusalOfRefresh(JwtUserSessionManager node, SessionTokens tokens) {
        InvalidRefreshTokenException refused = catchThrowableOfType(
                InvalidRefreshTokenException.class, () -> node.refresh(tokens.refreshToken(), CONTEXT));
        assertThat(refused).isNotNull();
        return refused;
    }
}
