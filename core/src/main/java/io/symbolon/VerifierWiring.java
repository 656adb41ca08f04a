package io.symbolon;

import io.symbolon.internal.binding.DpopAccess;
import io.symbolon.internal.event.KeyAlarm;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.event.OutcomeCalls;
import io.symbolon.internal.flow.AccessTokenVerification;
import io.symbolon.internal.jwks.FetchedKeys;
import io.symbolon.internal.keys.VerificationKey;
import io.symbolon.internal.keys.VerificationKeys;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.internal.token.AccessTokenReader;
import java.util.List;
import java.util.Optional;

/** A verifier's parts, put together and started. */
record VerifierWiring(
        AccessTokenVerification verification,
        Optional<RevocationFollower> revocations,
        ListenerCalls listeners,
        Optional<FetchedKeys> fetchedKeys) {
    /** Checks the settings, fetches the keys, and returns when the verifier has caught up with the log. */
    static VerifierWiring of(VerifierSettings settings) {
        settings.check();
        VerifierWiring wiring = connect(settings);
        try {
            wiring.revocations.ifPresent(RevocationFollower::start);
        } catch (RuntimeException failed) {
            wiring.close();
            throw failed;
        }
        return wiring;
    }

    void close() {
        revocations.ifPresent(RevocationFollower::close);
        fetchedKeys.ifPresent(FetchedKeys::close);
        listeners.close();
    }

    private static VerifierWiring connect(VerifierSettings settings) {
        VerificationSettings shared = settings.verification;
        Optional<FetchedKeys> fetched = settings.jwks.map(endpoint -> FetchedKeys.start(endpoint, settings.keys));
        ListenerCalls listeners = settings.log
                .map(log -> new ListenerCalls(shared.listeners, log))
                .orElseGet(() -> new ListenerCalls(shared.listeners));
        // A verifier has no right to write: what a storage lost it gets back from the managers.
        Optional<RevocationFollower> revocations = settings.log.map(log -> new RevocationFollower(
                log, shared.stalenessPolicy, missing -> {}, listeners, shared.clock, shared.clockSkew));
        VerificationKeys keys = fetched.<VerificationKeys>map(following -> following)
                .orElseGet(() -> VerificationKeys.of(VerificationKey.distinct(settings.keys)));
        String issuer = settings.issuer.orElseThrow();
        AccessTokenReader reader = new AccessTokenReader(
                keys,
                issuer,
                List.of(settings.audience.orElseThrow()),
                payload -> AccessTokens.of(payload, shared.clock),
                shared.verifiedTokenCache);
        AccessTokenVerification verification = new AccessTokenVerification(
                reader,
                revocations,
                new OutcomeCalls(shared.outcomeListeners, new KeyAlarm(issuer, keys::hasId, shared.clock)),
                shared.clock,
                shared.clockSkew,
                new DpopAccess(Optional.empty(), shared.clock, shared.clockSkew));
        return new VerifierWiring(verification, revocations, listeners, fetched);
    }
}
