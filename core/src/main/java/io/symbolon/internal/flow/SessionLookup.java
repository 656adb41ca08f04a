package io.symbolon.internal.flow;

import io.symbolon.SessionId;
import io.symbolon.UserSession;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.revocation.Verdict;
import io.symbolon.storage.StoredSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Looks sessions up. One that this node knows to be ended is not shown, even if the storage has it again. */
public final class SessionLookup {
    private static final int LARGEST_PAGE = 1_000;
    private static final Comparator<StoredSession> BY_DESCENDING_ID =
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
                .sorted(BY_DESCENDING_ID)
                .map(UserSessions::of)
                .toList();
    }

    public List<UserSession> page(String subject, int limit, Optional<SessionId> after) {
        TextRules.requireSubject(subject);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is " + limit + ": from 1 to " + LARGEST_PAGE + " is allowed");
        }
        List<UserSession> live = new ArrayList<>();
        Optional<SessionId> last = after;
        // Sessions that this node knows to be ended leave a gap, which the next ones fill.
        while (true) {
            int wanted = limit - live.size();
            List<StoredSession> found = storage.findPage(subject, wanted, last);
            found.stream().filter(this::isLive).map(UserSessions::of).forEach(live::add);
            if (found.size() < wanted || live.size() == limit) {
                return List.copyOf(live);
            }
            last = Optional.of(found.get(found.size() - 1).id());
        }
    }

    private boolean isLive(StoredSession session) {
        return storage.view().check(session.id(), session.subject(), session.version()) != Verdict.REVOKED;
    }
}
