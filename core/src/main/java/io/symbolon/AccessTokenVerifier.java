package io.symbolon;

import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.flow.AccessTokenVerification;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.internal.token.AccessTokenRecognition;
import io.symbolon.internal.token.JwkSet;
import io.symbolon.internal.token.VerificationKey;
import io.symbolon.internal.token.VerificationKeys;
import io.symbolon.storage.RevocationLog;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Verifies access tokens in a service that issues none: it holds no secret but, if the issuer signs with one, that
 * secret, and needs no more than to read the revocation log.
 *
 * <pre>{@code
 * AccessTokenVerifier verifier = AccessTokenVerifier.builder()
 *         .issuer("https://login.example.com")
 *         .audience("https://api.example.com")
 *         .jwks(document)
 *         .revocations(revocationLog)
 *         .build();
 * AccessToken token = verifier.verify(text);
 * }</pre>
 *
 * <p>Safe for use by any number of threads, virtual ones included.
 */
public final class AccessTokenVerifier implements AutoCloseable {
    private final AccessTokenVerification verification;
    private final Optional<RevocationFollower> revocations;
    private final ListenerCalls listeners;
    private final AtomicBoolean closed = new AtomicBoolean();

    private AccessTokenVerifier(
            AccessTokenVerification verification, Optional<RevocationFollower> revocations, ListenerCalls listeners) {
        this.verification = verification;
        this.revocations = revocations;
        this.listeners = listeners;
    }

    /**
     * A builder. Issuer, audience, keys, and a decision about revocations are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Verifies an access token: signature, issuer, audience, times, and that it was not revoked. Does no I/O.
     *
     * @param accessToken the token's text, without a prefix such as {@code Bearer}
     * @return what the token says
     * @throws InvalidAccessTokenException if the token is not good
     * @throws IllegalStateException after {@link #close()}
     */
    public AccessToken verify(String accessToken) {
        requireOpen();
        return verification.verify(accessToken);
    }

    /**
     * How this node's view of the revocation log is. Does no I/O.
     *
     * @return the status of now; empty for a verifier {@linkplain Builder#withoutRevocations() without revocations}
     * @throws IllegalStateException after {@link #close()}
     */
    public Optional<RevocationStatus> revocationStatus() {
        requireOpen();
        return revocations.map(RevocationFollower::status);
    }

    /** Stops following the revocation log. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            revocations.ifPresent(RevocationFollower::close);
            listeners.close();
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("The access token verifier is closed.");
        }
    }

    /** Collects a verifier's configuration; checked as a whole by {@link #build()}. Not safe for use by many threads. */
    public static final class Builder {
        private Optional<String> issuer = Optional.empty();
        private Optional<String> audience = Optional.empty();
        private final List<VerificationKey> keys = new ArrayList<>();
        private Optional<RevocationLog> log = Optional.empty();
        private boolean withoutRevocations;
        private StalenessPolicy stalenessPolicy = StalenessPolicy.accept();
        private final List<SessionListener> listeners = new ArrayList<>();
        private int verifiedTokenCache = 10_000;
        private Duration clockSkew = Duration.ZERO;
        private Clock clock = Clock.systemUTC();

        Builder() {}

        /**
         * The only issuer that is accepted. Required.
         *
         * @param issuer claim {@code iss}
         * @return this builder
         */
        public Builder issuer(String issuer) {
            this.issuer = Optional.of(Objects.requireNonNull(issuer, "issuer"));
            return this;
        }

        /**
         * The audience that is accepted: this service's own name. Required.
         *
         * @param audience has to be among a token's audience, claim {@code aud}
         * @return this builder
         */
        public Builder audience(String audience) {
            this.audience = Optional.of(Objects.requireNonNull(audience, "audience"));
            return this;
        }

        /**
         * Verifies with the keys that a manager in another process has: for issuers that sign with a secret.
         *
         * @param keys may be called more than once
         * @return this builder
         */
        public Builder keys(SigningKeys keys) {
            this.keys.addAll(Objects.requireNonNull(keys, "keys").verifying());
            return this;
        }

        /**
         * Verifies with a public key. The {@code kid} of its tokens is its RFC 7638 thumbprint, as Symbolon issues them.
         *
         * @param algorithm any but HS256, HS384 and HS512
         * @param key may be called more than once
         * @return this builder
         * @throws IllegalArgumentException if the key is too short or of another kind
         */
        public Builder keys(JwsAlgorithm algorithm, PublicKey key) {
            this.keys.add(VerificationKey.of(algorithm, key));
            return this;
        }

        /**
         * Verifies with the public keys of a JWK set.
         *
         * @param document as {@link JwtUserSessionManager#jwks()} gives it (RFC 7517); each key needs {@code alg} and
         *     {@code kid}
         * @return this builder
         * @throws IllegalArgumentException if it is no JWK set, is empty, or one of its keys cannot be used
         */
        public Builder jwks(String document) {
            this.keys.addAll(JwkSet.read(Objects.requireNonNull(document, "document")));
            return this;
        }

        /**
         * Refuses revoked tokens. Either this or {@link #withoutRevocations()} is required.
         *
         * @param log a storage's revocation log; rights to read it are enough
         * @return this builder
         */
        public Builder revocations(RevocationLog log) {
            this.log = Optional.of(Objects.requireNonNull(log, "log"));
            return this;
        }

        /**
         * Accepts the tokens of ended sessions until they expire.
         *
         * @return this builder
         */
        public Builder withoutRevocations() {
            this.withoutRevocations = true;
            return this;
        }

        /**
         * What {@code verify} does while the revocation log does not answer. By default it goes on.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder stalenessPolicy(StalenessPolicy policy) {
            this.stalenessPolicy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Adds a listener; it hears {@link SessionListener#revoked} and {@link SessionListener#accessTokensExpired}.
         *
         * @param listener hears what happens to sessions
         * @return this builder
         */
        public Builder listener(SessionListener listener) {
            this.listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * How many verified tokens are remembered, so that their signature is checked once. By default 10,000.
         *
         * @param maximum how many of up to 1,024 characters; longer ones count as several. 0 for none.
         * @return this builder
         */
        public Builder verifiedTokenCache(int maximum) {
            this.verifiedTokenCache = maximum;
            return this;
        }

        /**
         * For how long an access token is accepted after it expired, and before it becomes valid. By default not at all.
         *
         * @param skew from zero to one hour
         * @return this builder
         */
        public Builder clockSkew(Duration skew) {
            this.clockSkew = Objects.requireNonNull(skew, "skew");
            return this;
        }

        /**
         * This node's clock. By default the system's.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Checks the configuration; with a revocation log, reads it whole and starts to follow it.
         *
         * @return a verifier that has caught up
         * @throws IllegalStateException if something is missing or contradicts itself, or this node's clock and the
         *     storage's are too far apart
         * @throws IllegalArgumentException if a setting is out of its range
         * @throws SessionStorageException if the log cannot be read, within 30 seconds
         */
        public AccessTokenVerifier build() {
            requireComplete();
            ManagerSettings.requireClockSkew(clockSkew);
            ManagerSettings.requireCacheSize(verifiedTokenCache);
            ListenerCalls calls = new ListenerCalls(listeners);
            Optional<RevocationFollower> revocations = log.map(present ->
                    new RevocationFollower(present, stalenessPolicy, missing -> {}, calls, clock, clockSkew));
            AccessTokenRecognition recognition = new AccessTokenRecognition(
                    VerificationKeys.of(keys),
                    issuer.orElseThrow(),
                    List.of(audience.orElseThrow()),
                    verifiedTokenCache);
            AccessTokenVerification verification =
                    new AccessTokenVerification(recognition, revocations, clock, clockSkew);
            try {
                revocations.ifPresent(RevocationFollower::start);
            } catch (RuntimeException failed) {
                calls.close();
                throw failed;
            }
            return new AccessTokenVerifier(verification, revocations, calls);
        }

        private void requireComplete() {
            List<String> missing = new ArrayList<>();
            if (issuer.isEmpty()) {
                missing.add("issuer(…)");
            }
            if (audience.isEmpty()) {
                missing.add("audience(…)");
            }
            if (keys.isEmpty()) {
                missing.add("keys(…) or jwks(…)");
            }
            if (log.isEmpty() && !withoutRevocations) {
                missing.add("revocations(…) or withoutRevocations()");
            }
            if (!missing.isEmpty()) {
                throw new IllegalStateException(
                        "The access token verifier's configuration lacks: " + String.join(", ", missing));
            }
            if (log.isPresent() && withoutRevocations) {
                throw new IllegalStateException(
                        "revocations(…) and withoutRevocations() contradict each other: choose one");
            }
        }
    }
}
