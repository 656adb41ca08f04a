package io.symbolon.verifierjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long after the call of revoke in Java a verifier in Node refuses the session's token, over the feed. The long form
 * measures: {@code -Dsymbolon.long=true}. It asks again and again, so a figure has the way of one question in it, a
 * fraction of a millisecond.
 */
class FeedDelayTest {
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");
    private static final boolean IS_LONG = Boolean.getBoolean("symbolon.long");
    private static final int WARM_UP = IS_LONG ? 200 : 2;
    private static final int SAMPLES = IS_LONG ? 2_000 : 20;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    @Timeout(300)
    void g12EachRevocationIsRefusedInNodeSoonAndNoneBefore() {
        long[] nanos = new long[SAMPLES];
        try (InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage();
                FeedNode java = FeedNode.start(storage, 0);
                FollowingNode node = FollowingNode.start(Compiled.node(), environment(java))) {
            for (int i = -WARM_UP; i < SAMPLES; i++) {
                long took = untilRefused(java, node, "user-" + i);
                if (i >= 0) {
                    nanos[i] = took;
                }
            }
        }
        Arrays.sort(nanos);
        System.getLogger(FeedDelayTest.class.getName()).log(Level.INFO, text(nanos));
        assertThat(nanos[SAMPLES - 1]).isBetween(1L, LONGEST.toNanos());
    }

    private static long untilRefused(FeedNode java, FollowingNode node, String subject) {
        SessionTokens session = java.manager().create(subject, CONTEXT);
        assertThat(node.judge(session.accessToken())).isEqualTo("accepted");
        long start = System.nanoTime();
        java.manager().revoke(session.sessionId());
        String answer = node.judge(session.accessToken());
        while (answer.equals("accepted") && System.nanoTime() - start < LONGEST.toNanos()) {
            answer = node.judge(session.accessToken());
        }
        long took = System.nanoTime() - start;
        assertThat(answer).isEqualTo("REVOKED");
        return took;
    }

    private static Map<String, String> environment(FeedNode java) {
        Map<String, String> environment = new HashMap<>(java.environment());
        environment.put("REJECT_AFTER", "3600000");
        return environment;
    }

    private static String text(long[] sorted) {
        return String.format(
                Locale.ROOT,
                "revoke to refusal in Node, %d samples: median %.1f ms, p99 %.1f ms, longest %.1f ms",
                sorted.length,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }
}
