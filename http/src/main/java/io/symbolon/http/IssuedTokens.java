package io.symbolon.http;

import io.symbolon.SessionTokens;
import java.util.Objects;

/**
 * Tokens to be handed out.
 *
 * @param tokens the tokens of a sign-in or a refresh
 * @param bringsRefreshToken whether the client gets the refresh token. Where it is the one that the client has presented,
 *     it keeps what it has (RFC 6749 section 6): two answers to one token may arrive in any order, and the older must not
 *     take the place of the newer
 */
public record IssuedTokens(SessionTokens tokens, boolean bringsRefreshToken) {
    /** Checks for null only. */
    public IssuedTokens {
        Objects.requireNonNull(tokens, "tokens");
    }

    /**
     * Tokens of a sign-in.
     *
     * @param tokens the tokens
     * @return with the refresh token
     */
    public static IssuedTokens ofSignIn(SessionTokens tokens) {
        return new IssuedTokens(tokens, true);
    }

    /**
     * Tokens of a refresh.
     *
     * @param tokens the tokens
     * @param presented the refresh token that was exchanged for them
     * @return with the refresh token, unless it is the presented one
     */
    public static IssuedTokens ofRefresh(SessionTokens tokens, String presented) {
        return new IssuedTokens(tokens, !tokens.refreshToken().equals(presented));
    }
}
