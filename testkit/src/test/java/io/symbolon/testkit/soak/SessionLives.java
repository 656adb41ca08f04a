package io.symbolon.testkit.soak;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sessions that are created, used and left, one after the other, on nodes in turn. Thread-safe. */
final class SessionLives {
    private static final SessionContext CONTEXT = SessionContext.of("192.0.2.1");
    private static final int REQUESTS = 20;

    private final List<JwtUserSessionManager> nodes;
    private final AtomicLong lives = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    SessionLives(List<JwtUserSessionManager> nodes) {
        this.nodes = nodes;
    }

    long count() {
        return lives.get();
    }

    /** Why one of them could not live as it should; null if all did. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /** One session; what fails is kept, as whoever runs this at a rate would never run it again. */
    void live() {
        try {
            live(lives.getAndIncrement());
        } catch (RuntimeException | AssertionError failed) {
            failure.compareAndSet(null, failed);
        }
    }

    private void live(long number) {
        JwtUserSessionManager one = nodes.get((int) (number % nodes.size()));
        JwtUserSessionManager other = nodes.get((int) ((number + 1) % nodes.size()));
        SessionTokens tokens = one.create("user-" + number, CONTEXT);
        for (int request = 0; request < REQUESTS; request++) {
            other.verify(tokens.accessToken());
        }
        SessionTokens next = other.refresh(tokens.refreshToken(), CONTEXT);
        one.verify(next.accessToken());
        switch ((int) (number % 4)) {
            case 0 -> one.revoke(next.sessionId());
            case 1 -> one.revokeAll("user-" + number);
            case 2 -> one.expireAccessTokens(next.sessionId());
            default -> {
                // It is left, and expires.
                return;
            }
        }
        requireRefused(one, next);
    }

    private static void requireRefused(JwtUserSessionManager node, SessionTokens tokens) {
        try {
            node.verify(tokens.accessToken());
        } catch (InvalidAccessTokenException refused) {
            return;
        }
        throw new AssertionError("a token was accepted after its session was ended or its tokens were expired");
    }
}
