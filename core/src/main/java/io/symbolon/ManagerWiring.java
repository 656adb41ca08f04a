package io.symbolon;

import io.symbolon.internal.binding.DpopAccess;
import io.symbolon.internal.event.KeyAlarm;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.event.OutcomeCalls;
import io.symbolon.internal.flow.AccessTokenVerification;
import io.symbolon.internal.flow.BoundSessions;
import io.symbolon.internal.flow.NodeStorage;
import io.symbolon.internal.flow.Reauthentication;
import io.symbolon.internal.flow.SessionBinding;
import io.symbolon.internal.flow.SessionChange;
import io.symbolon.internal.flow.SessionCreation;
import io.symbolon.internal.flow.SessionLookup;
import io.symbolon.internal.flow.SessionPolicies;
import io.symbolon.internal.flow.SessionRefresh;
import io.symbolon.internal.flow.SessionRevocation;
import io.symbolon.internal.flow.TokenIssuing;
import io.symbolon.internal.keys.JwkSet;
import io.symbolon.internal.keys.RefreshKey;
import io.symbolon.internal.keys.VerificationKeys;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.internal.token.AccessTokenIssuer;
import io.symbolon.internal.token.AccessTokenReader;
import io.symbolon.internal.token.DeviceTokenCodec;
import io.symbolon.internal.token.DpopNonceCodec;
import io.symbolon.internal.token.EndingTokenCodec;
import io.symbolon.internal.token.KeyRollOut;
import io.symbolon.internal.token.LogCursorCodec;
import io.symbolon.internal.token.RefreshChallengeCodec;
import io.symbolon.internal.token.RefreshTokenCodec;
import io.symbolon.internal.token.RegistrationChallengeCodec;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.UserSessionStorage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** A manager's parts, put together and started. */
record ManagerWiring(
        SessionCreation creation,
        AccessTokenVerification verification,
        SessionRefresh refresh,
        SessionLookup lookup,
        SessionRevocation revocation,
        Reauthentication reauthentication,
        SessionBinding binding,
        SessionChange change,
        DeviceTokens deviceTokens,
        LogCursorCodec cursors,
        RevocationFollower revocations,
        ListenerCalls listeners,
        String jwks) {
    private static final Logger LOGGER = System.getLogger(ManagerWiring.class.getName());

    /** Checks the settings, builds the parts, and returns when this node has caught up with the log. */
    static ManagerWiring of(ManagerSettings settings) {
        ManagerSettings.Required required = settings.check();
        UserSessionStorage storage = required.storage();
        ListenerCalls listeners = new ListenerCalls(settings.verification.listeners, storage.revocationLog());
        RevocationFollower revocations = new RevocationFollower(
                storage.revocationLog(),
                settings.verification.stalenessPolicy,
                missing -> giveBack(missing, storage),
                listeners,
                settings.verification.clock,
                settings.verification.clockSkew);
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
        int lost = storage.restore(missing).value();
        if (lost > 0) {
            LOGGER.log(
                    Level.WARNING,
                    "The storage lost {0} revocation(s) that this node knows, probably in a fail-over;"
                            + " they were given back to it.",
                    lost);
        }
    }

    private static ManagerWiring connect(
            ManagerSettings settings,
            ManagerSettings.Required required,
            ListenerCalls listeners,
            RevocationFollower revocations) {
        AccessTokenIssuer issuer =
                new AccessTokenIssuer(required.signingKeys().signing(), required.issuer(), settings.audience);
        RefreshTokenCodec refreshTokens = new RefreshTokenCodec(
                required.refreshTokenKeys().keys(), new KeyRollOut(settings.keyRollOut, settings.verification.clock));
        SessionPolicies policies = settings.policies(required.issuer());
        TokenIssuing tokens =
                new TokenIssuing(issuer, refreshTokens, settings.claimsSource, policies, settings.expiryJitter);
        EndingTokenCodec endingTokens =
                new EndingTokenCodec(required.refreshTokenKeys().keys(), settings.verification.clock);
        List<RefreshKey> refreshKeys = required.refreshTokenKeys().keys();
        DpopNonceCodec nonces = new DpopNonceCodec(refreshKeys, settings.verification.clock);
        NodeStorage storage = new NodeStorage(required.storage(), revocations);
        VerificationKeys keys = VerificationKeys.of(required.signingKeys().verifying());
        OutcomeCalls outcomes = new OutcomeCalls(
                settings.verification.outcomeListeners,
                new KeyAlarm(required.issuer(), keys::hasId, settings.verification.clock));
        return new ManagerWiring(
                new SessionCreation(
                        storage, listeners, tokens, required.accessTokenLife(), policies, settings.verification.clock),
                verification(settings, required, keys, revocations, outcomes, nonces),
                new SessionRefresh(
                        storage,
                        listeners,
                        outcomes,
                        tokens,
                        policies,
                        new BoundSessions(new RefreshChallengeCodec(refreshKeys), nonces, listeners)),
                new SessionLookup(storage),
                new SessionRevocation(storage, refreshTokens, endingTokens),
                new Reauthentication(storage, listeners, tokens, policies),
                new SessionBinding(storage, listeners, tokens, policies, new RegistrationChallengeCodec(refreshKeys)),
                new SessionChange(storage, tokens),
                new DeviceTokens(
                        new DeviceTokenCodec(required.refreshTokenKeys().keys())),
                new LogCursorCodec(required.refreshTokenKeys().keys()),
                revocations,
                listeners,
                JwkSet.write(required.signingKeys().verifying()));
    }

    private static AccessTokenVerification verification(
            ManagerSettings settings,
            ManagerSettings.Required required,
            VerificationKeys keys,
            RevocationFollower revocations,
            OutcomeCalls outcomes,
            DpopNonceCodec nonces) {
        AccessTokenReader reader = new AccessTokenReader(
                keys,
                required.issuer(),
                settings.acceptedAudience(),
                payload -> AccessTokens.of(payload, settings.verification.clock),
                settings.verification.verifiedTokenCache);
        return new AccessTokenVerification(
                reader,
                Optional.of(revocations),
                outcomes,
                settings.verification.clock,
                settings.verification.clockSkew,
                new DpopAccess(Optional.of(nonces), settings.verification.clock, settings.verification.clockSkew));
    }
}
