package io.symbolon.internal.flow;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.UserSession;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.revocation.Verdict;
import io.symbolon.storage.StoredSession;
import java.util.Optional;

/** What is asked of a stored session before its client gets tokens. Thread-safe. */
final class LiveSessions {
    private final NodeStorage storage;
    private final ListenerCalls listeners;
    private final SessionPolicies policies;

    LiveSessions(NodeStorage storage, ListenerCalls listeners, SessionPolicies policies) {
        this.storage = storage;
        this.listeners = listeners;
        this.policies = policies;
    }

    /**
     * The session that was found.
     *
     * @throws InvalidRefreshTokenException if none was, with the cause if this node knows it
     * @throws io.symbolon.SessionStorageException if only a newer node may write it
     */
    StoredSession require(SessionId id, Optional<StoredSession> found) {
        StoredSession session = found.orElseThrow(() -> over(storage.view().causeOfEnd(id)));
        Races.requireWritable(session);
        return session;
    }

    /**
     * Whether this node knew of revocations that the storage does not have, as after a fail-over that lost its last
     * writes. It gets them back.
     *
     * @throws InvalidRefreshTokenException if one of them ended the session
     */
    boolean isGivenBack(StoredSession session) {
        Verdict verdict = verdict(session);
        if (verdict == Verdict.CURRENT) {
            return false;
        }
        storage.giveBack(session);
        if (verdict == Verdict.REVOKED) {
            throw over(storage.view().causeOfEnd(session.id(), session.subject(), session.version()));
        }
        return true;
    }

    boolean isCurrent(StoredSession session) {
        return verdict(session) == Verdict.CURRENT;
    }

    /**
     * Asks the guard of the session's client.
     *
     * @throws InvalidRefreshTokenException if it refuses; the session goes on
     */
    void requireAccepted(StoredSession session, SessionContext context) {
        UserSession seen = UserSessions.of(session);
        if (policies.of(session.clientId()).guard().accepts(seen, context)) {
            return;
        }
        listeners.contextRefused(seen, context);
        throw new InvalidRefreshTokenException(Code.CONTEXT_REFUSED);
    }

    private Verdict verdict(StoredSession session) {
        return storage.view().check(session.id(), session.subject(), session.version());
    }

    private static InvalidRefreshTokenException over(Optional<RevocationCause> cause) {
        return cause.map(InvalidRefreshTokenException::ended)
                .orElseGet(() -> new InvalidRefreshTokenException(Code.SESSION_NOT_FOUND));
    }
}
