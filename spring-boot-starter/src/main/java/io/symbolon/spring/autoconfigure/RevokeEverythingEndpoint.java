package io.symbolon.spring.autoconfigure;

import io.symbolon.EverythingRevoked;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Actuator's endpoint {@code symbolonrevokeeverything}: the red button. The cause has to be said, so that no empty call does it. */
@Endpoint(id = "symbolonrevokeeverything")
class RevokeEverythingEndpoint {
    private final JwtUserSessionManager sessions;

    RevokeEverythingEndpoint(JwtUserSessionManager sessions) {
        this.sessions = sessions;
    }

    @WriteOperation
    public EverythingRevoked revokeEverything(RevocationCause cause) {
        if (cause == RevocationCause.UNKNOWN) {
            throw new InvalidEndpointRequestException(
                    "cause is UNKNOWN: it is read, never given", "cause cannot be UNKNOWN");
        }
        return sessions.revokeEverything(cause);
    }
}
