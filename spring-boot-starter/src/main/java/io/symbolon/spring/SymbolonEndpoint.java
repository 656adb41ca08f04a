package io.symbolon.spring;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationStatus;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Actuator's endpoint {@code symbolon}: how this node's view of the revocation log is. */
@Endpoint(id = "symbolon")
class SymbolonEndpoint {
    private final JwtUserSessionManager manager;

    SymbolonEndpoint(JwtUserSessionManager manager) {
        this.manager = manager;
    }

    @ReadOperation
    public RevocationStatus status() {
        return manager.revocationStatus();
    }
}
