package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Waiting;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UseAfterCloseTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    @Test
    void everyCallOfAClosedManagerSaysThatItIsClosed() {
        JwtUserSessionManager node = nodes.start();
        SessionTokens tokens = node.create("user-1", CONTEXT);
        SessionId id = tokens.sessionId();
        node.close();
        node.close();

        List<ThrowingCallable> calls = List.of(
                () -> node.create("user-1", CONTEXT),
                () -> node.create("user-1", CONTEXT, CreateOptions.defaults()),
                () -> node.verify(tokens.accessToken()),
                () -> node.refresh(tokens.refreshToken(), CONTEXT),
                () -> node.refresh(tokens.refreshToken(), CONTEXT, Map.of()),
                () -> node.find(id),
                () -> node.list("user-1"),
                () -> node.list("user-1", 1),
                () -> node.revoke(id),
                () -> node.revoke(id, RevocationCause.ADMINISTRATOR),
                () -> node.revokeByRefreshToken(tokens.refreshToken()),
                () -> node.revokeAll("user-1"),
                () -> node.revokeAll("user-1", RevocationCause.ADMINISTRATOR),
                () -> node.revokeOthers(id),
                () -> node.revokeEverything(RevocationCause.ADMINISTRATOR),
                () -> node.expireAccessTokens(id),
                () -> node.expireAccessTokens("user-1"),
                () -> node.bind(id, BindingProof.dbsc("x")),
                () -> node.registrationChallenge(tokens),
                () -> node.verify(tokens.accessToken(), BindingProof.dpop("x", "GET", URI.create("https://localhost"))),
                node::dpopNonce,
                node::revocationStatus,
                () -> node.sharedRevocationLog(1),
                node::jwks);
        for (ThrowingCallable call : calls) {
            assertThatIllegalStateException().isThrownBy(call).withMessageContaining("closed");
        }
        assertThat(nodes.start().list("user-1")).as("nothing was done").hasSize(1);
    }

    @Test
    void everyCallOfAClosedVerifierSaysThatItIsClosed() {
        AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                .issuer("i")
                .audience("a")
                .keys(Nodes.SIGNING_KEYS)
                .revocations(nodes.storage().revocationLog())
                .clock(nodes.clock())
                .build();
        verifier.close();
        verifier.close();

        assertThatIllegalStateException().isThrownBy(() -> verifier.verify("x")).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(verifier::revocationStatus).withMessageContaining("closed");
    }

    @Test
    void aClosedManagerLeavesNoThreadBehind() {
        long before = ownThreads();
        for (int i = 0; i < 10; i++) {
            try (JwtUserSessionManager node =
                    nodes.builder().listener(new SessionListener() {}).build()) {
                node.create("user-1", CONTEXT);
            }
        }
        Waiting.soon().until(() -> ownThreads() <= before);
    }

    @Test
    void theThreadsOfAManagerDoNotKeepTheProcessAlive() {
        JwtUserSessionManager node = nodes.start(builder -> builder.listener(new SessionListener() {}));
        node.create("user-1", CONTEXT);

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("symbolon-"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("symbolon-"))
                .count();
    }
}
