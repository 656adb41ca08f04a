package io.symbolon.benchmarks.memory;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SigningKeys;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.peers.SampleClaims;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** How long a node takes to start, when the log holds a hundred thousand revocations. */
public final class NodeStart {
    private static final int RETAINED = 100_000;
    private static final int THREADS = 16;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private NodeStart() {}

    /**
     * Measures one start.
     *
     * @param storage its log should be empty
     */
    public static List<Figure> measure(Form form, String title, UserSessionStorage storage)
            throws InterruptedException {
        revoke(storage, form.scaled(RETAINED));
        long start = System.nanoTime();
        try (JwtUserSessionManager node = JwtUserSessionManager.builder()
                .issuer(SampleClaims.ISSUER)
                .audience(SampleClaims.AUDIENCE)
                .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .storage(storage)
                .build()) {
            double millis = (System.nanoTime() - start) / 1e6;
            return List.of(
                    new Figure(
                            "start",
                            title,
                            "revocations",
                            node.revocationStatus().entries()),
                    new Figure("start", title, "ms", millis));
        }
    }

    /** Ends sessions that the storage has never seen: each leaves an entry in its log. */
    private static void revoke(UserSessionStorage storage, int count) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            executor.execute(() -> {
                for (int done = 0; done < count / THREADS; done++) {
                    storage.end(
                            SessionId.of(
                                    System.currentTimeMillis() << Short.SIZE | random.nextInt(1 << Short.SIZE),
                                    random.nextLong()),
                            RevocationCause.SIGNED_OUT);
                }
            });
        }
        executor.shutdown();
        if (!executor.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("not revoked within " + LONGEST);
        }
    }
}
