package io.symbolon;

import io.symbolon.internal.claims.TextRules;
import io.symbolon.storage.UserSessionStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Sign-in, verification, refresh and sign-out of user sessions. One instance a process is enough; it is a node.
 *
 * <pre>{@code
 * try (JwtUserSessionManager sessions = JwtUserSessionManager.builder()
 *         .issuer("https://login.example.com")
 *         .audience("https://api.example.com")
 *         .signingKeys(SigningKeys.generate(JwsAlgorithm.ES256))
 *         .refreshTokenKeys(RefreshTokenKeys.generate())
 *         .storage(new InMemoryUserSessionStorage())
 *         .build()) {
 *     SessionTokens tokens = sessions.create("user-1", SessionContext.of("203.0.113.7"));
 *     AccessToken token = sessions.verify(tokens.accessToken());
 *     sessions.revoke(token.sessionId());
 * }
 * }</pre>
 *
 * <p>Calls block, except {@link #verify}, which does no I/O. Thread-safe, also for virtual threads. A missing or wrong argument is a {@link NullPointerException} or {@link IllegalArgumentException} that names
 * it; use after {@link #close()} is an {@link IllegalStateException}. Every method but {@code verify} may throw a
 * {@link SessionStorageException}, which says whether the call can be repeated.
 */
public final class JwtUserSessionManager implements AutoCloseable {
    private final ManagerWiring parts;
    private final AtomicBoolean closed = new AtomicBoolean();

    JwtUserSessionManager(ManagerWiring parts) {
        this.parts = parts;
    }

    /**
     * A builder. Issuer, audience, both kinds of keys and a storage are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Signs a subject in: starts a session. The application has authenticated the subject before.
     *
     * @param subject the user's id: not blank, at most 1,024 characters, opaque
     * @param context from where the client acts
     * @return the session's first tokens
     * @throws SessionLimitException if the subject has as many sessions as {@link SessionLimit#rejectNew(int)} allows
     */
    public SessionTokens create(String subject, SessionContext context) {
        return create(subject, context, CreateOptions.defaults());
    }

    /**
     * Signs a subject in with claims or times of the session's own.
     *
     * @param subject the user's id: not blank, at most 1,024 characters, opaque
     * @param context from where the client acts
     * @param options the session's own claims and times
     * @return the session's first tokens
     * @throws SessionLimitException if the subject has as many sessions as {@link SessionLimit#rejectNew(int)} allows
     * @throws AnswerFailedException if the tokens cannot be made; no session was created
     */
    public SessionTokens create(String subject, SessionContext context, CreateOptions options) {
        return parts().creation().create(subject, context, Objects.requireNonNull(options, "options"));
    }

    /**
     * Verifies an access token: signature, issuer, audience, times, and that it was not revoked. Does no I/O.
     *
     * @param accessToken the token's text, without a prefix such as {@code Bearer}
     * @return what the token says
     * @throws InvalidAccessTokenException if the token is not good
     */
    public AccessToken verify(String accessToken) {
        return parts().verification().verify(accessToken);
    }

    /**
     * Verifies an access token of a session that is bound by DPoP, and the proof that came with it (RFC 9449 section 7):
     * that the token's own key signed it, for this request and this token, with a nonce of ours that is good, and that this
     * node has not accepted it before. Does no I/O.
     *
     * <p>Such a token is never good without a proof: {@link #verify(String)} refuses it.
     *
     * @param accessToken the token's text, without the scheme {@code DPoP}
     * @param proof what the client sent, and for which request
     * @return what the token says
     * @throws InvalidAccessTokenException if the token is not good; with
     *     {@link InvalidAccessTokenException.Code#PROOF_REQUIRED} and a nonce if the proof's is missing or too old; with
     *     {@link InvalidAccessTokenException.Code#INVALID_PROOF} if the proof is not good, or the token is not bound by DPoP
     */
    public AccessToken verify(String accessToken, BindingProof.Dpop proof) {
        return parts().verification().verify(accessToken, proof);
    }

    /** Verifies once more a token whose proof, if it needs one, was judged before. */
    AccessToken verifyAgain(String accessToken) {
        return parts().verification().verifyAgain(accessToken);
    }

    /**
     * A nonce for a client's next DPoP proof (RFC 9449 section 8.2), so that it need not be refused to get one. Any node
     * with the refresh token keys accepts it. Does no I/O.
     *
     * @return a text of URL-safe characters, good for two minutes
     */
    public String dpopNonce() {
        return parts().verification().nonce().orElseThrow();
    }

    /**
     * Exchanges a refresh token for the next tokens. The session's claims stay. Within what {@link RefreshRotation}
     * allows, repeated and parallel calls with one token give the same next refresh token.
     *
     * @param refreshToken the token's text
     * @param context from where the client acts
     * @return the next tokens
     * @throws InvalidRefreshTokenException if the token is not good; its action says what the client should do
     */
    public SessionTokens refresh(String refreshToken, SessionContext context) {
        return refresh(refreshToken, RefreshRequest.of(context));
    }

    /**
     * Exchanges a refresh token for the next tokens, with other claims.
     *
     * @param refreshToken the token's text
     * @param context from where the client acts
     * @param claims take the place of the session's claims: JSON values by name, copied
     * @return the next tokens
     * @throws InvalidRefreshTokenException if the token is not good; its action says what the client should do
     * @throws IllegalArgumentException also if a claim's name is reserved, or a value is not one of JSON
     * @throws AnswerFailedException if the tokens cannot be made; nothing was stored
     */
    public SessionTokens refresh(String refreshToken, SessionContext context, Map<String, ?> claims) {
        return refresh(refreshToken, RefreshRequest.of(context).withClaims(claims));
    }

    /**
     * Exchanges a refresh token for the next tokens, as the request says.
     *
     * <p>Where the tokens cannot be made, nothing is stored: the same refresh token is good at the next try.
     *
     * @param refreshToken the token's text
     * @param request from where the client acts, and what it asks for
     * @return the next tokens. While the presented token is the current one and younger than the grace of
     *     {@link RefreshRotation}, it comes back itself
     * @throws InvalidRefreshTokenException if the token is not good; its action says what the client should do
     * @throws AnswerFailedException if the tokens cannot be made
     */
    public SessionTokens refresh(String refreshToken, RefreshRequest request) {
        return parts().refresh().refresh(refreshToken, request);
    }

    /**
     * Finds a live session.
     *
     * @param session its id
     * @return the session, or empty if it has expired, was ended, or never was
     */
    public Optional<UserSession> find(SessionId session) {
        return parts().lookup().find(session);
    }

    /**
     * Lists the live sessions of a subject, all of them: of a subject with very many, read it by
     * {@linkplain #list(String, int) pages}.
     *
     * @param subject the user's id
     * @return by descending session id, which is newest first
     */
    public List<UserSession> list(String subject) {
        return parts().lookup().list(subject);
    }

    /**
     * Lists the newest live sessions of a subject. However many the subject has, this costs no more than the page.
     *
     * @param subject the user's id
     * @param limit how many at most, from 1 to 1,000
     * @return by descending session id; fewer than the limit only if there are no more
     * @throws IllegalArgumentException if the limit is out of its range
     */
    public List<UserSession> list(String subject, int limit) {
        return parts().lookup().page(subject, limit, Optional.empty());
    }

    /**
     * Lists the live sessions of a subject that follow another one, which is how a long list is read: the last id of a
     * page names where the next one starts. The order is the same on every node, and sessions that come or go meanwhile
     * move no other one to another page.
     *
     * @param subject the user's id
     * @param limit how many at most, from 1 to 1,000
     * @param after those with lower ids are listed; it may have ended, and need not be one of the subject's
     * @return by descending session id; fewer than the limit only if there are no more
     * @throws IllegalArgumentException if the limit is out of its range
     */
    public List<UserSession> list(String subject, int limit, SessionId after) {
        return parts().lookup().page(subject, limit, Optional.of(Objects.requireNonNull(after, "after")));
    }

    /**
     * Reads a refresh token without asking the storage: for a caller that was presented several, and has to know which
     * of them is the newest of which session.
     *
     * @param refreshToken the token's text
     * @return what it says of itself
     * @throws InvalidRefreshTokenException if none of our keys made it
     */
    public RefreshTokenIdentity identify(String refreshToken) {
        return parts().refresh().identify(refreshToken);
    }

    /**
     * Reads the session of an access token whose signature is good, even if it has expired or was revoked: to end the
     * session of a client that signs out late. It proves nothing else; to let a request in, {@link #verify} it.
     *
     * @param accessToken the token's text
     * @return the session's id
     * @throws InvalidAccessTokenException if the token was not issued by us, for us
     */
    public SessionId sessionOf(String accessToken) {
        return parts().verification().sessionOf(accessToken);
    }

    /**
     * Ends a session, with the cause {@link RevocationCause#SIGNED_OUT}. When this returns, its access tokens are refused
     * here; on the other nodes one notification later.
     *
     * @param session its id
     * @return false if there was none; its access tokens, if there are any, are dead all the same
     */
    public boolean revoke(SessionId session) {
        return revoke(session, RevocationCause.SIGNED_OUT);
    }

    /**
     * Ends a session for a cause, which is told to the listeners, and to the client when its token is refused.
     *
     * @param session its id
     * @param cause any but {@link RevocationCause#UNKNOWN}
     * @return false if there was none; its access tokens, if there are any, are dead all the same
     */
    public boolean revoke(SessionId session, RevocationCause cause) {
        return parts().revocation().revoke(session, cause);
    }

    /**
     * Ends the session of a refresh token, as a client does that signs out after its access token has expired.
     *
     * @param refreshToken the text of the session's refresh token; one that was exchanged already will do
     * @return false if the session had ended before
     * @throws InvalidRefreshTokenException if the token is not one of ours
     */
    public boolean revokeByRefreshToken(String refreshToken) {
        return parts().revocation().revokeByRefreshToken(refreshToken);
    }

    /**
     * Ends all sessions of a subject, with the cause {@link RevocationCause#SIGNED_OUT}. Sessions that are created later
     * are not affected, not even in the same millisecond.
     *
     * @param subject the user's id
     * @return how many were live
     */
    public int revokeAll(String subject) {
        return revokeAll(subject, RevocationCause.SIGNED_OUT);
    }

    /**
     * Ends all sessions of a subject for a cause.
     *
     * @param subject the user's id
     * @param cause any but {@link RevocationCause#UNKNOWN}
     * @return how many were live
     */
    public int revokeAll(String subject, RevocationCause cause) {
        return parts().revocation().revokeAll(subject, cause);
    }

    /**
     * Ends all sessions of a session's subject but that one, with the cause
     * {@link RevocationCause#SIGNED_OUT_FROM_ANOTHER_SESSION}. The kept session's tokens stay valid.
     *
     * @param keep the session that goes on
     * @return how many were ended
     * @throws IllegalArgumentException if there is no such session; then nothing is ended
     */
    public int revokeOthers(SessionId keep) {
        return revokeOthers(keep, RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION);
    }

    /**
     * Ends all sessions of a session's subject but that one for a cause, such as
     * {@link RevocationCause#CREDENTIALS_CHANGED} after a new password. The kept session's tokens stay valid.
     *
     * @param keep the session that goes on
     * @param cause any but {@link RevocationCause#UNKNOWN}
     * @return how many were ended
     * @throws IllegalArgumentException if there is no such session; then nothing is ended
     */
    public int revokeOthers(SessionId keep, RevocationCause cause) {
        return parts().revocation().revokeOthers(keep, cause);
    }

    /**
     * The red button: ends all sessions of all subjects, in a time that does not depend on how many there are. For the day
     * when a key has leaked, or tokens have. Sessions that are created later are not affected, not even in the same
     * millisecond; one whose sign-in is under way may be.
     *
     * <p>Each of the storage's partitions is ended by itself, so a fault may leave some undone: the answer tells, and the
     * same call finishes it. A repeated call ends everything once more, and so what was created between the two.
     *
     * @param cause any but {@link RevocationCause#UNKNOWN}
     * @return how much was done
     * @throws SessionStorageException if nothing could be done
     */
    public EverythingRevoked revokeEverything(RevocationCause cause) {
        return parts().revocation().revokeEverything(cause);
    }

    /**
     * Makes a session's access tokens of now useless, so that its client refreshes. The session goes on.
     *
     * <p>The next access token has the claims that the {@link ClaimsSource} gives then. Without a source it has the
     * session's own claims, which this does not change: use {@link #setClaims} for that.
     *
     * @param session its id
     * @return false if there is none
     */
    public boolean expireAccessTokens(SessionId session) {
        return parts().revocation().expireAccessTokens(session);
    }

    /**
     * Makes all access tokens that a subject has now useless, so that its clients refresh. The sessions go on.
     *
     * <p>The next access tokens have the claims that the {@link ClaimsSource} gives then. Without a source they have the
     * sessions' own claims, which this does not change: use {@link #setClaims} for that.
     *
     * @param subject the user's id
     * @return how many sessions are live
     */
    public int expireAccessTokens(String subject) {
        return parts().revocation().expireAccessTokens(subject);
    }

    /**
     * Gives a session other claims and makes its access tokens of now useless, in one step, so that its client refreshes
     * and gets them. A refresh in flight never brings the old claims back.
     *
     * @param session its id
     * @param claims take the place of the session's claims: JSON values by name, copied
     * @return false if there is none
     * @throws IllegalArgumentException if a claim's name is reserved or a value is not one of JSON
     * @throws AnswerFailedException if the claims make an access token longer than 8,192 characters; nothing was stored
     */
    public boolean setClaims(SessionId session, Map<String, ?> claims) {
        return parts().change().setClaims(session, claims);
    }

    /**
     * Gives a session another description: a name that its user recognises, and attributes. No token has it, and the
     * session's tokens stay valid.
     *
     * @param session its id
     * @param description takes the place of the one before
     * @return false if there is none
     */
    public boolean describe(SessionId session, SessionDescription description) {
        Objects.requireNonNull(description, "description");
        return describe(session, before -> description);
    }

    /**
     * Changes a session's description, such as its name only. Where others change it at the same time, nothing is lost:
     * the change is made again from what they wrote.
     *
     * @param session its id
     * @param change makes the new description from the one before; may be called several times
     * @return false if there is no such session
     */
    public boolean describe(SessionId session, UnaryOperator<SessionDescription> change) {
        return parts().change().describe(session, Objects.requireNonNull(change, "change"));
    }

    /**
     * Gives new tokens to the client of a session whose user has just authenticated again: a step-up (RFC 9470). The
     * session gets the factors, and never becomes a second one.
     *
     * <p>The refresh token always changes. One from before never buys the factors: within the grace of
     * {@link RefreshRotation} it is answered {@link InvalidRefreshTokenException.Code#SUPERSEDED}, and after it the
     * session ends as on any reuse. Repeated within the grace, as after a lost answer, this gives the same refresh token.
     *
     * @param session its id: that of the access token which the request brought
     * @param context from where the client acts; the {@link ContextGuard} is asked
     * @param factors what the user has proved, such as {@code otp}; at least one
     * @return the next tokens
     * @throws InvalidRefreshTokenException as {@link #refresh(String, SessionContext)}
     * @throws AnswerFailedException if the tokens cannot be made; nothing was stored
     */
    public SessionTokens reauthenticated(SessionId session, SessionContext context, String... factors) {
        return reauthenticated(session, ReauthenticationRequest.of(context).withFactors(factors));
    }

    /**
     * Gives new tokens to the client of a session whose user has authenticated again, as the request says.
     *
     * @param session its id: that of the access token which the request brought
     * @param request from where the client acts, and what the user has proved
     * @return the next tokens
     * @throws IllegalArgumentException if the request names no factor
     * @throws InvalidRefreshTokenException as {@link #refresh(String, SessionContext)}
     * @throws AnswerFailedException if the tokens cannot be made; nothing was stored
     */
    public SessionTokens reauthenticated(SessionId session, ReauthenticationRequest request) {
        return parts().reauthentication().reauthenticated(session, Objects.requireNonNull(request, "request"));
    }

    /**
     * The challenge that a client answers to bind its session to a key: it signs a proof with this in it, for {@link #bind}.
     * It is given with the tokens of a sign-in or a step-up and with no others: a thief of an unbound session's tokens could
     * bind it to his own key. Does no I/O.
     *
     * @param tokens as {@link #create} or {@link #reauthenticated} just gave them
     * @return a text of URL-safe characters, good for two minutes from when the tokens were given, or until the first refresh
     *     after the grace of {@link RefreshRotation}
     * @throws IllegalArgumentException if the tokens come from a refresh or a binding, or the session is bound
     * @throws InvalidRefreshTokenException if they are not ours
     */
    public String registrationChallenge(SessionTokens tokens) {
        return parts().binding().challenge(tokens);
    }

    /**
     * Binds a session to a key that its client has proved to hold: once, and until the session ends. From then on
     * {@link #refresh(String, RefreshRequest)} needs a fresh proof of it.
     *
     * <p>The refresh token always changes. One from before never goes on without a proof, and the access tokens of before
     * are good until they expire. Repeated within the grace of {@link RefreshRotation} with the same key, as after a lost
     * answer, this gives the same refresh token; of two keys that race one wins.
     *
     * @param session its id: that of the access token which the request brought
     * @param proof answers the {@link #registrationChallenge}, and shows the key
     * @return the next tokens
     * @throws BindingRefusedException if the proof or its challenge is not good, or the session is bound already; the session
     *     goes on as it was
     * @throws InvalidRefreshTokenException with {@link InvalidRefreshTokenException.Code#SESSION_NOT_FOUND} if it is over
     * @throws AnswerFailedException if the tokens cannot be made; nothing was stored
     */
    public SessionTokens bind(SessionId session, BindingProof proof) {
        return parts().binding().bind(session, proof, OptionalInt.empty());
    }

    /**
     * Binds a session, with a limit for the access token's length, such as what fits into a cookie: it gets about 70
     * characters longer. Where it would be longer, nothing is stored.
     *
     * @param session its id: that of the access token which the request brought
     * @param proof answers the {@link #registrationChallenge}, and shows the key
     * @param maximumAccessTokenLength in characters, at least 1; more than 8,192 has no effect
     * @return the next tokens
     * @throws BindingRefusedException as {@link #bind(SessionId, BindingProof)}
     * @throws InvalidRefreshTokenException as {@link #bind(SessionId, BindingProof)}
     * @throws AnswerFailedException if the tokens cannot be made; nothing was stored
     * @throws IllegalArgumentException if the length is not positive
     */
    public SessionTokens bind(SessionId session, BindingProof proof, int maximumAccessTokenLength) {
        int limit = RefreshRequest.requireLength(maximumAccessTokenLength);
        return parts().binding().bind(session, proof, OptionalInt.of(limit));
    }

    /**
     * Device tokens, which tell whether a subject has signed in from a device before. Any node with the refresh token keys
     * can read them.
     *
     * @return what makes and reads them
     */
    public DeviceTokens deviceTokens() {
        return parts().deviceTokens();
    }

    /**
     * Makes a token that ends a session and does nothing else: for the link of a mail that asks whether it was the user
     * who signed in. Mail scanners follow links, so let {@code GET} show a page and only {@code POST} end the session.
     * Does no I/O; any node with the refresh token keys can check it.
     *
     * @param session its id
     * @param ttl how long the token is good, from 1 second to 366 days
     * @return the token's text
     * @throws IllegalArgumentException if the time is out of its range
     */
    public String endingToken(SessionId session, Duration ttl) {
        return parts().revocation().endingToken(session, ttl);
    }

    /**
     * Ends the session of an ending token, with the cause {@link RevocationCause#NOT_RECOGNIZED}.
     *
     * @param endingToken as {@link #endingToken} made it
     * @return false if the session had ended before
     * @throws IllegalArgumentException if the token is damaged, has expired, or is not one of ours
     */
    public boolean revokeByEndingToken(String endingToken) {
        return parts().revocation().revokeByEndingToken(endingToken);
    }

    /**
     * The state of this node's copy of the revocation log. Does no I/O.
     *
     * @return the current status
     */
    public RevocationStatus revocationStatus() {
        return parts().revocations().status();
    }

    /**
     * The revocation log for verifiers that cannot reach the storage: what a feed gives them. Each call makes one with a
     * bound of its own, so call it once.
     *
     * @param maximumWaiters how many reads may wait at once, from 1 to 100,000; each holds its caller's thread
     * @return the log, which ends with this manager
     * @throws IllegalArgumentException if the number is out of its range
     */
    public SharedRevocationLog sharedRevocationLog(int maximumWaiters) {
        return new SharedRevocationLog(parts().revocations().sharedReads(), parts().cursors(), maximumWaiters);
    }

    /**
     * The public keys that verify this manager's access tokens, for services that only verify. Secrets are left out.
     *
     * @return the text of a JWK set (RFC 7517)
     */
    public String jwks() {
        return parts().jwks();
    }

    /** Stops following the revocation log and tells the listeners what is waiting. The storage stays open. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            parts.close();
        }
    }

    private ManagerWiring parts() {
        if (closed.get()) {
            throw new IllegalStateException("The session manager is closed.");
        }
        return parts;
    }

    /** Collects a manager's configuration; checked as a whole by {@link #build()}. Not thread-safe. */
    public static final class Builder {
        final ManagerSettings settings = new ManagerSettings();

        Builder() {}

        /**
         * Who issues the tokens: claim {@code iss}, and the only issuer that {@code verify} accepts. Required.
         *
         * @param issuer usually an https URL
         * @return this builder
         */
        public Builder issuer(String issuer) {
            settings.issuer = Objects.requireNonNull(issuer, "issuer");
            return this;
        }

        /**
         * For whom the tokens are: claim {@code aud}. Required.
         *
         * @param audience one or more services
         * @return this builder
         */
        public Builder audience(String... audience) {
            settings.audience = Stream.of(Objects.requireNonNull(audience, "audience"))
                    .map(member -> Objects.requireNonNull(member, "audience"))
                    .toList();
            return this;
        }

        /**
         * The one audience that {@code verify} accepts: this service's own name. By default any of those that the
         * issued tokens have.
         *
         * @param audience has to be among a token's audience
         * @return this builder
         */
        public Builder acceptAudience(String audience) {
            settings.acceptedAudience = Optional.of(Objects.requireNonNull(audience, "audience"));
            return this;
        }

        /**
         * Which client the tokens are for: claim {@code client_id} (RFC 9068 section 2.2). By default the issuer.
         *
         * @param clientId the client's id
         * @return this builder
         */
        public Builder clientId(String clientId) {
            settings.clientId = Optional.of(Objects.requireNonNull(clientId, "clientId"));
            return this;
        }

        /**
         * The keys of the access tokens. Required.
         *
         * @param keys the same on all nodes
         * @return this builder
         */
        public Builder signingKeys(SigningKeys keys) {
            settings.signingKeys = Objects.requireNonNull(keys, "keys");
            return this;
        }

        /**
         * The keys of the refresh tokens. Required.
         *
         * @param keys the same on all nodes
         * @return this builder
         */
        public Builder refreshTokenKeys(RefreshTokenKeys keys) {
            settings.refreshTokenKeys = Objects.requireNonNull(keys, "keys");
            return this;
        }

        /**
         * How long a client whose refresh token was made by a key that this node does not have shall retry, counted from
         * when this node first met that key: until then a roll-out may be under way. Afterwards the client has to sign
         * in. By default 10 minutes.
         *
         * @param period zero or more
         * @return this builder
         */
        public Builder keyRollOut(Duration period) {
            settings.keyRollOut = Objects.requireNonNull(period, "period");
            return this;
        }

        /**
         * Says that refresh tokens of keys that this node does not have will never be good again, as after keys were
         * replaced and not rolled over: their clients have to sign in at once.
         *
         * @return this builder
         */
        public Builder oldKeysGone() {
            return keyRollOut(Duration.ZERO);
        }

        /**
         * How long access tokens live. By default 15 minutes.
         *
         * @param ttl at least 1 second; with the clock skew and the log's clock margin at most the time for which the storage keeps revocations
         * @return this builder
         */
        public Builder accessTokenTtl(Duration ttl) {
            settings.accessTokenTtl = Objects.requireNonNull(ttl, "ttl");
            return this;
        }

        /**
         * How long sessions live. By default 14 days idle, 90 days in all.
         *
         * @param lifetime idle and absolute time
         * @return this builder
         */
        public Builder lifetime(SessionLifetime lifetime) {
            settings.lifetime = Objects.requireNonNull(lifetime, "lifetime");
            return this;
        }

        /**
         * What becomes of exchanged refresh tokens. By default 30 seconds of grace.
         *
         * @param rotation the policy
         * @return this builder
         */
        public Builder rotation(RefreshRotation rotation) {
            settings.rotation = Objects.requireNonNull(rotation, "rotation");
            return this;
        }

        /**
         * How many sessions a subject may have. By default any number.
         *
         * @param limit the policy
         * @return this builder
         */
        public Builder sessionLimit(SessionLimit limit) {
            settings.sessionLimit = Objects.requireNonNull(limit, "limit");
            return this;
        }

        /**
         * From where a session may be refreshed. By default from the device that signed in.
         *
         * @param guard the policy
         * @return this builder
         */
        public Builder contextGuard(ContextGuard guard) {
            settings.contextGuard = Objects.requireNonNull(guard, "guard");
            return this;
        }

        /**
         * Adds a client, such as {@code ios}, with what is special about its sessions: see
         * {@link CreateOptions#withClient}. Once one is added, a sign-in may only name a client that was added, or the
         * builder's {@link #clientId}.
         *
         * @param clientId the client's id: claim {@code client_id}
         * @param policy what its sessions have; {@link ClientPolicy#defaults()} for nothing special
         * @return this builder
         * @throws IllegalArgumentException if it was added before, is longer than 1,024 characters, or holds an unpaired
         *     surrogate
         */
        public Builder client(String clientId, ClientPolicy policy) {
            TextRules.requireText(clientId, "clientId");
            if (settings.clients.putIfAbsent(clientId, Objects.requireNonNull(policy, "policy")) != null) {
                throw new IllegalArgumentException("the client " + clientId + " was added before");
            }
            return this;
        }

        /**
         * By how much shorter than {@link #accessTokenTtl} an access token may live, each by another time, so that clients
         * which got theirs in the same second do not come back in the same second. By default not at all.
         *
         * @param atMost from zero to half of the access tokens' life
         * @return this builder
         */
        public Builder expiryJitter(Duration atMost) {
            settings.expiryJitter = Objects.requireNonNull(atMost, "atMost");
            return this;
        }

        /**
         * What {@code verify} does while the revocation log does not answer. By default it goes on.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder stalenessPolicy(StalenessPolicy policy) {
            settings.verification.stalenessPolicy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Where sessions are kept. Required. The manager does not close it.
         *
         * @param storage may be shared by several managers
         * @return this builder
         */
        public Builder storage(UserSessionStorage storage) {
            settings.storage = Objects.requireNonNull(storage, "storage");
            return this;
        }

        /**
         * Where a subject's current claims come from, at each sign-in and refresh. By default there is none.
         *
         * @param source the source
         * @return this builder
         */
        public Builder claimsSource(ClaimsSource source) {
            settings.claimsSource = Optional.of(Objects.requireNonNull(source, "source"));
            return this;
        }

        /**
         * Adds a listener.
         *
         * @param listener hears what happens to sessions
         * @return this builder
         */
        public Builder listener(SessionListener listener) {
            settings.verification.listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Adds a listener that counts.
         *
         * @param listener hears what comes of each {@code verify} and {@code refresh}, on the caller's thread
         * @return this builder
         */
        public Builder outcomeListener(OutcomeListener listener) {
            settings.verification.outcomeListeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * How many verified tokens are remembered, so that their signature is checked once. By default 10,000.
         *
         * @param maximum how many of up to 1,024 characters; longer ones count as several. 0 for none.
         * @return this builder
         */
        public Builder verifiedTokenCache(int maximum) {
            settings.verification.verifiedTokenCache = maximum;
            return this;
        }

        /**
         * For how long an access token is accepted after it expired, and before it becomes valid, as nodes' clocks may
         * differ. By default not at all.
         *
         * @param skew from zero to one hour
         * @return this builder
         */
        public Builder clockSkew(Duration skew) {
            settings.verification.clockSkew = Objects.requireNonNull(skew, "skew");
            return this;
        }

        /**
         * This node's clock, by which {@code verify} judges. By default the system's. All other times come from the
         * storage.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            settings.verification.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Checks the configuration, reads the whole revocation log, and starts to follow it. A log of millions of
         * revocations takes a while; this waits for as long as something is read.
         *
         * @return a manager that has caught up
         * @throws IllegalStateException if something is missing, or this node's clock and the storage's are too far apart
         * @throws IllegalArgumentException if settings are out of range or do not go together
         * @throws SessionStorageException if the storage cannot be read, or does not answer for 30 seconds
         */
        public JwtUserSessionManager build() {
            return new JwtUserSessionManager(ManagerWiring.of(settings));
        }
    }
}
