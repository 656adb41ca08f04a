package io.symbolon.spring;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationStatus;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while the storage's revocation log does not answer. Reads memory only. */
final class ViewHealthIndicator implements HealthIndicator {
    private final JwtUserSessionManager manager;
    private final Duration downAfter;

    ViewHealthIndicator(JwtUserSessionManager manager, SymbolonProperties properties) {
        this.manager = manager;
        Duration rejectAfter = properties.rejectAfter();
        Duration configured = properties.health().downAfter();
        this.downAfter = rejectAfter != null && rejectAfter.compareTo(configured) < 0 ? rejectAfter : configured;
    }

    @Override
    public Health health() {
        RevocationStatus status = manager.revocationStatus();
        boolean isUp = status.lag().compareTo(downAfter) <= 0;
        return (isUp ? Health.up() : Health.down())
                .withDetail("entries", status.entries())
                .withDetail("lag", status.lag().toString())
                .withDetail("lastContact", status.lastContact().toString())
                .withDetail("droppedEvents", status.droppedEvents())
                .withDetail("waitingEvents", status.waitingEvents())
                .build();
    }
}
