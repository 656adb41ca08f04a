package io.symbolon.internal.token;

import java.util.Arrays;
import java.util.List;

/** Which issuer and which audiences are accepted: compared with the characters that a parser holds. Thread-safe. */
final class AcceptedTokens {
    private final String issuer;
    private final char[] issuerCharacters;
    private final List<String> audience;
    private final RecurringTexts audiences = new RecurringTexts();
    private final RecurringTexts clientIds = new RecurringTexts();

    /**
     * What to accept.
     *
     * @param issuer the only issuer
     * @param audience a token has to be meant for at least one of them
     */
    AcceptedTokens(String issuer, List<String> audience) {
        this.issuer = issuer;
        this.issuerCharacters = issuer.toCharArray();
        this.audience = List.copyOf(audience);
    }

    String issuer() {
        return issuer;
    }

    List<String> audience() {
        return audience;
    }

    boolean isIssuer(char[] text, int from, int to) {
        return Arrays.equals(text, from, to, issuerCharacters, 0, issuerCharacters.length);
    }

    boolean isAudience(List<String> tokenAudience) {
        for (int i = 0; i < tokenAudience.size(); i++) {
            if (audience.contains(tokenAudience.get(i))) {
                return true;
            }
        }
        return false;
    }

    String audience(char[] text, int from, int to) {
        return audiences.of(text, from, to);
    }

    String clientId(char[] text, int from, int to) {
        return clientIds.of(text, from, to);
    }
}
