package io.symbolon.internal.flow;

import io.symbolon.SessionId;
import io.symbolon.UserSession;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.revocation.RevocationView;
import io.symbolon.internal.revocation.Verdict;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Looks sessions up. One that this node knows to be ended is not shown, even if the storage has it again. */
public final class SessionLookup {
    private static final Comparator<StoredSession> NEWEST_FIRST = Comparator.comparing(StoredSession::createdAt)
            .thenComparing(StoredSession::id)
            .reversed();

    private final UserSessionStorage storage;
    private final RevocationView view;

    public SessionLookup(UserSessionStorage storage, RevocationView view) {
        this.storage = storage;
        this.view = view;
    }

    public Optional<UserSession> find(SessionId session) {
        Objects.requireNonNull(session, "session");
        return storage.find(session).value().filter(this::isLive).map(UserSessions::of);
    }

    public List<UserSession> list(String subject) {
        TextRules.requireSubject(subject);
        return storage.findAll(subject).value().stream()
                .filter(this::isLive)
                .sorted(NEWEST_FIRST)
                .map(UserSessions::of)
                .toList();
    }

    private boolean isLive(StoredSession session) {
        return view.check(session.id(), session.subject(), session.version()) != Verdict.REVOKED;
    }
}
