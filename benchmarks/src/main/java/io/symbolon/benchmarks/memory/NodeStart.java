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
import java.util.List;
import java.util.SplittableRandom;

/** How long a node takes to start, when the log holds a hundred thousand revocations. */
public final class NodeStart {
    private static final int RETAINED = 100_000;

    private NodeStart() {}

    /**
     * Measures one start.
     *
     * @param storage has to be empty
     */
    public static List<Figure> measure(Form form, String title, UserSessionStorage storage) {
        SplittableRandom random = new SplittableRandom(1);
        int retained = form.scaled(RETAINED);
        for (int i = 0; i < retained; i++) {
            storage.delete(
                    SessionId.of(System.currentTimeMillis() << Short.SIZE, random.nextLong()),
                    RevocationCause.SIGNED_OUT);
        }
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
