package io.symbolon.internal.flow;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.RefreshRequest;
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
import java.util.Objects;
import java.util.Optional;

/**
 * Refresh, in this order: MAC, find, generation, guard, the answer, compare-and-set. A stolen old token ends its session
 * from whatever device it comes; a refused context ends nothing; an answer that cannot be made moves nothing.
 */
public final class SessionRefresh {
    private final NodeStorage storage;
    private final ListenerCalls listeners;
    private final OutcomeCalls outcomes;
    private final TokenIssuing tokens;
    private final SessionPolicies policies;
    private final LiveSessions sessions;

    public SessionRefresh(
            NodeStorage storage,
            ListenerCalls listeners,
            OutcomeCalls outcomes,
            TokenIssuing tokens,
            SessionPolicies policies) {
        this.storage = storage;
        this.listeners = listeners;
        this.outcomes = outcomes;
        this.tokens = tokens;
        this.policies = policies;
        this.sessions = new LiveSessions(storage, listeners, policies);
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
        return Races.until(() -> attempt(presented, request.context(), answer));
    }

    /** Empty if somebody else wrote the session meanwhile. */
    private Optional<SessionTokens> attempt(RefreshToken presented, SessionContext context, RefreshAnswer answer) {
        StorageResult<Optional<StoredSession>> found = storage.find(presented.sessionId());
        StoredSession session =
                sessions.require(presented.sessionId(), found.value().filter(stored -> !presented.bound()));
        answer.found(session);
        if (sessions.isGivenBack(session)) {
            return Optional.empty();
        }
        RotationDecision decision = RotationDecision.decide(
                policies.of(session.clientId()).rotation(),
                presented.generation(),
                session.generation(),
                session.lifetime().idle(),
                found.now());
        if (decision instanceof RotationDecision.Reuse) {
            throw reuse(session, context);
        }
        if (decision instanceof RotationDecision.Retry) {
            throw new InvalidRefreshTokenException(Code.SUPERSEDED);
        }
        sessions.requireAccepted(session, context);

        RefreshWrite write = RefreshWrite.of(
                decision, presented, session, tokens.refreshTokens().currentKeyId());
        answer.prepare(session, write, found.now());
        // Before the write: this node may not have the key of the current generation.
        String next = tokens.refreshTokens().encode(write.token());
        if (!write.isNeeded() && !answer.bringsClaims()) {
            // No write that could lose: what this node learned while the claims were asked for is looked at again.
            return sessions.isCurrent(session)
                    ? Optional.of(handOut(session, answer.of(session, found.now()), next))
                    : Optional.empty();
        }
        StorageResult<Optional<StoredSession>> updated = storage.update(answer.update(session, write));
        return updated.value().map(changed -> handOut(changed, answer.of(changed, updated.now()), next));
    }

    private InvalidRefreshTokenException reuse(StoredSession session, SessionContext context) {
        storage.end(session.id(), RevocationCause.REUSE_DETECTED);
        if (listeners.isNeeded()) {
            listeners.reuseDetected(UserSessions.of(session), context);
        }
        return new InvalidRefreshTokenException(Code.REUSED);
    }

    private SessionTokens handOut(StoredSession session, Answer answer, String refreshToken) {
        SessionTokens issued = TokenIssuing.tokens(session, answer, refreshToken);
        if (listeners.isNeeded()) {
            listeners.refreshed(UserSessions.of(session));
        }
        return issued;
    }
}
