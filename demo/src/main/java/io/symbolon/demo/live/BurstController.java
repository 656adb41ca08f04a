package io.symbolon.demo.live;

import io.symbolon.JwtUserSessionManager;
import java.time.Duration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a verification costs, without the network between: many on this node, and what the storage had to do. */
@RestController
final class BurstController {
    private static final int VERIFICATIONS = 100_000;

    private final JwtUserSessionManager sessions;
    private final NodeStatus node;

    BurstController(JwtUserSessionManager sessions, NodeStatus node) {
        this.sessions = sessions;
        this.node = node;
    }

    @PostMapping("/api/burst")
    Burst verifyMany(@AuthenticationPrincipal Jwt token) {
        String accessToken = token.getTokenValue();
        long callsBefore = node.storageCalls();
        long started = System.nanoTime();
        for (int i = 0; i < VERIFICATIONS; i++) {
            sessions.verify(accessToken);
        }
        long micros = Duration.ofNanos(System.nanoTime() - started).toNanos() / 1_000;
        return new Burst(VERIFICATIONS, micros, node.storageCalls() - callsBefore);
    }

    /** What came of it; the storage's calls are those of the whole node meanwhile. */
    record Burst(int verifications, long micros, long storageCalls) {}
}
