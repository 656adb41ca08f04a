package io.symbolon;

import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.flow.AccessTokenVerification;
import io.symbolon.internal.flow.CurrentClaims;
import io.symbolon.internal.flow.SessionEnding;
import io.symbolon.internal.flow.SessionOpening;
import io.symbolon.internal.flow.SessionReading;
import io.symbolon.internal.flow.SessionRefreshing;
import io.symbolon.internal.flow.TokenIssuing;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.internal.token.AccessTokenIssuer;
import io.symbolon.internal.token.AccessTokenRecognition;
import io.symbolon.internal.token.JwkSet;
import io.symbolon.internal.token.RefreshTokenCodec;
import io.symbolon.internal.token.VerificationKeys;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.UserSessionStorage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** A manager's parts, put together and started. */
record ManagerWiring(
        SessionOpening opening,
        AccessTokenVerification verification,
        SessionRefreshing refreshing,
        SessionReading reading,
        SessionEnding ending,
        RevocationFollower revocations,
        ListenerCalls listeners,
        Outcomes outcomes,
        String jwks) {
    private static final Logger LOGGER = System.getLogger(ManagerWiring.class.getName());

    /** Checks the settings, builds the parts, and returns when this node has caught up with the log. */
    static ManagerWiring of(ManagerSettings settings) {
        ManagerSettings.Required required = settings.check();
        UserSessionStorage storage = required.storage();
        ListenerCalls listeners = new ListenerCalls(settings.listeners);
        RevocationFollower revocations = new RevocationFollower(
                storage.revocationLog(),
                settings.stalenessPolicy,
                missing -> giveBack(missing, storage),
                listeners,
                settings.clock,
                settings.clockSkew);
        ManagerWiring wiring = connect(settings, required, listeners, revocations);
        try {
            revocations.start();
        } catch (RuntimeException failed) {
            listeners.close();
            throw failed;
        }
        return wiring;
    }

    void close() {
        revocations.close();
        listeners.close();
    }

    private static void giveBack(List<Revocation> missing, UserSessionStorage storage) {
        LOGGER.log(
                Level.WARNING,
                "The storage lost {0} revocation(s) that this node knows, probably in a fail-over;"
                        + " they are given back to it.",
                missing.size());
        storage.restore(missing);
    }

    private static ManagerWiring connect(
            ManagerSettings settings,
            ManagerSettings.Required required,
            ListenerCalls listeners,
            RevocationFollower revocations) {
        UserSessionStorage storage = required.storage();
        AccessTokenIssuer issuer = new AccessTokenIssuer(
                required.signingKeys().signing(),
                required.issuer(),
                settings.audience,
                settings.clientId.orElse(required.issuer()));
        RefreshTokenCodec refreshTokens =
                new RefreshTokenCodec(required.refreshTokenKeys().keys());
        CurrentClaims claims = new CurrentClaims(settings.claimsSource, issuer);
        TokenIssuing tokens = new TokenIssuing(issuer, settings.accessTokenTtl);
        return new ManagerWiring(
                new SessionOpening(
                        storage,
                        revocations,
                        listeners,
                        claims,
                        tokens,
                        refreshTokens,
                        required.accessTokenLife(),
                        settings.lifetime,
                        settings.sessionLimit,
                        settings.clock),
                new AccessTokenVerification(
                        new AccessTokenRecognition(
                                VerificationKeys.of(required.signingKeys().verifying()),
                                required.issuer(),
                                settings.acceptedAudience(),
                                settings.verifiedTokenCache),
                        Optional.of(revocations),
                        settings.clock,
                        settings.clockSkew),
                new SessionRefreshing(
                        storage,
                        revocations,
                        listeners,
                        claims,
                        tokens,
                        refreshTokens,
                        settings.rotation,
                        settings.contextGuard),
                new SessionReading(storage, revocations.view()),
                new SessionEnding(storage, revocations, refreshTokens),
                revocations,
                listeners,
                new Outcomes(settings.outcomeListeners),
                JwkSet.write(required.signingKeys().verifying()));
    }
}
