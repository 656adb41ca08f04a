package io.symbolon;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The settings that managers and verifiers share, while they are collected, with their defaults. */
final class VerificationSettings {
    private static final Duration LONGEST_CLOCK_SKEW = Duration.ofHours(1);

    StalenessPolicy stalenessPolicy = StalenessPolicy.accept();
    final List<SessionListener> listeners = new ArrayList<>();
    final List<OutcomeListener> outcomeListeners = new ArrayList<>();
    int verifiedTokenCache = 10_000;
    Duration clockSkew = Duration.ZERO;
    Clock clock = Clock.systemUTC();

    /** @throws IllegalArgumentException if a setting is out of its range */
    void check() {
        if (clockSkew.isNegative() || clockSkew.compareTo(LONGEST_CLOCK_SKEW) > 0) {
            throw new IllegalArgumentException(
                    "clockSkew is " + clockSkew + ": from zero to " + LONGEST_CLOCK_SKEW + " is allowed");
        }
        if (verifiedTokenCache < 0) {
            throw new IllegalArgumentException(
                    "verifiedTokenCache is " + verifiedTokenCache + ": it cannot be negative");
        }
    }
}
