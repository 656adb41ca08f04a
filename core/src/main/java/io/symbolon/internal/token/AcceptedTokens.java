package io.symbolon.internal.token;

import java.util.Arrays;
import java.util.List;

/** Whose tokens are accepted, and for whom: compared with what a parser holds, without a text being made of it. */
final class AcceptedTokens {
    private final char[] issuer;
    private final char[][] audience;

    /**
     * What to accept.
     *
     * @param issuer the only issuer
     * @param audience a token has to be meant for one of them at least
     */
    AcceptedTokens(String issuer, List<String> audience) {
        this.issuer = issuer.toCharArray();
        this.audience = audience.stream().map(String::toCharArray).toArray(char[][]::new);
    }

    boolean isIssuer(char[] text, int from, int to) {
        return Arrays.equals(text, from, to, issuer, 0, issuer.length);
    }

    boolean isAudience(char[] text, int from, int to) {
        for (char[] accepted : audience) {
            if (Arrays.equals(text, from, to, accepted, 0, accepted.length)) {
                return true;
            }
        }
        return false;
    }
}
