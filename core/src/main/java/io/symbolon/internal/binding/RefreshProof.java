package io.symbolon.internal.binding;

import io.symbolon.BindingProof;
import io.symbolon.JwsAlgorithm;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.keys.PublicJwk;
import io.symbolon.internal.session.BoundKey;
import java.util.Optional;

/**
 * A proof that came with a refresh, looked at with the key that its session is bound to. Whether the challenge is still
 * good is not judged here.
 *
 * @param isSigned whether it is of the binding's kind, for this request, and signed by the key
 * @param challenge what it answers, if it says so
 */
public record RefreshProof(boolean isSigned, Optional<String> challenge) {
    public static RefreshProof of(BindingProof proof, BoundKey key) {
        Optional<SignedProof> parsed = SignedProof.parse(proof);
        boolean isSigned = parsed.filter(signed -> signed.kind() == ProofKind.of(key.binding()))
                .filter(signed -> !(proof instanceof BindingProof.Dpop dpop) || DpopRequest.isOf(signed, dpop))
                .filter(signed -> signed.isSignedBy(stored(key.algorithm(), key.jwk())))
                .isPresent();
        return new RefreshProof(isSigned, parsed.flatMap(SignedProof::challenge));
    }

    private static PublicJwk stored(JwsAlgorithm algorithm, String jwk) {
        return PublicJwk.of(algorithm, Json.readObject(jwk));
    }
}
