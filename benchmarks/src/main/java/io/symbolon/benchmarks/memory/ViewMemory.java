package io.symbolon.benchmarks.memory;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.JwsAlgorithm;
import io.symbolon.SigningKeys;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.report.Figure;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Clock;
import java.util.List;

/** How much heap a revocation takes in a view of a million. */
public final class ViewMemory {
    private static final int REVOCATIONS = 1_000_000;
    private static final int COLLECTIONS = 3;

    private ViewMemory() {}

    public static List<Figure> measure(Form form) {
        int revocations = form.scaled(REVOCATIONS);
        long before = usedHeap();
        try (AccessTokenVerifier verifier =
                Verifiers.with(SigningKeys.generate(JwsAlgorithm.HS256), revocations, Clock.systemUTC())) {
            double bytes = usedHeap() - before;
            long held = verifier.revocationStatus().orElseThrow().entries();
            return List.of(new Figure("view", "bytes of heap a revocation", "measured", bytes / held));
        }
    }

    /** Bytes, when what nobody needs is collected. */
    public static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
