package io.symbolon.internal.token;

import io.symbolon.SessionId;

/**
 * What an authentic refresh token says.
 *
 * @param keyId the key that made it
 * @param sessionId its session
 * @param generation which of the session's refresh tokens it is
 */
public record RefreshToken(String keyId, SessionId sessionId, int generation) {}
