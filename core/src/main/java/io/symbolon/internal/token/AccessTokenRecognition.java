package io.symbolon.internal.token;

import io.symbolon.InvalidAccessTokenException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out whether a token is one of ours: whatever of that does not change with time is remembered. */
public final class AccessTokenRecognition {
    private final VerificationKeys keys;
    private final AccessTokenReader reader;
    private final VerifiedTokens verified;

    /**
     * A recognition.
     *
     * @param issuer the only issuer that is accepted
     * @param audience a token has to be meant for one of them at least
     * @param rememberedTokens how many tokens to remember
     */
    public AccessTokenRecognition(VerificationKeys keys, String issuer, List<String> audience, int rememberedTokens) {
        this.keys = keys;
        this.reader = new AccessTokenReader(keys, new AcceptedTokens(issuer, audience));
        this.verified = new VerifiedTokens(rememberedTokens);
    }

    /**
     * What a token says.
     *
     * @throws InvalidAccessTokenException with MALFORMED, BAD_SIGNATURE, WRONG_ISSUER or WRONG_AUDIENCE
     */
    public ParsedAccessToken recognize(String text) {
        @Nullable ParsedAccessToken known = verified.find(text);
        // Its key may have been withdrawn since.
        if (known != null && keys.current().contains(known.key())) {
            return known;
        }
        ParsedAccessToken parsed = reader.read(text);
        verified.add(text, parsed);
        return parsed;
    }
}
