package io.symbolon.internal.flow;

import io.symbolon.CreateOptions;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionLimit;
import io.symbolon.SessionLimitException;
import io.symbolon.SessionTokens;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.internal.rules.AccessTokenLife;
import io.symbolon.internal.token.RefreshToken;
import io.symbolon.internal.token.RefreshTokenCodec;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.time.Clock;
import java.util.Objects;

/** Sign-in: inserts a session and issues its first tokens. */
public final class SessionCreation {
    private final UserSessionStorage storage;
    private final RevocationFollower revocations;
    private final ListenerCalls listeners;
    private final CurrentClaims claims;
    private final TokenIssuing tokens;
    private final RefreshTokenCodec refreshTokens;
    private final AccessTokenLife life;
    private final SessionLifetime lifetime;
    private final SessionLimit limit;
    private final SessionIds ids;

    public SessionCreation(
            UserSessionStorage storage,
            RevocationFollower revocations,
            ListenerCalls listeners,
            CurrentClaims claims,
            TokenIssuing tokens,
            RefreshTokenCodec refreshTokens,
            AccessTokenLife life,
            SessionLifetime lifetime,
            SessionLimit limit,
            Clock clock) {
        this.storage = storage;
        this.revocations = revocations;
        this.listeners = listeners;
        this.claims = claims;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.life = life;
        this.lifetime = lifetime;
        this.limit = limit;
        this.ids = new SessionIds(clock);
    }

    public SessionTokens create(String subject, SessionContext context, CreateOptions options) {
        TextRules.requireSubject(subject);
        Objects.requireNonNull(context, "context");
        options.accessTokenTtl().ifPresent(ttl -> life.require(ttl, "options' accessTokenTtl"));
        String stored = Json.write(options.claims());
        long minimum = revocations.view().minimumOf(subject);
        String current = claims.of(subject, stored);

        InsertResult result = storage.insert(new SessionInsert(
                ids.next(subject),
                subject,
                refreshTokens.currentKeyId(),
                options.lifetime().orElse(lifetime),
                options.accessTokenTtl(),
                context,
                stored,
                limit,
                minimum));
        revocations.apply(result.revocations());
        StoredSession session = result.session().orElseThrow(this::limitReached);
        if (result.subjectMinimum() > minimum && claims.canChange()) {
            current = askedAgain(session);
        }

        String refreshToken =
                refreshTokens.encode(new RefreshToken(session.refreshKeyId(), session.id(), session.generation()));
        SessionTokens issued = tokens.issue(session, session.createdAt(), current, refreshToken);
        if (listeners.isNeeded()) {
            listeners.created(UserSessions.of(session));
        }
        return issued;
    }

    /** The subject's access tokens were expired while the claims were asked for: what was answered may be outdated. */
    private String askedAgain(StoredSession session) {
        try {
            return claims.of(session.subject(), session.claims());
        } catch (RuntimeException | Error failed) {
            // Nobody gets this session's tokens.
            revocations.apply(
                    storage.delete(session.id(), RevocationCause.SIGNED_OUT).revocations());
            throw failed;
        }
    }

    private SessionLimitException limitReached() {
        if (limit instanceof SessionLimit.RejectNew reject) {
            return new SessionLimitException(reject.maximum());
        }
        throw new IllegalStateException("the storage refused a session that no limit forbids");
    }
}
