package io.symbolon.benchmarks.web;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.benchmarks.peers.SampleClaims;
import io.symbolon.http.HttpUserSessions;
import java.util.Optional;

/** A session manager as the starter makes it for the servlet application, without Spring Boot. */
final class PlainNode {
    private PlainNode() {}

    /** Empty where nothing is protected. */
    static Optional<JwtUserSessionManager> of(ServerSetup setup) {
        return switch (setup.protection()) {
            case NONE -> Optional.empty();
            case SYMBOLON_FILTER ->
                Optional.of(JwtUserSessionManager.builder()
                        .issuer(SampleClaims.ISSUER)
                        .audience(SampleClaims.AUDIENCE)
                        .signingKeys(setup.key().signingKeys())
                        .refreshTokenKeys(RefreshTokenKeys.generate())
                        .storage(new SymbolonNode().storage(setup))
                        .build());
            case SPRING_SECURITY, SPRING_SECURITY_WITH_SYMBOLON, SPRING_SESSION ->
                throw new IllegalArgumentException(setup.protection() + " is of the servlet application");
        };
    }

    static HttpUserSessions sessions(JwtUserSessionManager manager) {
        return HttpUserSessions.builder(manager).build();
    }
}
