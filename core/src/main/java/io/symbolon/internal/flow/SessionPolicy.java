package io.symbolon.internal.flow;

import io.symbolon.ClientPolicy;
import io.symbolon.ContextGuard;
import io.symbolon.RefreshRotation;
import io.symbolon.SessionLifetime;
import io.symbolon.storage.SessionLimits;
import java.time.Duration;

/** What holds for the sessions of one client. */
public record SessionPolicy(
        SessionLifetime lifetime,
        Duration accessTokenTtl,
        SessionLimits limits,
        ContextGuard guard,
        RefreshRotation rotation) {
    /** What a client's own policy says, and this one where it says nothing. */
    SessionPolicy with(ClientPolicy client) {
        return new SessionPolicy(
                client.lifetime().orElse(lifetime),
                client.accessTokenTtl().orElse(accessTokenTtl),
                new SessionLimits(client.sessionLimit(), limits.ofSubject()),
                client.contextGuard().orElse(guard),
                client.rotation().orElse(rotation));
    }
}
