package io.symbolon.internal.flow;

import io.symbolon.SessionDescription;
import io.symbolon.SessionId;
import io.symbolon.internal.claims.ClaimRules;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.revocation.Verdict;
import io.symbolon.internal.session.SessionContents;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Changes what is kept with a session, without tokens for its client. */
public final class SessionChange {
    private final NodeStorage storage;
    private final TokenIssuing tokens;

    public SessionChange(NodeStorage storage, TokenIssuing tokens) {
        this.storage = storage;
        this.tokens = tokens;
    }

    /** Outdates the session's access tokens in the same step: they have the claims of before. */
    public boolean setClaims(SessionId session, Map<String, ?> claims) {
        Objects.requireNonNull(session, "session");
        String text = Json.write(ClaimRules.copyOf(claims));
        return Races.until(() -> attempt(session, true, contents -> contents.withClaims(text)));
    }

    public boolean describe(SessionId session, UnaryOperator<SessionDescription> change) {
        Objects.requireNonNull(session, "session");
        return Races.until(() -> attempt(
                session,
                false,
                contents -> contents.withDescription(
                        Objects.requireNonNull(change.apply(contents.description()), "the new description"))));
    }

    /** Empty if another write came first. */
    private Optional<Boolean> attempt(SessionId id, boolean outdates, UnaryOperator<SessionContents> change) {
        Optional<StoredSession> found = storage.find(id).value();
        if (found.isEmpty()) {
            return Optional.of(false);
        }
        StoredSession session = found.get();
        if (storage.view().check(session.id(), session.subject(), session.version()) == Verdict.REVOKED) {
            storage.giveBack(session);
            return Optional.of(false);
        }
        Races.requireWritable(session);
        SessionContents contents = change.apply(SessionContents.of(session.parts()));
        if (outdates) {
            tokens.requireFits(TokenIssuing.content(session, contents, contents.claims()), OptionalInt.empty());
        }
        return storage.update(new SessionUpdate(
                        id, session.revision(), Optional.empty(), false, outdates, contents.writtenTo(session.parts())))
                .value()
                .map(changed -> true);
    }
}
