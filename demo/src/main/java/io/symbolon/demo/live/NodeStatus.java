package io.symbolon.demo.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.symbolon.AccessToken;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationStatus;
import java.time.Instant;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** This node in figures: those of the starter's meters, which a dashboard shows as well. */
@Component
final class NodeStatus {
    private final JwtUserSessionManager sessions;
    private final MeterRegistry meters;
    private final Environment environment;
    private final String storage;

    NodeStatus(
            JwtUserSessionManager sessions,
            MeterRegistry meters,
            Environment environment,
            @Value("${demo.storage}") String storage) {
        this.sessions = sessions;
        this.meters = meters;
        this.environment = environment;
        this.storage = storage;
    }

    Hello hello(AccessToken token) {
        String port = environment.getRequiredProperty("local.server.port");
        return new Hello("127.0.0.1:" + port, storage, token.sessionId().toString());
    }

    Counters counters(int streams) {
        RevocationStatus view = sessions.revocationStatus();
        return new Counters(
                Instant.now(),
                verifications("accepted"::equals),
                verifications(outcome -> !outcome.equals("accepted")),
                storageCalls(),
                view.entries(),
                view.lag().toMillis(),
                streams);
    }

    private long verifications(Predicate<String> outcome) {
        double sum = meters.find("symbolon.verifications").counters().stream()
                .filter(counter -> outcome.test(String.valueOf(counter.getId().getTag("outcome"))))
                .mapToDouble(Counter::count)
                .sum();
        return Math.round(sum);
    }

    private long storageCalls() {
        return meters.find("symbolon.storage").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** Where a page is connected. */
    record Hello(String node, String storage, String sessionId) {}

    /** Totals since this node's start; {@code storageCalls} are those of the session storage. */
    record Counters(
            Instant at,
            long verified,
            long refused,
            long storageCalls,
            long viewEntries,
            long viewLagMs,
            int streams) {}
}
