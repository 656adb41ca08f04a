package io.symbolon.testkit.simulation;

import io.symbolon.BindingProof;

/** A proof that was sent with a refresh: somebody may have copied it. */
record SentProof(BindingProof proof, ProofKey key, Challenge challenge) {
    static SentProof of(ProofKey key, Challenge challenge) {
        return new SentProof(key.proof(challenge.text()), key, challenge);
    }

    boolean isOf(ProofKey other, Challenge answered) {
        return key == other && challenge.text().equals(answered.text());
    }
}
