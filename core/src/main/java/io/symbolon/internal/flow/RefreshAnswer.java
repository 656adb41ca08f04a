package io.symbolon.internal.flow;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.RefreshRequest;
import io.symbolon.SessionTokens;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.session.SessionContents;
import io.symbolon.internal.token.AccessTokenContent;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StoredSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one refresh: signed before the session is written. The loser of a race keeps it if a token for the
 * session as it is now would say the same. Not thread-safe: one instance serves one call.
 */
final class RefreshAnswer {
    private final TokenIssuing tokens;
    private final RefreshRequest request;
    private final Optional<String> broughtClaims;

    private @Nullable Long versionAtFirst;
    private @Nullable AccessTokenContent stored;
    private @Nullable SessionContents contents;
    private @Nullable Answer answer;

    RefreshAnswer(TokenIssuing tokens, RefreshRequest request) {
        this.tokens = tokens;
        this.request = request;
        this.broughtClaims = request.claims().map(Json::write);
    }

    boolean bringsClaims() {
        return broughtClaims.isPresent();
    }

    /**
     * Notes the version at the first find, before anything can restart the refresh.
     *
     * @throws InvalidRefreshTokenException with CLAIMS_OUTDATED if claims were brought and the version is another one
     *     now: no old role shall come back under a new version
     */
    void found(StoredSession session) {
        if (versionAtFirst == null) {
            versionAtFirst = session.version();
        } else if (bringsClaims() && versionAtFirst != session.version()) {
            throw new InvalidRefreshTokenException(Code.CLAIMS_OUTDATED);
        }
    }

    /** Signs the token for the record as the write will leave it, unless that was done for the same record. */
    void prepare(StoredSession session, RefreshWrite write, Instant now) {
        SessionContents current = SessionContents.of(session.parts()).seenFrom(request.context());
        SessionContents next = broughtClaims.map(current::withClaims).orElse(current);
        AccessTokenContent content = TokenIssuing.content(session, next, next.claims());
        boolean isSigned = answer != null && answer.version() == session.version() && content.equals(stored);
        contents = next;
        stored = content;
        if (!isSigned) {
            String claims = tokens.currentClaims(session.subject(), next.claims());
            tokens.requireFits(content.withClaims(claims), request.maximumAccessTokenLength());
            boolean writes = write.isNeeded() || bringsClaims();
            StoredSession after = writes ? session.with(update(session, write), now) : session;
            answer = tokens.sign(after, next, claims, now);
        }
    }

    SessionUpdate update(StoredSession session, RefreshWrite write) {
        return new SessionUpdate(
                session.id(),
                session.revision(),
                write.generation(),
                true,
                false,
                prepared(contents).writtenTo(session.parts()));
    }

    /** The tokens; the access token is signed again if the storage's clock has stepped back since. */
    SessionTokens of(StoredSession session, Instant now, String refreshToken) {
        SessionContents current = prepared(contents);
        Answer signed = tokens.notAheadOf(now, prepared(answer), session, current);
        return TokenIssuing.tokens(session, current, signed, refreshToken, SessionTokens.Origin.REFRESH);
    }

    private static <T> T prepared(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("nothing was prepared");
        }
        return value;
    }
}
