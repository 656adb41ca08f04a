package io.symbolon.spring.autoconfigure;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.symbolon.RevocationStatus;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The view's status as meters; none where revocations are not followed. */
final class ViewMeters {
    private final Supplier<Optional<RevocationStatus>> status;
    private final MeterRegistry registry;

    private ViewMeters(Supplier<Optional<RevocationStatus>> status, MeterRegistry registry) {
        this.status = status;
        this.registry = registry;
    }

    static void bind(Supplier<Optional<RevocationStatus>> status, MeterRegistry registry) {
        if (status.get().isEmpty()) {
            return;
        }
        ViewMeters meters = new ViewMeters(status, registry);
        meters.gauge(
                "symbolon.view.entries",
                "Sessions and subjects of which this node's view holds a revocation",
                RevocationStatus::entries);
        TimeGauge.builder(
                        "symbolon.view.lag",
                        status,
                        TimeUnit.MILLISECONDS,
                        value(current -> current.lag().toMillis()))
                .description("Time since the revocation log last answered")
                .register(registry);
        meters.gauge(
                "symbolon.listeners",
                "Session listeners that hear what happens on this node",
                RevocationStatus::listeners);
        meters.gauge(
                "symbolon.events.waiting",
                "Events that listeners have not been told yet",
                RevocationStatus::waitingEvents);
        FunctionCounter.builder("symbolon.events.dropped", status, value(RevocationStatus::droppedEvents))
                .description("Events that slow listeners did not get")
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<RevocationStatus> value) {
        Gauge.builder(name, status, value(value)).description(description).register(registry);
    }

    private static ToDoubleFunction<Supplier<Optional<RevocationStatus>>> value(
            ToDoubleFunction<RevocationStatus> value) {
        return current -> current.get().map(value::applyAsDouble).orElse(Double.NaN);
    }
}
