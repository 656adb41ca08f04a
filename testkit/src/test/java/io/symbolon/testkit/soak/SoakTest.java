package io.symbolon.testkit.soak;

import static io.symbolon.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionLifetime;
import io.symbolon.SigningKeys;
import io.symbolon.storage.LogRetention;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two nodes under a constant rate of sessions for as long as {@code -Dsymbolon.soak.minutes} says, 5 at least. All that they
 * keep has an end after {@link #SETTLING}: from then on nothing may grow.
 */
@EnabledIfSystemProperty(named = "symbolon.soak.minutes", matches = "\\d+", disabledReason = "It runs for minutes.")
@Timeout(value = 1, unit = TimeUnit.DAYS)
class SoakTest {
    private static final int LEAST_MINUTES = 5;
    private static final int LOOKS = 10;
    private static final int LIVES_A_SECOND = Integer.getInteger("symbolon.soak.rate", 200);
    private static final double GROWTH = 1.15;
    private static final long NOISE = 1_000_000;

    private static final SigningKeys SIGNING_KEYS = SigningKeys.generate(JwsAlgorithm.HS256);
    private static final RefreshTokenKeys REFRESH_KEYS = RefreshTokenKeys.generate();

    private static final Duration TOKEN_TTL = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final LogRetention RETENTION = new LogRetention(Duration.ofSeconds(60), Duration.ofSeconds(10));

    /** Until the first sessions have expired and the first revocations were forgotten, by view and log. */
    private static final Duration SETTLING = Duration.ofSeconds(150);

    @Test
    void nothingGrowsUnderAConstantRateAndNothingIsLeftAfterClosing() throws Exception {
        Duration all =
                Duration.ofMinutes(Math.max(LEAST_MINUTES, Long.getLong("symbolon.soak.minutes", LEAST_MINUTES)));
        Duration between = all.minus(SETTLING).dividedBy(LOOKS);
        Usage before = Usage.now();
        List<Usage> looks = new ArrayList<>();
        try (InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage(Clock.systemUTC(), RETENTION);
                JwtUserSessionManager one = node(storage);
                JwtUserSessionManager two = node(storage)) {
            SessionLives lives = new SessionLives(List.of(one, two));
            ScheduledExecutorService users = Executors.newScheduledThreadPool(2);
            try {
                ScheduledFuture<?> arrivals = users.scheduleAtFixedRate(
                        lives::live, 0, TimeUnit.SECONDS.toNanos(1) / LIVES_A_SECOND, TimeUnit.NANOSECONDS);
                for (int look = 0; look <= LOOKS; look++) {
                    Duration wait = look == 0 ? SETTLING : between;
                    ScheduledFuture<Usage> usage = users.schedule(Usage::now, wait.toMillis(), TimeUnit.MILLISECONDS);
                    looks.add(usage.get());
                    System.out.println(lives.count() + " sessions: " + looks.get(look));
                    assertThat(arrivals.isDone()).isFalse();
                    assertThat(lives.failure()).isNull();
                }
            } finally {
                users.shutdownNow();
            }
            assertThat(users.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }

        doesNotGrow(looks);
        await().untilAsserted(() -> {
            Usage after = Usage.now();
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 1);
            assertThat(after.handles()).isLessThanOrEqualTo(before.handles() + 5);
        });
    }

    private static void doesNotGrow(List<Usage> looks) {
        List<Usage> firstHalf = looks.subList(0, looks.size() / 2);
        List<Usage> secondHalf = looks.subList(looks.size() / 2, looks.size());
        assertThat(leastLive(secondHalf)).isLessThan((long) (leastLive(firstHalf) * GROWTH) + NOISE);
        Usage first = looks.get(0);
        assertThat(secondHalf).allSatisfy(look -> {
            assertThat(look.threads()).isLessThanOrEqualTo(first.threads() + 1);
            assertThat(look.handles()).isLessThanOrEqualTo(first.handles() + 5);
        });
    }

    /** The least of several looks: a collection may come between a session's calls. */
    private static long leastLive(List<Usage> looks) {
        return looks.stream().mapToLong(Usage::liveBytes).min().orElseThrow();
    }

    private static JwtUserSessionManager node(InMemoryUserSessionStorage storage) {
        return JwtUserSessionManager.builder()
                .issuer("https://login.example.com")
                .audience("https://api.example.com")
                .signingKeys(SIGNING_KEYS)
                .refreshTokenKeys(REFRESH_KEYS)
                .accessTokenTtl(TOKEN_TTL)
                .lifetime(SessionLifetime.of(IDLE, IDLE.multipliedBy(2)))
                .storage(storage)
                .build();
    }
}
