package io.symbolon.http;

import io.symbolon.AccessToken;

/** A good access token and its text. */
record VerifiedToken(String text, AccessToken token) {
    @Override
    public String toString() {
        return "VerifiedToken[text=<redacted>]";
    }
}
