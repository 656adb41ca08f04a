package io.symbolon.internal.token;

/** Sizes that issuer and reader agree on. */
final class TokenLimits {
    /** A longer access token is neither made nor looked at. */
    static final int MAXIMUM_CHARACTERS = 8192;

    private TokenLimits() {}
}
