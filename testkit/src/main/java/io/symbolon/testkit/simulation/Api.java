package io.symbolon.testkit.simulation;

import io.symbolon.AccessToken;
import io.symbolon.BindingProof;
import io.symbolon.CreateOptions;
import io.symbolon.EverythingRevoked;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRequest;
import io.symbolon.RefreshTokenIdentity;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionDescription;
import io.symbolon.SessionId;
import io.symbolon.SessionTokens;
import io.symbolon.UserSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients reach of a manager. */
class Api {
    private final JwtUserSessionManager manager;

    Api(JwtUserSessionManager manager) {
        this.manager = manager;
    }

    SessionTokens create(String subject, SessionContext context, CreateOptions options) {
        return manager.create(subject, context, options);
    }

    AccessToken verify(String accessToken) {
        return manager.verify(accessToken);
    }

    SessionTokens refresh(String refreshToken, RefreshRequest request) {
        return manager.refresh(refreshToken, request);
    }

    String registrationChallenge(SessionTokens tokens) {
        return manager.registrationChallenge(tokens);
    }

    SessionTokens bind(SessionId session, BindingProof proof) {
        return manager.bind(session, proof);
    }

    RefreshTokenIdentity identify(String refreshToken) {
        return manager.identify(refreshToken);
    }

    Optional<UserSession> find(SessionId session) {
        return manager.find(session);
    }

    List<UserSession> list(String subject) {
        return manager.list(subject);
    }

    List<UserSession> list(String subject, int limit, Optional<SessionId> after) {
        return after.isPresent() ? manager.list(subject, limit, after.get()) : manager.list(subject, limit);
    }

    boolean revoke(SessionId session) {
        return manager.revoke(session);
    }

    boolean revokeByRefreshToken(String refreshToken) {
        return manager.revokeByRefreshToken(refreshToken);
    }

    int revokeAll(String subject) {
        return manager.revokeAll(subject);
    }

    int revokeOthers(SessionId keep) {
        return manager.revokeOthers(keep);
    }

    EverythingRevoked revokeEverything() {
        return manager.revokeEverything(RevocationCause.ADMINISTRATOR);
    }

    boolean expireAccessTokens(SessionId session) {
        return manager.expireAccessTokens(session);
    }

    int expireAccessTokens(String subject) {
        return manager.expireAccessTokens(subject);
    }

    boolean setClaims(SessionId session, Map<String, ?> claims) {
        return manager.setClaims(session, claims);
    }

    boolean describe(SessionId session, SessionDescription description) {
        return manager.describe(session, description);
    }

    SessionTokens reauthenticated(SessionId session, SessionContext context, String factor) {
        return manager.reauthenticated(session, context, factor);
    }
}
