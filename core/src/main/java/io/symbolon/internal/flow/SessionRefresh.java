package io.symbolon.internal.flow;

import io.symbolon.ContextGuard;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.RefreshRotation;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionException;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import io.symbolon.UserSession;
import io.symbolon.internal.claims.ClaimRules;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.event.OutcomeCalls;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.internal.revocation.Verdict;
import io.symbolon.internal.rules.RotationDecision;
import io.symbolon.internal.token.RefreshToken;
import io.symbolon.internal.token.RefreshTokenCodec;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Refresh: MAC, find, reuse, guard, rotate, in this order. A stolen old token ends its session from whatever device it
 * comes; a refused context ends nothing.
 */
public final class SessionRefresh {
    /** Each lost race means that another refresh or an expiry of access tokens has won. */
    private static final int MOST_RACES = 100;

    private final UserSessionStorage storage;
    private final RevocationFollower revocations;
    private final ListenerCalls listeners;
    private final OutcomeCalls outcomes;
    private final CurrentClaims claims;
    private final TokenIssuing tokens;
    private final RefreshTokenCodec refreshTokens;
    private final RefreshRotation rotation;
    private final ContextGuard guard;

    public SessionRefresh(
            UserSessionStorage storage,
            RevocationFollower revocations,
            ListenerCalls listeners,
            OutcomeCalls outcomes,
            CurrentClaims claims,
            TokenIssuing tokens,
            RefreshTokenCodec refreshTokens,
            RefreshRotation rotation,
            ContextGuard guard) {
        this.storage = storage;
        this.revocations = revocations;
        this.listeners = listeners;
        this.outcomes = outcomes;
        this.claims = claims;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.rotation = rotation;
        this.guard = guard;
    }

    /**
     * Exchanges a refresh token.
     *
     * @param newClaims take the place of the session's own; empty to keep those
     */
    public SessionTokens refresh(String refreshToken, SessionContext context, Optional<Map<String, ?>> newClaims) {
        SessionTokens tokens;
        try {
            tokens = exchange(refreshToken, context, newClaims);
        } catch (SessionException failure) {
            outcomes.notRefreshed(failure);
            throw failure;
        }
        outcomes.refreshed();
        return tokens;
    }

    private SessionTokens exchange(String refreshToken, SessionContext context, Optional<Map<String, ?>> newClaims) {
        Objects.requireNonNull(refreshToken, "refreshToken");
        Objects.requireNonNull(context, "context");
        Optional<String> claimsText = newClaims.map(ClaimRules::copyOf).map(Json::write);
        RefreshToken presented = refreshTokens.decode(refreshToken);
        for (int race = 0; race < MOST_RACES; race++) {
            Optional<Refreshed> refreshed = attempt(presented, context, claimsText);
            if (refreshed.isPresent()) {
                return issue(refreshed.get());
            }
        }
        throw new SessionStorageException(
                "The session was changed by others " + MOST_RACES + " times during one refresh.", true, null);
    }

    /** A session after its refresh, what its access token shall say, and the refresh token that goes with it. */
    private record Refreshed(StoredSession session, Instant now, String claims, String refreshToken) {}

    /** Empty if somebody else changed the session meanwhile. */
    private Optional<Refreshed> attempt(RefreshToken presented, SessionContext context, Optional<String> newClaims) {
        StorageResult<Optional<StoredSession>> found = storage.find(presented.sessionId());
        StoredSession session =
                found.value().orElseThrow(() -> over(revocations.view().causeOfEnd(presented.sessionId())));
        if (giveBackIfForgotten(session)) {
            return Optional.empty();
        }
        RotationDecision decision = RotationDecision.decide(
                rotation, presented.generation(), session.generation(), session.refreshedAt(), found.now());
        if (decision instanceof RotationDecision.Reuse) {
            throw reuse(session, context);
        }
        requireAccepted(session, context);

        RefreshToken next = next(decision, presented, session);
        String refreshToken = refreshTokens.encode(next);
        String stored = newClaims.orElse(session.claims());
        String current = claims.of(session.subject(), stored);
        boolean isRepeat = decision instanceof RotationDecision.Repeat;
        if (isRepeat && newClaims.isEmpty()) {
            return Optional.of(new Refreshed(session, found.now(), current, refreshToken));
        }
        boolean keepsGeneration = !(decision instanceof RotationDecision.Rotate);
        StorageResult<Optional<StoredSession>> updated = storage.update(new SessionUpdate(
                session.id(),
                session.generation(),
                session.version(),
                keepsGeneration ? session.generation() : next.generation(),
                keepsGeneration ? session.refreshKeyId() : next.keyId(),
                !isRepeat,
                context,
                stored));
        return updated.value().map(changed -> new Refreshed(changed, updated.now(), current, refreshToken));
    }

    private RefreshToken next(RotationDecision decision, RefreshToken presented, StoredSession session) {
        if (decision instanceof RotationDecision.Rotate rotate) {
            return new RefreshToken(refreshTokens.currentKeyId(), session.id(), rotate.generation());
        }
        return decision instanceof RotationDecision.Repeat
                ? new RefreshToken(session.refreshKeyId(), session.id(), session.generation())
                : presented;
    }

    /**
     * Whether this node knows of revocations that the storage has not got, as after a fail-over that lost its last
     * writes; it gets them back.
     */
    private boolean giveBackIfForgotten(StoredSession session) {
        Verdict verdict = revocations.view().check(session.id(), session.subject(), session.version());
        if (verdict == Verdict.CURRENT) {
            return false;
        }
        storage.restore(revocations.view().of(session.id(), session.subject()));
        if (verdict == Verdict.REVOKED) {
            throw over(revocations.view().causeOfEnd(session.id(), session.subject(), session.version()));
        }
        return true;
    }

    private InvalidRefreshTokenException reuse(StoredSession session, SessionContext context) {
        revocations.apply(
                storage.delete(session.id(), RevocationCause.REUSE_DETECTED).revocations());
        if (listeners.isNeeded()) {
            listeners.reuseDetected(UserSessions.of(session), context);
        }
        return new InvalidRefreshTokenException(Code.REUSED);
    }

    private void requireAccepted(StoredSession session, SessionContext context) {
        UserSession seen = UserSessions.of(session);
        if (guard.accepts(seen, context)) {
            return;
        }
        listeners.contextRefused(seen, context);
        throw new InvalidRefreshTokenException(Code.CONTEXT_REFUSED);
    }

    private static InvalidRefreshTokenException over(Optional<RevocationCause> cause) {
        return cause.map(InvalidRefreshTokenException::ended)
                .orElseGet(() -> new InvalidRefreshTokenException(Code.SESSION_NOT_FOUND));
    }

    private SessionTokens issue(Refreshed refreshed) {
        SessionTokens issued =
                tokens.issue(refreshed.session(), refreshed.now(), refreshed.claims(), refreshed.refreshToken());
        if (listeners.isNeeded()) {
            listeners.refreshed(UserSessions.of(refreshed.session()));
        }
        return issued;
    }
}
