package io.symbolon.spring.autoconfigure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.OutcomeListener;
import io.symbolon.SessionStorageException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Counts verifications and refreshes by outcome. All counters are there from the start, so that rates can be taken. */
final class OutcomeMeters implements OutcomeListener {
    private final Counter verified;
    private final Counter refreshed;
    private final Map<Enum<?>, Counter> byCode = new HashMap<>();

    OutcomeMeters(MeterRegistry registry) {
        this.verified = verifications("accepted", registry);
        this.refreshed = refreshes("refreshed", registry);
        for (Enum<?> code : InvalidAccessTokenException.Code.values()) {
            byCode.put(code, verifications(outcome(code), registry));
        }
        for (Enum<?> code : InvalidRefreshTokenException.Code.values()) {
            byCode.put(code, refreshes(outcome(code), registry));
        }
        for (Enum<?> code : SessionStorageException.Code.values()) {
            byCode.put(code, refreshes("storage_" + outcome(code), registry));
        }
    }

    @Override
    public void verified() {
        verified.increment();
    }

    @Override
    public void verificationRefused(InvalidAccessTokenException.Code code) {
        count(code);
    }

    @Override
    public void refreshed() {
        refreshed.increment();
    }

    @Override
    public void refreshRefused(InvalidRefreshTokenException.Code code) {
        count(code);
    }

    @Override
    public void refreshFailed(SessionStorageException.Code code) {
        count(code);
    }

    private void count(Enum<?> code) {
        Counter counter = byCode.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    private static String outcome(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    private static Counter verifications(String outcome, MeterRegistry registry) {
        return counter("symbolon.verifications", "Access tokens that were verified on this node", outcome, registry);
    }

    private static Counter refreshes(String outcome, MeterRegistry registry) {
        return counter("symbolon.refreshes", "Refreshes on this node", outcome, registry);
    }

    private static Counter counter(String name, String description, String outcome, MeterRegistry registry) {
        return Counter.builder(name)
                .description(description)
                .tag("outcome", outcome)
                .register(registry);
    }
}
