package io.symbolon.demo.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.symbolon.AccessToken;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** This node in figures: those of the starter's meters, which a dashboard shows as well. */
@Component
final class NodeStatus {
    /** One read of the log waits for 10 seconds where nothing happens; twice that is silence. */
    private static final Duration LONGEST_HEALTHY_LAG = Duration.ofSeconds(20);

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
                view.lag().compareTo(LONGEST_HEALTHY_LAG) < 0,
                view.lag().toSeconds(),
                streams);
    }

    private long verifications(Predicate<String> outcome) {
        double sum = meters.find("symbolon.verifications").counters().stream()
                .filter(counter -> outcome.test(String.valueOf(counter.getId().getTag("outcome"))))
                .mapToDouble(Counter::count)
                .sum();
        return Math.round(sum);
    }

    /** Of the session storage, since this node's start. */
    long storageCalls() {
        return meters.find("symbolon.storage").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** Where a page is connected. */
    record Hello(String node, String storage, String sessionId) {}

    /** Totals since this node's start; {@code storageCalls} are those of the session storage. While nothing
     * happens the log is silent for some seconds: that is health, and {@code followsLog} tells it from a log that is away.
     */
    record Counters(
            Instant at,
            long verified,
            long refused,
            long storageCalls,
            long viewEntries,
            boolean followsLog,
            long logSilentSeconds,
            int streams) {}
}
