package io.symbolon.internal.token;

import io.symbolon.AccessToken;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.internal.keys.VerificationKeys;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the tokens that are ours. What does not change with time is remembered. Thread-safe. */
public final class AccessTokenReader {
    private final VerificationKeys keys;
    private final AccessTokenParser parser;
    private final VerifiedTokenCache verified;

    /**
     * A reader.
     *
     * @param issuer the only issuer that is accepted
     * @param audience a token has to be meant for at least one of them
     * @param tokens makes the token of a verified payload
     * @param rememberedTokens how many tokens to remember
     */
    public AccessTokenReader(
            VerificationKeys keys,
            String issuer,
            List<String> audience,
            Function<Payload, AccessToken> tokens,
            int rememberedTokens) {
        this.keys = keys;
        this.parser = new AccessTokenParser(keys, new AcceptedTokens(issuer, audience), tokens);
        this.verified = new VerifiedTokenCache(rememberedTokens);
    }

    /**
     * What a token says.
     *
     * @throws InvalidAccessTokenException with MALFORMED, BAD_SIGNATURE, WRONG_ISSUER or WRONG_AUDIENCE
     */
    public ParsedAccessToken read(String text) {
        @Nullable ParsedAccessToken known = verified.find(text);
        // Its key may have been withdrawn since.
        if (known != null && keys.current().contains(known.key())) {
            return known;
        }
        ParsedAccessToken parsed = parser.parse(text);
        verified.add(text, parsed);
        return parsed;
    }
}
