package io.symbolon.http;

import io.symbolon.AccessToken;
import io.symbolon.Binding;
import io.symbolon.BindingProof;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.http.RefusedRequestException.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Which of several access tokens counts. Those that are not ours, or no longer good, are passed over. */
final class AccessTokenChoice {
    private AccessTokenChoice() {}

    /**
     * The token that counts.
     *
     * @param presented how it came: one that a browser keeps in a bound cookie is good there only
     * @throws InvalidAccessTokenException if none is good: the refusal that leads on best
     * @throws RefusedRequestException if good ones are of several sessions, or one did not come in its cookie
     */
    static VerifiedToken verified(PresentedTokens presented, TokenVerification verification) {
        VerifiedToken verified = presented
                .proof()
                .map(proof -> proved(presented.first(), proof, verification))
                .orElseGet(() -> verified(presented.texts(), verification::verify));
        boolean isBoundToCookie = verified.token()
                .binding()
                .filter(Binding.Dbsc.class::isInstance)
                .isPresent();
        if (isBoundToCookie && !presented.transport().isAmbient()) {
            throw new RefusedRequestException(Code.BOUND_TO_COOKIE);
        }
        return verified;
    }

    private static VerifiedToken proved(String text, BindingProof.Dpop proof, TokenVerification verification) {
        // Without a proof the refusal brings the nonce that one needs.
        return new VerifiedToken(
                text, proof.proof().isEmpty() ? unproved(text, verification) : verification.verify(text, proof));
    }

    /** A token that is good without a proof is none of the scheme that asks for one. */
    private static AccessToken unproved(String text, TokenVerification verification) {
        verification.verify(text);
        throw new InvalidAccessTokenException(InvalidAccessTokenException.Code.INVALID_PROOF);
    }

    /**
     * The token that counts.
     *
     * @param texts at least one
     * @throws InvalidAccessTokenException if none is good: the refusal that leads on best
     * @throws RefusedRequestException if good ones are of several sessions
     */
    private static VerifiedToken verified(List<String> texts, Function<String, AccessToken> verification) {
        if (texts.size() == 1) {
            return new VerifiedToken(texts.get(0), verification.apply(texts.get(0)));
        }
        List<VerifiedToken> good = new ArrayList<>();
        List<InvalidAccessTokenException> refusals = new ArrayList<>();
        for (String text : texts) {
            try {
                good.add(new VerifiedToken(text, verification.apply(text)));
            } catch (InvalidAccessTokenException refusal) {
                refusals.add(refusal);
            }
        }
        if (good.stream().map(token -> token.token().sessionId()).distinct().count() > 1) {
            throw new RefusedRequestException(Code.AMBIGUOUS_SESSION);
        }
        return good.stream()
                .max(Comparator.comparing(token -> token.token().expiresAt()))
                .orElseThrow(() -> refusals.stream()
                        .min(Comparator.comparingInt(AccessTokenChoice::rank))
                        .orElseThrow());
    }

    /** Lower leads on better: a token of ours asks for a refresh, whatever lies beside it. */
    private static int rank(InvalidAccessTokenException refusal) {
        return switch (refusal.code()) {
            case STALE_NODE -> 0;
            case EXPIRED, OUTDATED, NOT_YET_VALID -> 1;
            case REVOKED -> 2;
            default -> 3;
        };
    }
}
