package io.symbolon.http;

import io.symbolon.BindingProof;
import java.util.List;
import java.util.Optional;

/**
 * Tokens of one kind, and how they came. Several where cookies of one name have different values.
 *
 * @param texts not verified; at least one
 * @param transport how they came
 * @param proof what came with the scheme {@code DPoP}; empty for all others
 */
record PresentedTokens(List<String> texts, TokenTransport transport, Optional<BindingProof.Dpop> proof) {
    PresentedTokens(List<String> texts, TokenTransport transport) {
        this(texts, transport, Optional.empty());
    }

    /** The one that counts where there is only one. */
    String first() {
        return texts.get(0);
    }

    @Override
    public String toString() {
        return "PresentedTokens[texts=<redacted>]";
    }
}
