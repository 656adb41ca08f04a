package io.symbolon.internal.flow;

import io.symbolon.Binding;
import io.symbolon.ContextGuard;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.RefreshRequest;
import io.symbolon.internal.binding.RefreshProof;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.session.BoundKey;
import io.symbolon.internal.session.SessionContents;
import io.symbolon.internal.token.DpopNonceCodec;
import io.symbolon.internal.token.RefreshChallengeCodec;
import io.symbolon.internal.token.RefreshChallengeCodec.Challenge;
import io.symbolon.storage.StoredSession;
import java.time.Instant;
import java.util.Optional;

/** What is asked of the client of a bound session before it gets tokens: a fresh proof of the key. Thread-safe. */
public final class BoundSessions {
    /** So many wrong signatures, one after the other, say that the client has another key. */
    private static final int MOST_WRONG_SIGNATURES = 3;

    private final RefreshChallengeCodec challenges;
    private final DpopNonceCodec nonces;
    private final ListenerCalls listeners;

    public BoundSessions(RefreshChallengeCodec challenges, DpopNonceCodec nonces, ListenerCalls listeners) {
        this.challenges = challenges;
        this.nonces = nonces;
        this.listeners = listeners;
    }

    /**
     * Whether the refresh is proved: true for a bound session, false for one that is not bound.
     *
     * @throws InvalidRefreshTokenException with PROOF_REQUIRED or KEY_LOST; nothing ends
     */
    boolean requireProof(StoredSession session, RefreshRequest request, Instant now) {
        Optional<BoundKey> key = SessionContents.boundKeyOf(session.parts());
        if (key.isEmpty()) {
            return false;
        }
        if (request.isKeyLost()) {
            throw keyLost(session, request);
        }
        if (request.proof().isEmpty()) {
            throw required(session, key.get(), now, 0);
        }
        RefreshProof proof = RefreshProof.of(request.proof().get(), key.get());
        if (proof.isSigned() && isFresh(proof, session, key.get(), now)) {
            return true;
        }
        int wrong = proof.isSigned() ? 0 : wrongSignatures(proof, session) + 1;
        // Only a challenge that was answered counts: a client that starts again starts from none.
        throw wrong >= MOST_WRONG_SIGNATURES ? keyLost(session, request) : required(session, key.get(), now, wrong);
    }

    /** The default guard guesses what a proof shows: it is not asked beside one. A guard of the application's is. */
    static boolean isSettledByProof(ContextGuard guard) {
        return guard.getClass() == ContextGuard.sameDevice().getClass();
    }

    private boolean isFresh(RefreshProof proof, StoredSession session, BoundKey key, Instant now) {
        if (key.binding() instanceof Binding.Dpop) {
            return proof.challenge().filter(nonces::isGood).isPresent();
        }
        return proof.challenge()
                .flatMap(challenges::decode)
                .filter(challenge -> challenge.isGoodFor(session.id(), now))
                .isPresent();
    }

    private int wrongSignatures(RefreshProof proof, StoredSession session) {
        return proof.challenge()
                .flatMap(challenges::decode)
                .filter(challenge -> challenge.session().equals(session.id()))
                .map(Challenge::wrongSignatures)
                .orElse(0);
    }

    private InvalidRefreshTokenException required(
            StoredSession session, BoundKey key, Instant now, int wrongSignatures) {
        return InvalidRefreshTokenException.proofRequired(
                key.binding(),
                key.binding() instanceof Binding.Dpop
                        ? nonces.next()
                        : challenges.encode(new Challenge(session.id(), now, wrongSignatures)));
    }

    private InvalidRefreshTokenException keyLost(StoredSession session, RefreshRequest request) {
        if (listeners.isNeeded()) {
            listeners.keyLost(UserSessions.of(session), request.context());
        }
        return new InvalidRefreshTokenException(Code.KEY_LOST);
    }
}
