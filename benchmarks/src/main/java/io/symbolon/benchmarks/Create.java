package io.symbolon.benchmarks;

import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.peers.Library;
import io.symbolon.benchmarks.peers.Peer;
import io.symbolon.benchmarks.peers.PeerKey;
import io.symbolon.benchmarks.peers.SampleClaims;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Makes an access token with each library; Symbolon starts a session with it, and makes a refresh token too. */
@State(Scope.Benchmark)
public class Create {
    private static final int SUBJECTS = 4096;

    @Param
    public JwsAlgorithm algorithm;

    @Param
    public Library library;

    @Param("JDK")
    public Crypto crypto;

    private PeerKey key;
    private SampleClaims[] claims;
    private Peer peer;

    @Setup
    public void prepare() throws Exception {
        crypto.prepare();
        key = PeerKey.generate(algorithm);
        claims = IntStream.range(0, SUBJECTS)
                .mapToObj(number -> SampleClaims.of("user-" + number))
                .toArray(SampleClaims[]::new);
    }

    /** Each iteration starts with an empty storage, so that its size does not grow from one to the next. */
    @Setup(Level.Iteration)
    public void open() throws Exception {
        peer = library.open(key);
    }

    @TearDown(Level.Iteration)
    public void close() {
        peer.close();
    }

    @Benchmark
    public Object create(Turn turn) throws Exception {
        return peer.sign(claims[turn.next() & (SUBJECTS - 1)]);
    }
}
