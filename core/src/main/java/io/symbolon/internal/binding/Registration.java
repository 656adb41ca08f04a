package io.symbolon.internal.binding;

import io.symbolon.BindingProof;
import io.symbolon.internal.keys.PublicJwk;
import io.symbolon.internal.session.BoundKey;
import java.util.Optional;

/**
 * A proof that shows a key and is signed by it: what a client sends to bind its session. Whether the challenge is one of
 * ours is not judged here.
 *
 * @param key the key that the proof shows
 * @param challenge what it answers
 */
public record Registration(BoundKey key, String challenge) {
    /** Empty if the proof is malformed, or not signed by the key that it shows. */
    public static Optional<Registration> of(BindingProof proof) {
        return SignedProof.parse(proof)
                .filter(signed -> !(proof instanceof BindingProof.Dpop dpop) || DpopRequest.isOf(signed, dpop))
                .flatMap(Registration::of);
    }

    private static Optional<Registration> of(SignedProof proof) {
        Optional<PublicJwk> shown = proof.shownKey().filter(proof::isSignedBy);
        return shown.flatMap(key -> proof.challenge().map(challenge -> new Registration(bound(proof, key), challenge)));
    }

    private static BoundKey bound(SignedProof proof, PublicJwk key) {
        return new BoundKey(proof.kind().binding(key.thumbprint()), key.algorithm(), key.text());
    }
}
