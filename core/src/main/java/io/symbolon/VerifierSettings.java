package io.symbolon;

import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.flow.AccessTokenVerification;
import io.symbolon.internal.jwks.FetchedKeys;
import io.symbolon.internal.jwks.JwksEndpoint;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.internal.token.AccessTokenRecognition;
import io.symbolon.internal.token.VerificationKey;
import io.symbolon.internal.token.VerificationKeys;
import io.symbolon.storage.RevocationLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A verifier's configuration while it is collected, with its defaults; checks it and puts the parts together. */
final class VerifierSettings {
    Optional<String> issuer = Optional.empty();
    Optional<String> audience = Optional.empty();
    final List<VerificationKey> keys = new ArrayList<>();
    Optional<JwksEndpoint> jwks = Optional.empty();
    Optional<RevocationLog> log = Optional.empty();
    boolean withoutRevocations;
    StalenessPolicy stalenessPolicy = StalenessPolicy.accept();
    final List<SessionListener> listeners = new ArrayList<>();
    final List<OutcomeListener> outcomeListeners = new ArrayList<>();
    int verifiedTokenCache = 10_000;
    Duration clockSkew = Duration.ZERO;
    Clock clock = Clock.systemUTC();

    /** Checks everything, fetches the keys, and returns when the verifier has caught up with the log. */
    AccessTokenVerifier build() {
        requireComplete();
        ManagerSettings.requireClockSkew(clockSkew);
        ManagerSettings.requireCacheSize(verifiedTokenCache);
        Optional<FetchedKeys> fetched = jwks.map(endpoint -> FetchedKeys.start(endpoint, keys));
        ListenerCalls calls = new ListenerCalls(listeners);
        Runnable close = () -> {
            fetched.ifPresent(FetchedKeys::close);
            calls.close();
        };
        try {
            return start(fetched, calls, close);
        } catch (RuntimeException failed) {
            close.run();
            throw failed;
        }
    }

    private AccessTokenVerifier start(Optional<FetchedKeys> fetched, ListenerCalls calls, Runnable close) {
        Optional<RevocationFollower> revocations = log.map(
                present -> new RevocationFollower(present, stalenessPolicy, missing -> {}, calls, clock, clockSkew));
        AccessTokenRecognition recognition = new AccessTokenRecognition(
                fetched.<VerificationKeys>map(keysOfSet -> keysOfSet).orElseGet(() -> VerificationKeys.of(keys)),
                issuer.orElseThrow(),
                List.of(audience.orElseThrow()),
                verifiedTokenCache);
        AccessTokenVerification verification = new AccessTokenVerification(recognition, revocations, clock, clockSkew);
        revocations.ifPresent(RevocationFollower::start);
        return new AccessTokenVerifier(verification, new Outcomes(outcomeListeners), revocations, close);
    }

    private void requireComplete() {
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
    }
}
