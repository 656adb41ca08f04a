package io.symbolon.benchmarks;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.peers.Library;
import io.symbolon.benchmarks.peers.PeerKey;
import io.symbolon.benchmarks.peers.SampleClaims;
import io.symbolon.benchmarks.peers.SampleTokens;
import java.time.Clock;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Verifies HS256 tokens while the view holds many revocations of other sessions. */
@State(Scope.Benchmark)
public class VerifyWithRevocations {
    private static final int TOKENS = 4096;

    @Param({"0", "10000", "1000000"})
    public int revocations;

    /** How many tokens are remembered: with 0, each is verified as if it had never been seen. */
    @Param({"0", "10000"})
    public int remembered;

    private AccessTokenVerifier verifier;
    private TokenPool tokens;

    @Setup
    public void open() throws Exception {
        PeerKey key = PeerKey.generate(JwsAlgorithm.HS256);
        tokens = new TokenPool(SampleTokens.of(Library.SYMBOLON, key).tokens(TOKENS));
        verifier = AccessTokenVerifier.builder()
                .issuer(SampleClaims.ISSUER)
                .audience(SampleClaims.AUDIENCE)
                .keys(key.signingKeys())
                .verifiedTokenCache(remembered)
                .revocations(new FilledRevocationLog(revocations, Duration.ofMinutes(90), Clock.systemUTC()))
                .build();
    }

    @TearDown
    public void close() {
        verifier.close();
    }

    @Benchmark
    public Object verify(Turn turn) {
        return verifier.verify(tokens.fresh(turn.next()));
    }
}
