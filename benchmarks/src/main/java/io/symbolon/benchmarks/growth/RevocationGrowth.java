package io.symbolon.benchmarks.growth;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.Latencies;
import io.symbolon.benchmarks.TokenPool;
import io.symbolon.benchmarks.memory.EndedSessions;
import io.symbolon.benchmarks.memory.Verifiers;
import io.symbolon.benchmarks.memory.ViewMemory;
import io.symbolon.benchmarks.peers.Library;
import io.symbolon.benchmarks.peers.PeerKey;
import io.symbolon.benchmarks.peers.SampleTokens;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.UserSessionStorage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a node holds and how long it takes to start and to verify, while the log has more and more revocations. */
final class RevocationGrowth {
    private static final String TABLE = "revocation-growth";
    private static final int TOKENS = 4096;
    private static final int BATCHES = 2_000;
    private static final int BATCH = 256;
    private static final int STARTS = 3;

    private RevocationGrowth() {}

    /** Measures a view, and verifying beside it. */
    static List<Figure> ofView(Form form, int largest) throws Exception {
        PeerKey key = PeerKey.generate(JwsAlgorithm.HS256);
        TokenPool tokens = new TokenPool(SampleTokens.of(Library.SYMBOLON, key).tokens(TOKENS));
        List<Figure> figures = new ArrayList<>();
        for (int size : Sizes.upTo(largest)) {
            long before = ViewMemory.usedHeap();
            try (AccessTokenVerifier verifier = Verifiers.with(key.signingKeys(), size, Clock.systemUTC())) {
                figures.add(figure("view, MB", size, (ViewMemory.usedHeap() - before) / 1e6));
                warmUp(verifier, tokens, form.warmUpMillis());
                figures.add(
                        figure("verify, ns", size, verifyNanos(verifier, tokens, form == Form.SMOKE ? 1 : BATCHES)));
            }
        }
        return figures;
    }

    /**
     * Measures starts.
     *
     * @param storage one whose log is empty
     */
    static List<Figure> ofStart(String title, UserSessionStorage storage, int largest) throws Exception {
        List<Figure> figures = new ArrayList<>();
        int written = 0;
        for (int size : Sizes.upTo(largest)) {
            EndedSessions.write(storage, size - written);
            written = size;
            figures.add(figure("start, " + title + ", ms", size, startMillis(storage.revocationLog(), size)));
        }
        return figures;
    }

    /** The median, as a first start pays for the JIT compiler. */
    private static double startMillis(RevocationLog log, int size) throws Exception {
        PeerKey key = PeerKey.generate(JwsAlgorithm.HS256);
        Latencies latencies = new Latencies();
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            try (AccessTokenVerifier verifier = Verifiers.with(key.signingKeys(), log, Clock.systemUTC())) {
                latencies.add(System.nanoTime() - start);
                long held = verifier.revocationStatus().orElseThrow().entries();
                if (held < size) {
                    throw new IllegalStateException("a node with " + held + " of " + size + " revocations");
                }
            }
        }
        return latencies.quantile(0.5) / 1e6;
    }

    private static void warmUp(AccessTokenVerifier verifier, TokenPool tokens, int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            verifyNanos(verifier, tokens, 1);
        }
    }

    /** A call is shorter than the clock can tell, so many are measured at once. */
    private static double verifyNanos(AccessTokenVerifier verifier, TokenPool tokens, int batches) {
        Latencies latencies = new Latencies();
        int turn = 0;
        for (int i = 0; i < batches; i++) {
            long start = System.nanoTime();
            for (int j = 0; j < BATCH; j++) {
                verifier.verify(tokens.fresh(turn++));
            }
            latencies.add(System.nanoTime() - start);
        }
        return latencies.quantile(0.5) / BATCH;
    }

    private static Figure figure(String row, int size, double value) {
        return new Figure(TABLE, row, String.format(Locale.ROOT, "%,d revocations", size), value);
    }
}
