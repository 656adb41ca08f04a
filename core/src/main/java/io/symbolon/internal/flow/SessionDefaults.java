package io.symbolon.internal.flow;

import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;

/**
 * What a session has where its sign-in does not say otherwise.
 *
 * @param clientId the client that sessions are started from
 * @param limit how many sessions a subject may have
 */
public record SessionDefaults(String clientId, SessionLifetime lifetime, SessionLimit limit) {}
