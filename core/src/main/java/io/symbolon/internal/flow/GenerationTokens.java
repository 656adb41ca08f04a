package io.symbolon.internal.flow;

import io.symbolon.SessionTokens;
import io.symbolon.internal.rules.RotationDecision;
import io.symbolon.internal.session.SessionContents;
import io.symbolon.storage.Generation;
import io.symbolon.storage.NextGeneration;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The tokens of a generation that brings something, such as a factor or a binding: signed before the session is written, so
 * that an answer which cannot be made moves nothing.
 */
final class GenerationTokens {
    private final NodeStorage storage;
    private final TokenIssuing tokens;
    private final LiveSessions sessions;
    private final Generation.Origin generationOrigin;
    private final SessionTokens.Origin origin;

    /** @param generationOrigin what makes the generations, as the storage calls it */
    GenerationTokens(
            NodeStorage storage,
            TokenIssuing tokens,
            LiveSessions sessions,
            Generation.Origin generationOrigin,
            SessionTokens.Origin origin) {
        this.storage = storage;
        this.tokens = tokens;
        this.sessions = sessions;
        this.generationOrigin = generationOrigin;
        this.origin = origin;
    }

    /** Those of the current generation once more; empty if this node has learned meanwhile that the session changed. */
    Optional<SessionTokens> repeat(
            StoredSession session, SessionContents contents, OptionalInt maximumLength, Instant now) {
        Answer answer = tokens.sign(session, contents, claims(session, contents, maximumLength), now);
        String refreshToken = tokens.refreshToken(session, contents);
        return sessions.isCurrent(session)
                ? Optional.of(TokenIssuing.tokens(session, contents, answer, refreshToken, origin))
                : Optional.empty();
    }

    /**
     * Writes the contents with what was decided; empty if another write came first.
     *
     * @param written told of the session as it was written
     */
    Optional<SessionTokens> write(
            StoredSession session,
            SessionContents contents,
            RotationDecision decision,
            OptionalInt maximumLength,
            Instant now,
            Consumer<StoredSession> written) {
        SessionUpdate update = new SessionUpdate(
                session.id(), session.revision(), next(decision), true, false, contents.writtenTo(session.parts()));
        StoredSession after = session.with(update, now);
        Answer answer = tokens.sign(after, contents, claims(session, contents, maximumLength), now);
        // Before the write: this node may not have the key of the current generation.
        String refreshToken = tokens.refreshToken(after, contents);
        StorageResult<Optional<StoredSession>> updated = storage.update(update);
        return updated.value().map(changed -> {
            Answer current = tokens.notAheadOf(updated.now(), answer, changed, contents);
            written.accept(changed);
            return TokenIssuing.tokens(changed, contents, current, refreshToken, origin);
        });
    }

    private String claims(StoredSession session, SessionContents contents, OptionalInt maximumLength) {
        String claims = tokens.currentClaims(session.subject(), contents.claims());
        tokens.requireFits(TokenIssuing.content(session, contents, claims), maximumLength);
        return claims;
    }

    private Optional<NextGeneration> next(RotationDecision decision) {
        return decision instanceof RotationDecision.Rotate rotate
                ? Optional.of(rotate.generation(
                        generationOrigin, tokens.refreshTokens().currentKeyId()))
                : Optional.empty();
    }
}
