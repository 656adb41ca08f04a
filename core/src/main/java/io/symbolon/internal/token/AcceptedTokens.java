package io.symbolon.internal.token;

import java.util.List;

/** Which issuer and which audiences are accepted. Thread-safe. */
final class AcceptedTokens {
    private final String issuer;
    private final List<String> audience;
    private final KnownHeads heads = new KnownHeads();
    private final OwnNames ownNames = new OwnNames(PayloadParser.REGISTERED);

    /**
     * What to accept.
     *
     * @param issuer the only issuer
     * @param audience a token has to be meant for at least one of them
     */
    AcceptedTokens(String issuer, List<String> audience) {
        this.issuer = issuer;
        this.audience = List.copyOf(audience);
    }

    String issuer() {
        return issuer;
    }

    List<String> audience() {
        return audience;
    }

    boolean isAudience(List<String> tokenAudience) {
        for (int i = 0; i < tokenAudience.size(); i++) {
            if (audience.contains(tokenAudience.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** How accepted tokens begin. */
    KnownHeads heads() {
        return heads;
    }

    /** What accepted tokens call the claims of the application. */
    OwnNames ownNames() {
        return ownNames;
    }
}
