package io.symbolon.benchmarks.memory;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.Latencies;
import io.symbolon.benchmarks.peers.Library;
import io.symbolon.benchmarks.peers.PeerKey;
import io.symbolon.benchmarks.peers.SampleClaims;
import io.symbolon.benchmarks.peers.SampleTokens;
import io.symbolon.benchmarks.report.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What a call of verify feels while the view forgets a million revocations at once. */
public final class Forgetting {
    private static final int REVOCATIONS = 1_000_000;
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration RETENTION = Duration.ofHours(3);

    private Forgetting() {}

    public static List<Figure> measure(Form form) throws Exception {
        PeerKey key = PeerKey.generate(JwsAlgorithm.HS256);
        String token = SampleTokens.of(Library.SYMBOLON, key)
                .token(SampleClaims.of("user").withExpiry(Instant.now().plus(Duration.ofDays(1))));
        MovableClock clock = new MovableClock();
        try (AccessTokenVerifier verifier = Verifiers.with(key.signingKeys(), form.scaled(REVOCATIONS), clock)) {
            List<Figure> figures = new ArrayList<>();
            verify(verifier, token, BEFORE, () -> false);
            figures.addAll(row("holding them", verify(verifier, token, BEFORE, () -> false)));
            clock.putForward(RETENTION);
            Latencies meanwhile = verify(verifier, token, LONGEST, () -> entries(verifier) == 0);
            if (entries(verifier) > 0) {
                throw new IllegalStateException("nothing was forgotten within " + LONGEST);
            }
            figures.addAll(row("forgetting them", meanwhile));
            return figures;
        }
    }

    private static Latencies verify(
            AccessTokenVerifier verifier, String token, Duration longest, BooleanSupplier isDone) {
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + longest.toNanos();
        for (long now = System.nanoTime(); now < end && !isDone.getAsBoolean(); now = System.nanoTime()) {
            long start = System.nanoTime();
            verifier.verify(token);
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    private static long entries(AccessTokenVerifier verifier) {
        return verifier.revocationStatus().orElseThrow().entries();
    }

    private static List<Figure> row(String title, Latencies latencies) {
        return List.of(
                new Figure("forgetting", title, "p50, µs", latencies.quantile(0.5) / 1e3),
                new Figure("forgetting", title, "p99.9, µs", latencies.quantile(0.999) / 1e3),
                new Figure("forgetting", title, "longest, µs", latencies.quantile(1) / 1e3));
    }
}
