package io.symbolon.internal.flow;

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

/** Gives a session other claims and outdates its access tokens, in one step. */
public final class ClaimsChange {
    private final NodeStorage storage;
    private final TokenIssuing tokens;

    public ClaimsChange(NodeStorage storage, TokenIssuing tokens) {
        this.storage = storage;
        this.tokens = tokens;
    }

    public boolean setClaims(SessionId session, Map<String, ?> claims) {
        Objects.requireNonNull(session, "session");
        String text = Json.write(ClaimRules.copyOf(claims));
        return Races.until(() -> attempt(session, text));
    }

    /** Empty if another write came first. */
    private Optional<Boolean> attempt(SessionId id, String claims) {
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
        SessionContents contents = SessionContents.of(session.parts()).withClaims(claims);
        tokens.requireFits(TokenIssuing.content(session, contents, claims), OptionalInt.empty());
        return storage.update(new SessionUpdate(
                        id, session.revision(), Optional.empty(), false, true, contents.writtenTo(session.parts())))
                .value()
                .map(changed -> true);
    }
}
