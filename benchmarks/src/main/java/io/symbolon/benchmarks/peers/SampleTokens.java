package io.symbolon.benchmarks.peers;

import java.util.stream.IntStream;

/** Makes the tokens that the libraries verify: all get the same ones. Sa-Token alone gets its own. */
public final class SampleTokens {
    private final Peer maker;

    private SampleTokens(Peer maker) {
        this.maker = maker;
    }

    /** A maker of tokens with a library's key. */
    public static SampleTokens of(Library library, PeerKey key) throws Exception {
        return new SampleTokens(library == Library.SA_TOKEN ? library.open(key) : new JcaAndJsonFloor(key));
    }

    public String token(SampleClaims claims) throws Exception {
        return maker.sign(claims);
    }

    /** Distinct tokens, each of another subject. */
    public String[] tokens(int count) throws Exception {
        String[] tokens = new String[count];
        for (int number : IntStream.range(0, count).toArray()) {
            tokens[number] = token(SampleClaims.of("user-" + number));
        }
        return tokens;
    }
}
