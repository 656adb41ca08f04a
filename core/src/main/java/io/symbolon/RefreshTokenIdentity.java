package io.symbolon;

import java.util.Objects;

/**
 * The session and generation that a refresh token names. It tells nothing of the session's state: that is the storage's to know.
 *
 * @param sessionId the session
 * @param generation which refresh token of its session it is, from 0; the higher is the newer
 */
public record RefreshTokenIdentity(SessionId sessionId, int generation) {
    /**
     * Creates an identity.
     *
     * @throws NullPointerException if the session is null
     */
    public RefreshTokenIdentity {
        Objects.requireNonNull(sessionId, "sessionId");
    }
}
