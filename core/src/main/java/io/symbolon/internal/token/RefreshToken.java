package io.symbolon.internal.token;

import io.symbolon.SessionId;

/**
 * What an authentic refresh token says.
 *
 * @param keyId the key that made it
 * @param bound whether its session is bound to a key of the client's
 * @param sessionId its session
 * @param generation which of the session's refresh tokens it is
 */
public record RefreshToken(String keyId, boolean bound, SessionId sessionId, int generation) {}
