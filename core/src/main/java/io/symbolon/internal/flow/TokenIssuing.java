package io.symbolon.internal.flow;

import io.symbolon.AnswerFailedException;
import io.symbolon.AnswerFailedException.Code;
import io.symbolon.ClaimsSource;
import io.symbolon.SessionTokens;
import io.symbolon.internal.claims.ClaimRules;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.rules.SessionExpiry;
import io.symbolon.internal.session.SessionContents;
import io.symbolon.internal.token.AccessTokenContent;
import io.symbolon.internal.token.AccessTokenIssuer;
import io.symbolon.internal.token.RefreshToken;
import io.symbolon.internal.token.RefreshTokenCodec;
import io.symbolon.storage.Generation;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes the tokens that a client gets. What cannot be made is an {@link AnswerFailedException}. Thread-safe. */
public final class TokenIssuing {
    private final AccessTokenIssuer issuer;
    private final RefreshTokenCodec refreshTokens;
    private final Optional<ClaimsSource> source;
    private final SessionPolicies policies;
    private final Duration jitter;

    /** @param jitter by how much shorter an access token may live, so that not all expire in the same second */
    public TokenIssuing(
            AccessTokenIssuer issuer,
            RefreshTokenCodec refreshTokens,
            Optional<ClaimsSource> source,
            SessionPolicies policies,
            Duration jitter) {
        this.issuer = issuer;
        this.refreshTokens = refreshTokens;
        this.source = source;
        this.policies = policies;
        this.jitter = jitter;
    }

    RefreshTokenCodec refreshTokens() {
        return refreshTokens;
    }

    /** Whether asking for the claims again can give another answer. */
    boolean claimsCanChange() {
        return source.isPresent();
    }

    /**
     * The claims of an access token: those kept with the session, and over them those that the application's source has
     * now.
     *
     * @param stored the text of the session's own claims
     * @return the text of a JSON object
     */
    String currentClaims(String subject, String stored) {
        return source.map(present -> merged(present, subject, stored)).orElse(stored);
    }

    /**
     * Makes sure that an access token fits, before anything is stored.
     *
     * @param maximumLength what the client can be given, if it has a limit of its own
     */
    void requireFits(AccessTokenContent content, OptionalInt maximumLength) {
        issuer.tooLong(content, maximumLength).ifPresent(message -> {
            throw new AnswerFailedException(Code.CLAIMS_TOO_LARGE, message, null);
        });
    }

    /** Asks a signer that can fail, such as hardware, for a signature that nobody gets. */
    void requireSigner(AccessTokenContent content, Instant now) {
        if (issuer.canFail()) {
            signed(content, 0, now, now);
        }
    }

    /**
     * Signs an access token.
     *
     * @param session as it will be after its write
     * @param now the storage's time
     */
    Answer sign(StoredSession session, SessionContents contents, String claims, Instant now) {
        Duration ttl = contents.accessTokenTtl()
                .orElseGet(() -> policies.of(session.clientId()).accessTokenTtl());
        Instant expiresAt = SessionExpiry.accessTokenExpiry(session, ttl.minus(anyJitter()), now);
        String token = signed(content(session, contents, claims), session.version(), now, expiresAt);
        return new Answer(token, expiresAt, session.version(), claims, now);
    }

    /** The signed token; signed again if the storage's clock has stepped back since. */
    Answer notAheadOf(Instant now, Answer signed, StoredSession session, SessionContents contents) {
        return now.isBefore(signed.signedAt()) ? sign(session, contents, signed.claims(), now) : signed;
    }

    /**
     * The refresh token of a session's current generation.
     *
     * @throws io.symbolon.InvalidRefreshTokenException with UNKNOWN_KEY if this node does not have its key
     */
    String refreshToken(StoredSession session, SessionContents contents) {
        Generation current = session.generation();
        boolean bound = contents.boundKey().isPresent();
        return refreshTokens.encode(new RefreshToken(current.refreshKeyId(), bound, session.id(), current.number()));
    }

    static SessionTokens tokens(
            StoredSession session,
            SessionContents contents,
            Answer answer,
            String refreshToken,
            SessionTokens.Origin origin) {
        return new SessionTokens(
                session.id(),
                answer.accessToken(),
                answer.expiresAt(),
                refreshToken,
                session.expiresAt(),
                origin,
                contents.binding());
    }

    static AccessTokenContent content(StoredSession session, SessionContents contents, String claims) {
        return new AccessTokenContent(
                session.subject(),
                session.id(),
                session.clientId(),
                contents.authorities(),
                contents.factors().at(session.createdAt()),
                contents.binding(),
                claims);
    }

    private Duration anyJitter() {
        return jitter.isZero()
                ? Duration.ZERO
                : Duration.ofMillis(ThreadLocalRandom.current().nextLong(jitter.toMillis() + 1));
    }

    private String signed(AccessTokenContent content, long version, Instant now, Instant expiresAt) {
        try {
            return issuer.issue(content, version, now, expiresAt);
        } catch (RuntimeException failed) {
            throw new AnswerFailedException(
                    Code.SIGNER_FAILED, "The access token could not be signed; nothing was stored. Retry.", failed);
        }
    }

    private static String merged(ClaimsSource source, String subject, String stored) {
        Map<String, @Nullable Object> fromSource;
        try {
            fromSource = ClaimRules.copyOf(
                    Objects.requireNonNull(source.claimsOf(subject), "the claims that the claims source gave"));
        } catch (RuntimeException failed) {
            throw new AnswerFailedException(
                    Code.CLAIMS_SOURCE_FAILED,
                    "The claims source failed, or gave claims that are not allowed; nothing was stored. Retry.",
                    failed);
        }
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(Json.readObject(stored));
        claims.putAll(fromSource);
        return Json.write(claims);
    }
}
