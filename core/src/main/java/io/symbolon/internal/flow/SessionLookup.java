package io.symbolon.internal.flow;

import io.symbolon.SessionId;
import io.symbolon.UserSession;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.revocation.Verdict;
import io.symbolon.storage.StoredSession;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Looks sessions up. One that this node knows to be ended is not shown, even if the storage has it again. */
public final class SessionLookup {
    private static final Comparator<StoredSession> NEWEST_FIRST =
            Comparator.comparing(StoredSession::id).reversed();

    private final NodeStorage storage;

    public SessionLookup(NodeStorage storage) {
        this.storage = storage;
    }

    public Optional<UserSession> find(SessionId session) {
        Objects.requireNonNull(session, "session");
        return storage.find(session).value().filter(this::isLive).map(UserSessions::of);
    }

    public List<UserSession> list(String subject) {
        TextRules.requireSubject(subject);
        return storage.findAll(subject).stream()
                .filter(this::isLive)
                .sorted(NEWEST_FIRST)
                .map(UserSessions::of)
                .toList();
    }

    private boolean isLive(StoredSession session) {
        return storage.view().check(session.id(), session.subject(), session.version()) != Verdict.REVOKED;
    }
}
