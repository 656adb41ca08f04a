package io.symbolon.benchmarks;

import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.peers.Library;
import io.symbolon.benchmarks.peers.Peer;
import io.symbolon.benchmarks.peers.PeerKey;
import io.symbolon.benchmarks.peers.SampleTokens;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Verifies tokens that were never seen before, with each library. */
@State(Scope.Benchmark)
public class VerifyFirstSight {
    private static final int HMAC_TOKENS = 4096;

    /** Fewer, as they take long to sign; nobody remembers them anyway. */
    private static final int OTHER_TOKENS = 256;

    @Param
    public JwsAlgorithm algorithm;

    @Param
    public Library library;

    @Param("JDK")
    public Crypto crypto;

    private Peer peer;
    private TokenPool tokens;

    @Setup
    public void open() throws Exception {
        crypto.prepare();
        PeerKey key = PeerKey.generate(algorithm);
        int count = algorithm == JwsAlgorithm.HS256 ? HMAC_TOKENS : OTHER_TOKENS;
        tokens = new TokenPool(SampleTokens.of(library, key).tokens(count));
        peer = library.open(key);
    }

    @TearDown
    public void close() {
        peer.close();
    }

    @Benchmark
    public Object verify(Turn turn) throws Exception {
        return peer.verify(tokens.fresh(turn.next()));
    }
}
