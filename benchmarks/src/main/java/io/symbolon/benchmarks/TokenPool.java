package io.symbolon.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tokens to verify in turn. Each is handed out as a fresh string, as a request brings it. */
public final class TokenPool {
    private final byte[][] tokens;

    /** @param tokens as many as a power of two */
    public TokenPool(String[] tokens) {
        if (Integer.bitCount(tokens.length) != 1) {
            throw new IllegalArgumentException(tokens.length + " is not a power of two");
        }
        this.tokens = Arrays.stream(tokens)
                .map(token -> token.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
    }

    /**
     * A copy of a token.
     *
     * @param turn any number; each next one gives the next token
     */
    public String fresh(int turn) {
        return new String(tokens[turn & (tokens.length - 1)], StandardCharsets.ISO_8859_1);
    }

    int size() {
        return tokens.length;
    }
}
