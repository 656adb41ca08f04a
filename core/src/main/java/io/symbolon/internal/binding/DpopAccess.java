package io.symbolon.internal.binding;

import io.symbolon.Binding;
import io.symbolon.BindingProof;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.keys.PublicJwk;
import io.symbolon.internal.token.DpopNonceCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges the proofs that come with access tokens (RFC 9449 section 4.3). A node that has our keys asks for a nonce; one
 * that only verifies has none, and goes by the time that the proof says. Thread-safe.
 */
public final class DpopAccess {
    private static final Duration MOST_OLD = Duration.ofMinutes(1);
    private static final Duration MOST_AHEAD = Duration.ofSeconds(5);
    private static final Duration LONGEST_USE = DpopNonceCodec.PERIOD.plus(DpopNonceCodec.MOST_AHEAD);
    private static final long LATEST_SECOND = Instant.MAX.getEpochSecond();

    private final Optional<DpopNonceCodec> nonces;
    private final Clock clock;
    private final Duration clockSkew;
    private final UsedProofs used;

    /**
     * A judge.
     *
     * @param nonces empty for a node without our keys
     * @param clockSkew for how much longer a proof without a nonce is good, before and after
     */
    public DpopAccess(Optional<DpopNonceCodec> nonces, Clock clock, Duration clockSkew) {
        this.nonces = nonces;
        this.clock = clock;
        this.clockSkew = clockSkew;
        this.used = new UsedProofs(LONGEST_USE.plus(clockSkew.multipliedBy(2)), clock);
    }

    /** A nonce for the next proof; empty on a node that asks for none. */
    public Optional<String> nonce() {
        return nonces.map(DpopNonceCodec::next);
    }

    /** The refusal of a token that needs a proof. */
    public InvalidAccessTokenException proofRequired() {
        return InvalidAccessTokenException.proofRequired(nonce());
    }

    /**
     * Accepts a proof, once.
     *
     * @param accessToken the text of a token that was verified
     * @param binding of that token
     * @throws InvalidAccessTokenException with PROOF_REQUIRED if only its nonce is missing or too old, else with
     *     INVALID_PROOF
     */
    public void require(String accessToken, Binding.Dpop binding, BindingProof.Dpop proof) {
        SignedProof signed = SignedProof.parse(proof)
                .filter(parsed -> isSignedBy(parsed, binding))
                .filter(parsed -> DpopRequest.isOf(parsed, proof))
                .filter(parsed -> parsed.claim("ath").equals(Optional.of(sha256(accessToken))))
                .orElseThrow(() -> new InvalidAccessTokenException(Code.INVALID_PROOF));
        if (!isFresh(signed)) {
            throw proofRequired();
        }
        String id = signed.claim("jti").orElseThrow();
        if (!used.add(binding.thumbprint(), id)) {
            throw new InvalidAccessTokenException(Code.INVALID_PROOF);
        }
    }

    private static boolean isSignedBy(SignedProof proof, Binding.Dpop binding) {
        Optional<PublicJwk> key = proof.shownKey();
        // The cheaper question first: a signature of another key need not be looked at.
        return key.filter(shown -> shown.thumbprint().equals(binding.thumbprint()))
                .filter(proof::isSignedBy)
                .isPresent();
    }

    private boolean isFresh(SignedProof proof) {
        return nonces.map(codec -> proof.challenge().filter(codec::isGood).isPresent())
                .orElseGet(() -> isRecent(proof));
    }

    private boolean isRecent(SignedProof proof) {
        return proof.number("iat")
                .filter(second -> second >= 0 && second <= LATEST_SECOND)
                .map(second -> Duration.between(Instant.ofEpochSecond(second), clock.instant()))
                .filter(age -> age.compareTo(MOST_OLD.plus(clockSkew)) <= 0)
                .filter(age -> age.compareTo(MOST_AHEAD.plus(clockSkew).negated()) >= 0)
                .isPresent();
    }

    /** RFC 9449 section 4.2: the SHA-256 of the token's ASCII. */
    private static String sha256(String accessToken) {
        try {
            byte[] text = accessToken.getBytes(StandardCharsets.US_ASCII);
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
