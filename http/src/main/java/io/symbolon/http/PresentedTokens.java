package io.symbolon.http;

import java.util.List;

/**
 * Tokens of one kind, and how they came. Several where cookies of one name have different values.
 *
 * @param texts not verified; at least one
 * @param transport how they came
 */
record PresentedTokens(List<String> texts, TokenTransport transport) {
    @Override
    public String toString() {
        return "PresentedTokens[texts=<redacted>]";
    }
}
