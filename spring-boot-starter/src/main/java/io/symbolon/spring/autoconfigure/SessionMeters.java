package io.symbolon.spring.autoconfigure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionListener;
import io.symbolon.UserSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Counts what happens to sessions, and times how long revocations took to get here. */
final class SessionMeters implements SessionListener {
    private final MeterRegistry registry;
    private final Clock clock;
    private final Counter created;
    private final Timer propagation;

    SessionMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.created = Counter.builder("symbolon.sessions.created")
                .description("Sessions that were created on this node")
                .register(registry);
        this.propagation = Timer.builder("symbolon.revocations.propagation")
                .description("From the storage's clock at a revocation to this node's when it learned of it")
                .register(registry);
    }

    @Override
    public void created(UserSession session) {
        created.increment();
    }

    @Override
    public void revoked(RevokedEvent event) {
        Counter.builder("symbolon.revocations")
                .description("Revocations that this node has learned of")
                .tag("cause", event.cause().name().toLowerCase(Locale.ROOT))
                .tag("of", of(event))
                .register(registry)
                .increment();
        Duration took = Duration.between(event.at(), clock.instant());
        propagation.record(took.isNegative() ? Duration.ZERO : took);
    }

    private static String of(RevokedEvent event) {
        if (event.partitions().isPresent()) {
            return "everything";
        }
        return event.sessionId().isPresent() ? "session" : "subject";
    }
}
