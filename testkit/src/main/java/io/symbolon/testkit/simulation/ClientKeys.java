package io.symbolon.testkit.simulation;

/** The keys of one history: no two are the same. */
final class ClientKeys {
    private final ClientKeyPairs pairs;
    private int used;

    ClientKeys(ClientKeyPairs pairs) {
        this.pairs = pairs;
    }

    /** A key that nobody has yet. */
    ProofKey next(ProofKey.Kind kind) {
        return new ProofKey(kind, pairs.at(used++));
    }
}
