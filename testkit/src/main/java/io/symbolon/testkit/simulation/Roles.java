package io.symbolon.testkit.simulation;

import io.symbolon.ClaimsSource;
import java.util.HashMap;
import java.util.Map;

/** A claims source whose answer changes, and which can fail. */
final class Roles implements ClaimsSource {
    static final String CLAIM = "role";

    private final Map<String, Long> roles = new HashMap<>();
    private final Scheduler scheduler;
    long failsUntil;

    Roles(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    long of(String subject) {
        return roles.getOrDefault(subject, 0L);
    }

    /** Gives a subject another role, and returns it. */
    long change(String subject) {
        return roles.merge(subject, 1L, Long::sum);
    }

    @Override
    public Map<String, ?> claimsOf(String subject) {
        if (scheduler.now() < failsUntil) {
            throw new IllegalStateException("the claims source is away");
        }
        return Map.of(CLAIM, of(subject));
    }
}
