package io.symbolon.testkit.simulation;

import io.symbolon.SessionLimit;
import io.symbolon.StalenessPolicy;
import io.symbolon.storage.RevocationLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the nodes of a history are configured, and how its network is.
 *
 * @param clients the builder's own first, then those with policies of their own
 * @param limit for all sessions of a subject
 */
record Settings(
        int managers,
        List<ClientSettings> clients,
        SessionLimit limit,
        StalenessPolicy staleness,
        boolean hasClaimsSource,
        Weather weather,
        boolean hasFeedVerifier,
        ListenerPace pace) {
    private static final Duration LONGEST_TTL = Duration.ofMinutes(3);
    private static final double SHARE_OF_CLIENTS = 0.35;
    private static final double SHARE_OF_LIMITS = 0.3;

    static Settings draw(Draw draw, RevocationLog log) {
        Duration most = log.retention().minus(log.clockMargin()).dividedBy(2);
        Duration ttl = most.compareTo(LONGEST_TTL) < 0 ? most : LONGEST_TTL;
        int managers = draw.chance(0.7) ? 2 : 3;
        List<ClientSettings> clients = new ArrayList<>(List.of(ClientSettings.ofBuilder(draw, ttl)));
        if (draw.chance(SHARE_OF_CLIENTS)) {
            clients.add(ClientSettings.ofApp(draw, ttl));
        }
        return new Settings(
                managers,
                List.copyOf(clients),
                ClientSettings.limit(draw, SHARE_OF_LIMITS),
                draw.chance(0.5) ? StalenessPolicy.accept() : StalenessPolicy.rejectAfter(Duration.ofSeconds(20)),
                draw.chance(0.4),
                Weather.of(draw),
                draw.chance(0.5),
                ListenerPace.of(draw));
    }

    ClientSettings ofBuilder() {
        return clients.get(0);
    }
}
