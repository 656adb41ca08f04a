package io.symbolon.spring.autoconfigure;

import io.symbolon.RevocationStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while the storage's revocation log does not answer. Reads memory only. */
final class ViewHealthIndicator implements HealthIndicator {
    private final Supplier<Optional<RevocationStatus>> status;
    private final Duration downAfter;

    ViewHealthIndicator(TokenVerification verification, SymbolonProperties properties) {
        this.status = verification.status();
        Duration rejectAfter = properties.rejectAfter();
        Duration configured = properties.health().downAfter();
        this.downAfter = rejectAfter != null && rejectAfter.compareTo(configured) < 0 ? rejectAfter : configured;
    }

    @Override
    public Health health() {
        return status.get()
                .map(this::of)
                .orElseGet(() ->
                        Health.up().withDetail("revocations", "not followed").build());
    }

    private Health of(RevocationStatus status) {
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
