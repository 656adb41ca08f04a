package io.symbolon.benchmarks.memory;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.SigningKeys;
import io.symbolon.benchmarks.FilledRevocationLog;
import io.symbolon.benchmarks.peers.SampleClaims;
import io.symbolon.storage.RevocationLog;
import java.time.Clock;
import java.time.Duration;

/** Verifiers whose view is full. */
public final class Verifiers {
    private static final Duration SPREAD = Duration.ofMinutes(90);

    private Verifiers() {}

    /** Of a log in which so many sessions have ended. */
    public static AccessTokenVerifier with(SigningKeys keys, int revocations, Clock clock) {
        return with(keys, new FilledRevocationLog(revocations, SPREAD, clock), clock);
    }

    public static AccessTokenVerifier with(SigningKeys keys, RevocationLog log, Clock clock) {
        return AccessTokenVerifier.builder()
                .issuer(SampleClaims.ISSUER)
                .audience(SampleClaims.AUDIENCE)
                .keys(keys)
                .clock(clock)
                .revocations(log)
                .build();
    }
}
