package io.symbolon.spring.autoconfigure;

import io.symbolon.RevocationStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Actuator's endpoint {@code symbolon}: the state of this node's view of the revocation log, if it has one. */
@Endpoint(id = "symbolon")
class SymbolonActuatorEndpoint {
    private final TokenVerification verification;

    SymbolonActuatorEndpoint(TokenVerification verification) {
        this.verification = verification;
    }

    @ReadOperation
    public @Nullable RevocationStatus status() {
        return verification.status().get().orElse(null);
    }
}
