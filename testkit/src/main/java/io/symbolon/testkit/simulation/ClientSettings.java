package io.symbolon.testkit.simulation;

import io.symbolon.ClientPolicy;
import io.symbolon.RefreshRotation;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import java.time.Duration;
import java.util.List;

/**
 * How the sessions of one client are configured.
 *
 * @param id the client's
 * @param limit for a subject's sessions of this client
 */
record ClientSettings(
        String id,
        RefreshRotation rotation,
        Duration accessTokenTtl,
        Duration idle,
        Duration absolute,
        SessionLimit limit) {
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** What the builder itself says; the clients' own policies differ from it. */
    static ClientSettings ofBuilder(Draw draw, Duration longestTtl) {
        boolean isShort = draw.chance(0.25);
        return new ClientSettings(
                Cluster.ISSUER,
                draw.oneOf(List.of(
                        RefreshRotation.grace(GRACE),
                        RefreshRotation.grace(GRACE),
                        RefreshRotation.grace(GRACE),
                        RefreshRotation.grace(Duration.ofSeconds(5)),
                        RefreshRotation.untilSuccessorUsed(),
                        RefreshRotation.none(),
                        RefreshRotation.strict())),
                longestTtl,
                Duration.ofMinutes(isShort ? 4 : 60),
                Duration.ofMinutes(isShort ? 10 : 240),
                SessionLimit.unlimited());
    }

    /** A client with a policy of its own. */
    static ClientSettings ofApp(Draw draw, Duration longestTtl) {
        boolean isShort = draw.chance(0.5);
        return new ClientSettings(
                "app",
                draw.oneOf(List.of(
                        RefreshRotation.grace(Duration.ofSeconds(10)),
                        RefreshRotation.untilSuccessorUsed(),
                        RefreshRotation.none(),
                        RefreshRotation.strict())),
                longestTtl.dividedBy(draw.between(1, 3)),
                Duration.ofMinutes(isShort ? 3 : 90),
                Duration.ofMinutes(isShort ? 8 : 300),
                limit(draw, 0.5));
    }

    /** @param probability that there is one */
    static SessionLimit limit(Draw draw, double probability) {
        int maximum = (int) draw.between(1, 3);
        SessionLimit limit = draw.chance(0.6) ? SessionLimit.evictOldest(maximum) : SessionLimit.rejectNew(maximum);
        return draw.chance(probability) ? limit : SessionLimit.unlimited();
    }

    ClientPolicy policy() {
        return ClientPolicy.defaults()
                .withRotation(rotation)
                .withAccessTokenTtl(accessTokenTtl)
                .withLifetime(SessionLifetime.of(idle, absolute))
                .withSessionLimit(limit);
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
