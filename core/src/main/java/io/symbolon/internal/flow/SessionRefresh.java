package io.symbolon.internal.flow;

import io.symbolon.ContextGuard;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.RefreshRequest;
import io.symbolon.RefreshRotation;
import io.symbolon.RefreshTokenIdentity;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionException;
import io.symbolon.SessionTokens;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.event.OutcomeCalls;
import io.symbolon.internal.rules.RotationDecision;
import io.symbolon.internal.token.RefreshToken;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Refresh, in this order: MAC, find, for a bound session the proof, generation, guard, the answer, compare-and-set. A stolen
 * old token ends its session from whatever device it comes, unless the session is bound; a missing proof and a refused
 * context end nothing; an answer that cannot be made moves nothing.
 */
public final class SessionRefresh {
    private final NodeStorage storage;
    private final ListenerCalls listeners;
    private final OutcomeCalls outcomes;
    private final TokenIssuing tokens;
    private final SessionPolicies policies;
    private final LiveSessions sessions;
    private final BoundSessions bindings;

    public SessionRefresh(
            NodeStorage storage,
            ListenerCalls listeners,
            OutcomeCalls outcomes,
            TokenIssuing tokens,
            SessionPolicies policies,
            BoundSessions bindings) {
        this.storage = storage;
        this.listeners = listeners;
        this.outcomes = outcomes;
        this.tokens = tokens;
        this.policies = policies;
        this.sessions = new LiveSessions(storage, listeners, policies);
        this.bindings = bindings;
    }

    public SessionTokens refresh(String refreshToken, RefreshRequest request) {
        SessionTokens refreshed;
        try {
            refreshed = exchange(refreshToken, request);
        } catch (SessionException failure) {
            outcomes.notRefreshed(failure, () -> tokens.refreshTokens().keyIdOf(refreshToken));
            throw failure;
        }
        outcomes.refreshed();
        return refreshed;
    }

    /** What a token of ours says of itself; the storage is not asked. */
    public RefreshTokenIdentity identify(String refreshToken) {
        RefreshToken token = tokens.refreshTokens().decode(Objects.requireNonNull(refreshToken, "refreshToken"));
        return new RefreshTokenIdentity(token.sessionId(), token.generation());
    }

    private SessionTokens exchange(String refreshToken, RefreshRequest request) {
        Objects.requireNonNull(refreshToken, "refreshToken");
        Objects.requireNonNull(request, "request");
        RefreshToken presented = tokens.refreshTokens().decode(refreshToken);
        RefreshAnswer answer = new RefreshAnswer(tokens, request);
        return Races.until(() -> attempt(presented, request, answer));
    }

    /** Empty if somebody else wrote the session meanwhile. */
    private Optional<SessionTokens> attempt(RefreshToken token, RefreshRequest request, RefreshAnswer answer) {
        StorageResult<Optional<StoredSession>> found = storage.find(token.sessionId());
        StoredSession session = sessions.require(token.sessionId(), found.value());
        answer.found(session);
        if (sessions.isGivenBack(session)) {
            return Optional.empty();
        }
        boolean isProved = bindings.requireProof(session, request, found.now());
        if (token.bound() && !isProved) {
            throw bindingLost(session);
        }
        RefreshToken presented = isProved ? asBound(token, session) : token;
        RotationDecision decision = decide(presented, session, isProved, found.now());
        if (decision instanceof RotationDecision.Reuse) {
            throw reuse(session, request.context());
        }
        if (decision instanceof RotationDecision.Retry) {
            throw new InvalidRefreshTokenException(Code.SUPERSEDED);
        }
        ContextGuard guard = policies.of(session.clientId()).guard();
        if (!isProved || !BoundSessions.isSettledByProof(guard)) {
            sessions.requireAccepted(session, request.context());
        }

        RefreshWrite write = RefreshWrite.of(
                decision, presented, session, tokens.refreshTokens().currentKeyId());
        answer.prepare(session, write, found.now());
        // Before the write: this node may not have the key of the current generation.
        String next = tokens.refreshTokens().encode(write.token());
        if (!write.isNeeded() && !answer.bringsClaims()) {
            // No write that could lose: what this node learned while the claims were asked for is looked at again.
            return sessions.isCurrent(session)
                    ? Optional.of(handOut(session, answer.of(session, found.now(), next)))
                    : Optional.empty();
        }
        StorageResult<Optional<StoredSession>> updated = storage.update(answer.update(session, write));
        return updated.value().map(changed -> handOut(changed, answer.of(changed, updated.now(), next)));
    }

    private RotationDecision decide(RefreshToken presented, StoredSession session, boolean isProved, Instant now) {
        RefreshRotation rotation = policies.of(session.clientId()).rotation();
        Duration idle = session.lifetime().idle();
        return isProved
                ? RotationDecision.decideProved(rotation, presented.generation(), session.generation(), idle, now)
                : RotationDecision.decide(rotation, presented.generation(), session.generation(), idle, now);
    }

    /** A token that is not bound is one from before the binding, whatever a storage may have lost since. */
    private static RefreshToken asBound(RefreshToken token, StoredSession session) {
        int before = Math.max(0, session.generation().number() - 1);
        return token.bound()
                ? token
                : new RefreshToken(token.keyId(), true, token.sessionId(), Math.min(token.generation(), before));
    }

    /**
     * The storage has lost the binding. What is left of the session nobody may go on with: not its client, which cannot
     * prove itself any more, and not a thief with a token from before.
     */
    private InvalidRefreshTokenException bindingLost(StoredSession session) {
        storage.end(session.id(), RevocationCause.SIGNED_OUT);
        return new InvalidRefreshTokenException(Code.SESSION_NOT_FOUND);
    }

    private InvalidRefreshTokenException reuse(StoredSession session, SessionContext context) {
        storage.end(session.id(), RevocationCause.REUSE_DETECTED);
        if (listeners.isNeeded()) {
            listeners.reuseDetected(UserSessions.of(session), context);
        }
        return new InvalidRefreshTokenException(Code.REUSED);
    }

    private SessionTokens handOut(StoredSession session, SessionTokens issued) {
        if (listeners.isNeeded()) {
            listeners.refreshed(UserSessions.of(session));
        }
        return issued;
    }
}
