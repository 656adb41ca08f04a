package io.symbolon.benchmarks.memory;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.peers.SampleClaims;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.storage.UserSessionStorage;
import java.util.List;

/** How long a node takes to start, when the log holds a hundred thousand revocations. */
public final class NodeStart {
    private static final int RETAINED = 100_000;

    private NodeStart() {}

    /**
     * Measures one start.
     *
     * @param storage its log should be empty
     */
    public static List<Figure> measure(Form form, String title, UserSessionStorage storage)
            throws InterruptedException {
        EndedSessions.write(storage, form.scaled(RETAINED));
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
}
