package io.symbolon.spring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.symbolon.InvalidAccessTokenException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts verified access tokens by outcome. */
final class VerificationMeters implements TokenVerification.Outcomes {
    private final Counter accepted;
    private final Map<InvalidAccessTokenException.Code, Counter> refused =
            new EnumMap<>(InvalidAccessTokenException.Code.class);

    VerificationMeters(MeterRegistry registry) {
        this.accepted = counter("accepted", registry);
        for (InvalidAccessTokenException.Code code : InvalidAccessTokenException.Code.values()) {
            refused.put(code, counter(code.name().toLowerCase(Locale.ROOT), registry));
        }
    }

    @Override
    public void accepted() {
        accepted.increment();
    }

    @Override
    public void refused(InvalidAccessTokenException.Code code) {
        Counter counter = refused.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("symbolon.verifications")
                .description("Access tokens that the filter or Spring Security verified")
                .tag("outcome", outcome)
                .register(registry);
    }
}
