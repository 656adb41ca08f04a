package io.symbolon.benchmarks.memory;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.SigningKeys;
import io.symbolon.benchmarks.FilledRevocationLog;
import io.symbolon.benchmarks.peers.SampleClaims;
import java.time.Clock;
import java.time.Duration;

/** Verifiers whose view is full. */
final class Verifiers {
    private static final Duration SPREAD = Duration.ofMinutes(90);

    private Verifiers() {}

    static AccessTokenVerifier with(SigningKeys keys, int revocations, Clock clock) {
        return AccessTokenVerifier.builder()
                .issuer(SampleClaims.ISSUER)
                .audience(SampleClaims.AUDIENCE)
                .keys(keys)
                .clock(clock)
                .revocations(new FilledRevocationLog(revocations, SPREAD, clock))
                .build();
    }
}
