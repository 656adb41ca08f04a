package io.symbolon.internal.flow;

import io.symbolon.AccessToken;
import io.symbolon.Binding;
import io.symbolon.BindingProof;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.internal.binding.DpopAccess;
import io.symbolon.internal.event.OutcomeCalls;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.internal.revocation.RevocationView;
import io.symbolon.internal.revocation.Verdict;
import io.symbolon.internal.token.AccessTokenReader;
import io.symbolon.internal.token.ParsedAccessToken;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies access tokens. Time and revocation are judged on every call, for a token that was seen before too. No I/O. */
public final class AccessTokenVerification {
    private final AccessTokenReader reader;
    private final @Nullable RevocationFollower revocations;
    private final OutcomeCalls outcomes;
    private final Clock clock;
    private final long clockSkewMillis;
    private final DpopAccess proofs;

    /** @param revocations empty to accept tokens of ended sessions until they expire */
    public AccessTokenVerification(
            AccessTokenReader reader,
            Optional<RevocationFollower> revocations,
            OutcomeCalls outcomes,
            Clock clock,
            Duration clockSkew,
            DpopAccess proofs) {
        this.reader = reader;
        this.revocations = revocations.orElse(null);
        this.outcomes = outcomes;
        this.clock = clock;
        this.clockSkewMillis = clockSkew.toMillis();
        this.proofs = proofs;
    }

    public AccessToken verify(String accessToken) {
        return verify(accessToken, null, false);
    }

    /** Verifies once more a token whose proof, if it needs one, was judged before: a proof is good once. */
    public AccessToken verifyAgain(String accessToken) {
        return verify(accessToken, null, true);
    }

    /** Verifies a token that came with a proof. */
    public AccessToken verify(String accessToken, BindingProof.Dpop proof) {
        return verify(accessToken, Objects.requireNonNull(proof, "proof"), false);
    }

    private AccessToken verify(String accessToken, BindingProof.@Nullable Dpop proof, boolean wasProved) {
        AccessToken verified;
        try {
            verified = judge(accessToken);
            if (!wasProved) {
                requireProof(verified, accessToken, proof);
            }
        } catch (InvalidAccessTokenException refusal) {
            outcomes.verificationRefused(refusal, accessToken);
            throw refusal;
        }
        outcomes.verified();
        return verified;
    }

    /** A nonce for a client's next proof; empty on a node that asks for none. */
    public Optional<String> nonce() {
        return proofs.nonce();
    }

    /** The session of a token whose signature is good; nothing else is judged. */
    public SessionId sessionOf(String accessToken) {
        Objects.requireNonNull(accessToken, "accessToken");
        return reader.read(accessToken).token().sessionId();
    }

    private void requireProof(AccessToken token, String text, BindingProof.@Nullable Dpop proof) {
        if (token.binding().isPresent() && token.binding().get() instanceof Binding.Dpop key) {
            if (proof == null) {
                throw proofs.proofRequired();
            }
            proofs.require(text, key, proof);
        } else if (proof != null) {
            throw new InvalidAccessTokenException(Code.INVALID_PROOF);
        }
    }

    private AccessToken judge(String accessToken) {
        Objects.requireNonNull(accessToken, "accessToken");
        ParsedAccessToken parsed = reader.read(accessToken);
        AccessToken token = parsed.token();
        long now = clock.millis();
        Verdict verdict = verdict(parsed);
        if (verdict == Verdict.REVOKED) {
            throw revoked(token);
        }
        if (now - clockSkewMillis >= parsed.expiresAtMillis()) {
            throw new InvalidAccessTokenException(Code.EXPIRED);
        }
        if (now + clockSkewMillis < parsed.notBeforeMillis()) {
            throw new InvalidAccessTokenException(Code.NOT_YET_VALID);
        }
        if (verdict == Verdict.OUTDATED) {
            throw new InvalidAccessTokenException(Code.OUTDATED);
        }
        if (revocations != null && revocations.health().isStale(now)) {
            throw InvalidAccessTokenException.staleNode(revocations.health().reason(now));
        }
        return token;
    }

    private Verdict verdict(ParsedAccessToken parsed) {
        if (revocations == null) {
            return Verdict.CURRENT;
        }
        RevocationView view = revocations.view();
        AccessToken token = parsed.token();
        // Before the check: a change that comes between makes its answer good for this call only.
        long changes = view.changes(token.sessionId(), token.subject());
        if (parsed.wasCurrentAt(changes)) {
            return Verdict.CURRENT;
        }
        Verdict verdict = view.check(token.sessionId(), token.subject(), token.version());
        if (verdict == Verdict.CURRENT) {
            parsed.currentAt(changes);
        }
        return verdict;
    }

    private InvalidAccessTokenException revoked(AccessToken token) {
        Optional<RevocationCause> cause = revocations == null
                ? Optional.empty()
                : revocations.view().causeOfEnd(token.sessionId(), token.subject(), token.version());
        // The view may have forgotten it in this very moment.
        return cause.map(InvalidAccessTokenException::revoked)
                .orElseGet(() -> new InvalidAccessTokenException(Code.REVOKED));
    }
}
