package io.symbolon.internal.flow;

import io.symbolon.CreateOptions;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionCreatedEvent;
import io.symbolon.SessionId;
import io.symbolon.SessionLimitException;
import io.symbolon.SessionTokens;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.rules.AccessTokenLife;
import io.symbolon.internal.session.Factors;
import io.symbolon.internal.session.SessionContents;
import io.symbolon.internal.token.AccessTokenContent;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.StoredSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Sign-in: inserts a session and issues its first tokens. Nothing is inserted before it is known that they can be made. */
public final class SessionCreation {
    private final NodeStorage storage;
    private final ListenerCalls listeners;
    private final TokenIssuing tokens;
    private final AccessTokenLife life;
    private final SessionPolicies policies;
    private final Clock clock;
    private final SessionIds ids;

    public SessionCreation(
            NodeStorage storage,
            ListenerCalls listeners,
            TokenIssuing tokens,
            AccessTokenLife life,
            SessionPolicies policies,
            Clock clock) {
        this.storage = storage;
        this.listeners = listeners;
        this.tokens = tokens;
        this.life = life;
        this.policies = policies;
        this.clock = clock;
        this.ids = new SessionIds(clock);
    }

    public SessionTokens create(String subject, SessionContext context, CreateOptions options) {
        TextRules.requireSubject(subject);
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(options, "options");
        options.accessTokenTtl().ifPresent(ttl -> life.require(ttl, "options' accessTokenTtl"));
        SessionContents contents = contents(context, options);
        SessionId id = ids.next(subject);
        String clientId = policies.requireClient(options.client());
        SessionPolicy policy = policies.of(clientId);
        long minimum = storage.view().minimumOf(subject);
        String claims = tokens.currentClaims(subject, contents.claims());
        Instant now = clock.instant();
        AccessTokenContent content = new AccessTokenContent(
                subject,
                id,
                clientId,
                contents.authorities(),
                contents.factors().at(now),
                Optional.empty(),
                claims);
        tokens.requireFits(content, options.maximumAccessTokenLength());
        tokens.requireSigner(content, now);

        InsertResult result = storage.insert(new SessionInsert(
                id,
                subject,
                clientId,
                tokens.refreshTokens().currentKeyId(),
                options.lifetime().orElse(policy.lifetime()),
                contents.toParts(),
                policy.limits(),
                minimum));
        StoredSession session = result.session().orElseThrow(() -> limitReached(result));
        boolean claimsMayBeOutdated = result.subjectMinimum() > minimum && tokens.claimsCanChange();
        SessionTokens issued =
                issue(session, contents, claimsMayBeOutdated ? Optional.empty() : Optional.of(claims), options);
        if (listeners.isNeeded()) {
            listeners.created(new SessionCreatedEvent(UserSessions.of(session), options.familiarity()));
        }
        return issued;
    }

    /** @param claims empty if the subject's access tokens were outdated while the claims were asked for */
    private SessionTokens issue(
            StoredSession session, SessionContents contents, Optional<String> claims, CreateOptions options) {
        try {
            String current = claims.orElseGet(() -> tokens.currentClaims(session.subject(), contents.claims()));
            if (claims.isEmpty()) {
                tokens.requireFits(
                        TokenIssuing.content(session, contents, current), options.maximumAccessTokenLength());
            }
            Answer answer = tokens.sign(session, contents, current, session.createdAt());
            return TokenIssuing.tokens(
                    session, contents, answer, tokens.refreshToken(session, contents), SessionTokens.Origin.SIGN_IN);
        } catch (RuntimeException | Error failed) {
            // Nobody gets this session's tokens.
            storage.end(session.id(), RevocationCause.SIGNED_OUT);
            throw failed;
        }
    }

    private static SessionContents contents(SessionContext context, CreateOptions options) {
        return new SessionContents(
                Json.write(options.claims()),
                options.authorities().map(Json::write),
                new Factors(options.factors()),
                context,
                context,
                options.accessTokenTtl(),
                options.description(),
                Optional.empty());
    }

    private static SessionLimitException limitReached(InsertResult result) {
        return new SessionLimitException(result.refusedAt()
                .orElseThrow(() -> new IllegalStateException("the storage refused a session that no limit forbids")));
    }
}
