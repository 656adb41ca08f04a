package io.symbolon;

import io.symbolon.internal.jwks.JwksEndpoint;
import io.symbolon.internal.keys.VerificationKey;
import io.symbolon.storage.RevocationLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A verifier's configuration while it is collected, with its defaults. */
final class VerifierSettings {
    Optional<String> issuer = Optional.empty();
    Optional<String> audience = Optional.empty();
    final List<VerificationKey> keys = new ArrayList<>();
    Optional<JwksEndpoint> jwks = Optional.empty();
    Optional<RevocationLog> log = Optional.empty();
    boolean withoutRevocations;
    final VerificationSettings verification = new VerificationSettings();

    /**
     * Checks everything at once.
     *
     * @throws IllegalStateException that names all that is missing, or what contradicts
     * @throws IllegalArgumentException if a setting is out of its range
     */
    void check() {
        List<String> missing = new ArrayList<>();
        if (issuer.isEmpty()) {
            missing.add("issuer(…)");
        }
        if (audience.isEmpty()) {
            missing.add("audience(…)");
        }
        if (keys.isEmpty() && jwks.isEmpty()) {
            missing.add("keys(…) or jwks(…)");
        }
        if (log.isEmpty() && !withoutRevocations) {
            missing.add("revocations(…) or withoutRevocations()");
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "The access token verifier's configuration lacks: " + String.join(", ", missing));
        }
        if (log.isPresent() && withoutRevocations) {
            throw new IllegalStateException(
                    "revocations(…) and withoutRevocations() contradict each other: choose one");
        }
        verification.check();
    }
}
