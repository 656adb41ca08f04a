package io.symbolon.internal.binding;

import io.symbolon.Binding;
import io.symbolon.BindingProof;
import io.symbolon.JwsAlgorithm;

/** The kinds of proofs. Each has a type of its own, so that none is taken for another. */
enum ProofKind {
    /** DBSC, section "DBSC Proof JWT Syntax". */
    DBSC("dbsc+jwt", "jti"),
    /** RFC 9449 section 4.2. */
    DPOP("dpop+jwt", "nonce"),
    /** The form of the first, by a page's script. */
    SOFTWARE("symbolon-proof+jwt", "jti");

    private final String type;
    private final String challengeClaim;

    ProofKind(String type, String challengeClaim) {
        this.type = type;
        this.challengeClaim = challengeClaim;
    }

    static ProofKind of(BindingProof proof) {
        if (proof instanceof BindingProof.Dbsc) {
            return DBSC;
        }
        return proof instanceof BindingProof.Dpop ? DPOP : SOFTWARE;
    }

    static ProofKind of(Binding binding) {
        if (binding instanceof Binding.Dbsc) {
            return DBSC;
        }
        return binding instanceof Binding.Dpop ? DPOP : SOFTWARE;
    }

    Binding binding(String thumbprint) {
        return switch (this) {
            case DBSC -> new Binding.Dbsc(thumbprint);
            case DPOP -> new Binding.Dpop(thumbprint);
            case SOFTWARE -> new Binding.Software(thumbprint);
        };
    }

    /** Header parameter {@code typ}. */
    String type() {
        return type;
    }

    /** The claim that holds the challenge. */
    String challengeClaim() {
        return challengeClaim;
    }

    /** Never a secret's, and none that a kind does not need. */
    boolean allows(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256, RS256 -> true;
            case EdDSA -> this != DBSC;
            case PS256 -> this == DPOP;
            default -> false;
        };
    }
}
