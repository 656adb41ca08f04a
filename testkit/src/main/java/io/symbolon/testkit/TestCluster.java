package io.symbolon.testkit;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Two nodes of an application in one process, with one storage in memory, the same keys and a clock that a test sets: to see what
 * the application does on the node that did not end the session.
 *
 * <pre>{@code
 * try (TestCluster cluster = TestCluster.start()) {
 *     SessionTokens tokens = cluster.one().create("ada", SessionContext.of("192.0.2.1"));
 *     cluster.one().revoke(tokens.sessionId());
 *     cluster.awaitRefused(cluster.two(), tokens.accessToken());
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class TestCluster implements AutoCloseable {
    private final Closer closer = new Closer();
    private final SettableClock clock = SettableClock.atNow();
    private final SwitchedStorage linkOfTwo;
    private final JwtUserSessionManager one;
    private final JwtUserSessionManager two;

    private TestCluster(UnaryOperator<JwtUserSessionManager.Builder> configuration) {
        InMemoryUserSessionStorage storage = closer.add(new InMemoryUserSessionStorage(clock));
        linkOfTwo = closer.add(new SwitchedStorage(storage));
        SigningKeys signing = SigningKeys.generate(JwsAlgorithm.HS256);
        RefreshTokenKeys refresh = RefreshTokenKeys.generate();
        UnaryOperator<JwtUserSessionManager.Builder> common =
                builder -> configuration.apply(builder.issuer("https://login.example.com")
                        .audience("https://api.example.com")
                        .signingKeys(signing)
                        .refreshTokenKeys(refresh)
                        .clock(clock));
        one = closer.add(
                common.apply(JwtUserSessionManager.builder()).storage(storage).build());
        two = closer.add(
                common.apply(JwtUserSessionManager.builder()).storage(linkOfTwo).build());
    }

    /**
     * Two nodes.
     *
     * @return a cluster, which the caller closes
     */
    public static TestCluster start() {
        return start(UnaryOperator.identity());
    }

    /**
     * Two nodes that are configured as the application's are.
     *
     * @param configuration changes the builder of each node; the storage is the cluster's
     * @return a cluster, which the caller closes
     */
    public static TestCluster start(UnaryOperator<JwtUserSessionManager.Builder> configuration) {
        return new TestCluster(configuration);
    }

    /**
     * The first node.
     *
     * @return its session manager
     */
    public JwtUserSessionManager one() {
        return one;
    }

    /**
     * The second node, which can be cut off.
     *
     * @return its session manager
     */
    public JwtUserSessionManager two() {
        return two;
    }

    /**
     * The clock of both nodes and of their storage.
     *
     * @return the clock, which stands still until a test moves it
     */
    public SettableClock clock() {
        return clock;
    }

    /** Takes the storage away from the second node. The first one goes on. */
    public void cutOffTwo() {
        linkOfTwo.goAway();
    }

    /** Gives it back. */
    public void reconnectTwo() {
        linkOfTwo.comeBack();
    }

    /**
     * Waits until a node refuses an access token, for {@link Patience#PATIENCE} at most.
     *
     * @param node one of the two
     * @param accessToken the token
     * @return why it is refused
     */
    public InvalidAccessTokenException.Code awaitRefused(JwtUserSessionManager node, String accessToken) {
        return Patience.await()
                .until(() -> refusal(node, accessToken), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<InvalidAccessTokenException.Code> refusal(JwtUserSessionManager node, String accessToken) {
        try {
            node.verify(accessToken);
            return Optional.empty();
        } catch (InvalidAccessTokenException refused) {
            return Optional.of(refused.code());
        }
    }

    /** Closes both nodes and their storage. */
    @Override
    public void close() {
        closer.close();
    }
}
