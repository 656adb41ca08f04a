package io.symbolon.spring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.symbolon.JwtUserSessionManager;
import java.util.concurrent.TimeUnit;

/** What the view's status says, as meters. */
final class ViewMeters {
    private ViewMeters() {}

    static void bind(JwtUserSessionManager manager, MeterRegistry registry) {
        Gauge.builder(
                        "symbolon.view.entries",
                        manager,
                        m -> m.revocationStatus().entries())
                .description("Sessions and subjects of which this node's view holds a revocation")
                .register(registry);
        TimeGauge.builder(
                        "symbolon.view.lag",
                        manager,
                        TimeUnit.MILLISECONDS,
                        m -> m.revocationStatus().lag().toMillis())
                .description("How long ago the revocation log last answered")
                .register(registry);
        Gauge.builder("symbolon.listeners", manager, m -> m.revocationStatus().listeners())
                .description("Session listeners that hear what happens on this node")
                .register(registry);
        Gauge.builder(
                        "symbolon.events.waiting",
                        manager,
                        m -> m.revocationStatus().waitingEvents())
                .description("Events that listeners have not been told yet")
                .register(registry);
        FunctionCounter.builder(
                        "symbolon.events.dropped",
                        manager,
                        m -> m.revocationStatus().droppedEvents())
                .description("Events that slow listeners did not get")
                .register(registry);
    }
}
