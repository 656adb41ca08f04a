package io.symbolon;

import io.symbolon.internal.jwks.JwksEndpoint;
import io.symbolon.internal.keys.JwkSet;
import io.symbolon.internal.keys.PemKeys;
import io.symbolon.internal.keys.VerificationKey;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.storage.RevocationLog;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
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
 * <p>Thread-safe, also for virtual threads.
 */
public final class AccessTokenVerifier implements AutoCloseable {
    private final VerifierWiring parts;
    private final AtomicBoolean closed = new AtomicBoolean();

    AccessTokenVerifier(VerifierWiring parts) {
        this.parts = parts;
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
        return parts().verification().verify(accessToken);
    }

    /**
     * Verifies an access token of a session that is bound by DPoP, and the proof that came with it (RFC 9449 section 7):
     * that the token's own key signed it less than a minute ago, for this request and this token, and that this verifier has
     * not accepted it before. It asks for no nonce, as it has no secret to make one with: the client's clock counts. Does no
     * I/O.
     *
     * <p>Such a token is never good without a proof: {@link #verify(String)} refuses it.
     *
     * @param accessToken the token's text, without the scheme {@code DPoP}
     * @param proof what the client sent, and for which request
     * @return what the token says
     * @throws InvalidAccessTokenException if the token or the proof is not good
     * @throws IllegalStateException after {@link #close()}
     */
    public AccessToken verify(String accessToken, BindingProof.Dpop proof) {
        return parts().verification().verify(accessToken, proof);
    }

    /** Verifies once more a token whose proof, if it needs one, was judged before. */
    AccessToken verifyAgain(String accessToken) {
        return parts().verification().verifyAgain(accessToken);
    }

    /**
     * The state of this node's copy of the revocation log. Does no I/O.
     *
     * @return the current status; empty for a verifier {@linkplain Builder#withoutRevocations() without revocations}
     * @throws IllegalStateException after {@link #close()}
     */
    public Optional<RevocationStatus> revocationStatus() {
        return parts().revocations().map(RevocationFollower::status);
    }

    /** Stops following the revocation log and fetching keys. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            parts.close();
        }
    }

    private VerifierWiring parts() {
        if (closed.get()) {
            throw new IllegalStateException("The access token verifier is closed.");
        }
        return parts;
    }

    /** Collects a verifier's configuration; checked as a whole by {@link #build()}. Not thread-safe. */
    public static final class Builder {
        private final VerifierSettings settings = new VerifierSettings();

        Builder() {}

        /**
         * The only issuer that is accepted. Required.
         *
         * @param issuer claim {@code iss}
         * @return this builder
         */
        public Builder issuer(String issuer) {
            settings.issuer = Optional.of(Objects.requireNonNull(issuer, "issuer"));
            return this;
        }

        /**
         * The audience that is accepted: this service's own name. Required.
         *
         * @param audience has to be among a token's audience, claim {@code aud}
         * @return this builder
         */
        public Builder audience(String audience) {
            settings.audience = Optional.of(Objects.requireNonNull(audience, "audience"));
            return this;
        }

        /**
         * Verifies with the keys that a manager in another process has: for issuers that sign with a secret.
         *
         * @param keys may be called more than once
         * @return this builder
         */
        public Builder keys(SigningKeys keys) {
            settings.keys.addAll(Objects.requireNonNull(keys, "keys").verifying());
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
            settings.keys.add(VerificationKey.of(algorithm, key));
            return this;
        }

        /**
         * Verifies with public keys in PEM. The {@code kid} of their tokens is their RFC 7638 thumbprint, as Symbolon
         * issues them.
         *
         * @param algorithm any but HS256, HS384 and HS512
         * @param pem text with one or more blocks {@code PUBLIC KEY}, as {@code openssl pkey -pubout} writes them
         * @return this builder
         * @throws IllegalArgumentException that says what is wrong and how to put it right, without any of the text
         */
        public Builder keysFromPem(JwsAlgorithm algorithm, String pem) {
            PemKeys.publicKeys(algorithm, pem).forEach(key -> keys(algorithm, key));
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
            settings.keys.addAll(JwkSet.read(Objects.requireNonNull(document, "document")));
            return this;
        }

        /**
         * Verifies with the public keys of a JWK set at an address, which is fetched before {@link #build()} returns, and
         * then in the background: every five minutes, and when a token comes that no key belongs to, at most once a
         * minute. So a key that the issuer adds is known here within a minute, and one that it withdraws is forgotten
         * within five. While the source fails, the last good set goes on and the log says so. Never blocks {@code verify}.
         *
         * <p>Keys for other uses, key types or algorithms are left out, as RFC 7517 section 5 asks. A set is refused as a
         * whole if it shows a private key or a secret, if a key for verification has no {@code alg} or no {@code kid} or
         * cannot be used, or if it has more than 100 keys or 256 KiB.
         *
         * @param source an https URL, or an http URL of {@code localhost}; the last one given counts
         * @return this builder
         * @throws IllegalArgumentException if it is neither, or holds a password
         */
        public Builder jwks(URI source) {
            settings.jwks = Optional.of(JwksEndpoint.of(source));
            return this;
        }

        /**
         * The same by a client of the caller's: with its own trusted certificates, proxy or authentication.
         *
         * @param source an https URL, or an http URL of {@code localhost}; the last one given counts
         * @param client one that does not follow redirects, or only those that do not leave https; stays the caller's
         * @return this builder
         * @throws IllegalArgumentException if source or client are not as above
         */
        public Builder jwks(URI source, HttpClient client) {
            settings.jwks = Optional.of(JwksEndpoint.of(source, client));
            return this;
        }

        /**
         * Refuses revoked tokens. Either this or {@link #withoutRevocations()} is required.
         *
         * @param log a storage's revocation log; rights to read it are enough
         * @return this builder
         */
        public Builder revocations(RevocationLog log) {
            settings.log = Optional.of(Objects.requireNonNull(log, "log"));
            return this;
        }

        /**
         * Accepts the tokens of ended sessions until they expire.
         *
         * @return this builder
         */
        public Builder withoutRevocations() {
            settings.withoutRevocations = true;
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
         * Adds a listener; it hears {@link SessionListener#revoked} and {@link SessionListener#accessTokensExpired}.
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
         * @param listener hears what comes of each {@code verify}, on the caller's thread
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
         * For how long an access token is accepted after it expired, and before it becomes valid. By default not at all.
         *
         * @param skew from zero to one hour
         * @return this builder
         */
        public Builder clockSkew(Duration skew) {
            settings.verification.clockSkew = Objects.requireNonNull(skew, "skew");
            return this;
        }

        /**
         * This node's clock. By default the system's.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            settings.verification.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Checks the configuration; with a JWK set's address, fetches it; with a revocation log, reads it whole and
         * starts to follow it. A log of millions of revocations takes a while; this waits for as long as something is
         * read.
         *
         * @return a verifier that has caught up
         * @throws IllegalStateException if something is missing or contradicts itself, or this node's clock and the
         *     storage's are too far apart
         * @throws IllegalArgumentException if a setting is out of its range
         * @throws UncheckedIOException if the JWK set cannot be fetched within 10 seconds, or is not in order
         * @throws SessionStorageException if the log cannot be read, or does not answer for 30 seconds
         */
        public AccessTokenVerifier build() {
            return new AccessTokenVerifier(VerifierWiring.of(settings));
        }
    }
}
