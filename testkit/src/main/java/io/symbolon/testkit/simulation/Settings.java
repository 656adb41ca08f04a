package io.symbolon.testkit.simulation;

import io.symbolon.RefreshRotation;
import io.symbolon.StalenessPolicy;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.List;

/** How the nodes of a history are configured, and how its network is. */
record Settings(
        int managers,
        RefreshRotation rotation,
        StalenessPolicy staleness,
        Duration accessTokenTtl,
        Duration idle,
        Duration absolute,
        boolean hasClaimsSource,
        Weather weather,
        boolean hasFeedVerifier) {
    private static final Duration LONGEST_TTL = Duration.ofMinutes(3);

    /** The grace that {@link #draw} gives to most histories. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    static Settings draw(Draw draw, RevocationLog log) {
        boolean isShort = draw.chance(0.25);
        Duration most = log.retention().minus(log.clockMargin()).dividedBy(2);
        return new Settings(
                draw.chance(0.7) ? 2 : 3,
                draw.oneOf(List.of(
                        RefreshRotation.grace(GRACE),
                        RefreshRotation.grace(GRACE),
                        RefreshRotation.grace(GRACE),
                        RefreshRotation.grace(Duration.ofSeconds(5)),
                        RefreshRotation.untilSuccessorUsed(),
                        RefreshRotation.none(),
                        RefreshRotation.strict())),
                draw.chance(0.5) ? StalenessPolicy.accept() : StalenessPolicy.rejectAfter(Duration.ofSeconds(20)),
                most.compareTo(LONGEST_TTL) < 0 ? most : LONGEST_TTL,
                Duration.ofMinutes(isShort ? 4 : 60),
                Duration.ofMinutes(isShort ? 10 : 240),
                draw.chance(0.4),
                Weather.of(draw),
                draw.chance(0.5));
    }

    /** The grace in force; zero if the policy has none. */
    long graceMicros() {
        Duration quarter = idle.dividedBy(4);
        Duration grace = rotation instanceof RefreshRotation.Grace chosen ? chosen.period() : Duration.ZERO;
        return (grace.compareTo(quarter) < 0 ? grace : quarter).toMillis() * 1_000;
    }

    boolean isGrace() {
        return rotation instanceof RefreshRotation.Grace;
    }
}
