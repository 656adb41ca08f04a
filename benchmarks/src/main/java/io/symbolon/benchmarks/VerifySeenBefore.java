package io.symbolon.benchmarks;

import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.peers.Library;
import io.symbolon.benchmarks.peers.Peer;
import io.symbolon.benchmarks.peers.PeerKey;
import io.symbolon.benchmarks.peers.SampleTokens;
import io.symbolon.benchmarks.peers.SymbolonPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Verifies tokens that were seen before: 4,096 in turn. No other library remembers them. */
@State(Scope.Benchmark)
public class VerifySeenBefore {
    private static final int TOKENS = 4096;
    private static final int REMEMBERED = 10_000;

    @Param
    public JwsAlgorithm algorithm;

    private Peer peer;
    private TokenPool tokens;

    @Setup
    public void open() throws Exception {
        PeerKey key = PeerKey.generate(algorithm);
        tokens = new TokenPool(SampleTokens.of(Library.SYMBOLON, key).tokens(TOKENS));
        peer = new SymbolonPeer(key, REMEMBERED);
        for (int turn = 0; turn < TOKENS; turn++) {
            peer.verify(tokens.fresh(turn));
        }
    }

    @TearDown
    public void close() {
        peer.close();
    }

    @Benchmark
    public Object verify(Turn turn) throws Exception {
        return peer.verify(tokens.fresh(turn.next()));
    }

    /** What the fresh string itself costs, with any library. */
    @Benchmark
    public Object freshString(Turn turn) {
        return tokens.fresh(turn.next());
    }
}
