package io.symbolon.internal.flow;

import io.symbolon.internal.rules.RotationDecision;
import io.symbolon.internal.token.RefreshToken;
import io.symbolon.storage.Generation;
import io.symbolon.storage.NextGeneration;
import io.symbolon.storage.StoredSession;
import java.util.Optional;

/**
 * What a decision writes, and the refresh token that the client gets.
 *
 * @param generation the generation that is made, if one is
 * @param isNeeded whether there is something to write even if no claims are brought
 * @param token the refresh token
 */
record RefreshWrite(Optional<NextGeneration> generation, boolean isNeeded, RefreshToken token) {
    static RefreshWrite of(
            RotationDecision decision, RefreshToken presented, StoredSession session, String currentKeyId) {
        if (decision instanceof RotationDecision.Rotate rotate) {
            return new RefreshWrite(
                    Optional.of(rotate.generation(Generation.Origin.REFRESH, currentKeyId)),
                    true,
                    new RefreshToken(currentKeyId, presented.bound(), session.id(), rotate.number()));
        }
        if (decision instanceof RotationDecision.Keep) {
            return new RefreshWrite(Optional.empty(), true, presented);
        }
        Generation current = session.generation();
        return new RefreshWrite(
                Optional.empty(),
                false,
                new RefreshToken(current.refreshKeyId(), presented.bound(), session.id(), current.number()));
    }
}
