package io.symbolon.internal.flow;

import io.symbolon.BindingProof;
import io.symbolon.BindingRefusedException;
import io.symbolon.BindingRefusedException.Code;
import io.symbolon.SessionId;
import io.symbolon.SessionTokens;
import io.symbolon.SessionTokens.Origin;
import io.symbolon.internal.binding.Registration;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.rules.RotationDecision;
import io.symbolon.internal.session.BoundKey;
import io.symbolon.internal.session.SessionContents;
import io.symbolon.internal.token.RefreshToken;
import io.symbolon.internal.token.RegistrationChallengeCodec;
import io.symbolon.internal.token.RegistrationChallengeCodec.Challenge;
import io.symbolon.storage.Generation;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Binds a session to a key: once, and with a new generation, so that no refresh token from before goes on without a proof.
 * Only a sign-in or a step-up leads to it: who has no more than a stolen token must not bind the session to his own key.
 */
public final class SessionBinding {
    private static final Duration CHALLENGE_PERIOD = Duration.ofMinutes(2);
    private static final Set<Origin> MAY_REGISTER = EnumSet.of(Origin.SIGN_IN, Origin.STEP_UP);
    private static final Set<Generation.Origin> MAY_BE_BOUND =
            EnumSet.of(Generation.Origin.SIGN_IN, Generation.Origin.STEP_UP);

    private final NodeStorage storage;
    private final ListenerCalls listeners;
    private final TokenIssuing tokens;
    private final SessionPolicies policies;
    private final LiveSessions sessions;
    private final GenerationTokens answers;
    private final RegistrationChallengeCodec challenges;

    public SessionBinding(
            NodeStorage storage,
            ListenerCalls listeners,
            TokenIssuing tokens,
            SessionPolicies policies,
            RegistrationChallengeCodec challenges) {
        this.storage = storage;
        this.listeners = listeners;
        this.tokens = tokens;
        this.policies = policies;
        this.sessions = new LiveSessions(storage, listeners, policies);
        this.answers = new GenerationTokens(
                storage, tokens, sessions, Generation.Origin.BINDING, SessionTokens.Origin.BINDING);
        this.challenges = challenges;
    }

    public String challenge(SessionTokens issued) {
        Objects.requireNonNull(issued, "tokens");
        if (!MAY_REGISTER.contains(issued.origin())) {
            throw new IllegalArgumentException("the tokens are those of a " + issued.origin()
                    + ": only a sign-in or a step-up leads to a binding, else a thief of tokens could bind their session"
                    + " to his own key");
        }
        if (issued.binding().isPresent()) {
            throw new IllegalArgumentException("the tokens are those of a session that is bound already");
        }
        RefreshToken token = tokens.refreshTokens().decode(issued.refreshToken());
        return challenges.encode(token.sessionId(), token.generation());
    }

    public SessionTokens bind(SessionId session, BindingProof proof, OptionalInt maximumAccessTokenLength) {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(proof, "proof");
        Registration registration =
                Registration.of(proof).orElseThrow(() -> new BindingRefusedException(Code.INVALID_PROOF));
        Challenge challenge = challenges
                .decode(registration.challenge())
                .filter(named -> named.session().equals(session))
                .orElseThrow(() -> new BindingRefusedException(Code.STALE_CHALLENGE));
        return Races.until(
                () -> attempt(session, registration.key(), challenge.generation(), maximumAccessTokenLength));
    }

    /** Empty if another write came first. */
    private Optional<SessionTokens> attempt(SessionId id, BoundKey key, int challenged, OptionalInt maximumLength) {
        StorageResult<Optional<StoredSession>> found = storage.find(id);
        StoredSession session = sessions.require(id, found.value());
        if (sessions.isGivenBack(session)) {
            return Optional.empty();
        }
        SessionContents contents = SessionContents.of(session.parts());
        Optional<BoundKey> before = contents.boundKey();
        RotationDecision decision = RotationDecision.decideBinding(
                policies.of(session.clientId()).rotation(),
                session.generation(),
                session.lifetime().idle(),
                found.now(),
                before.equals(Optional.of(key)) && session.generation().number() == challenged + 1);
        if (decision instanceof RotationDecision.Repeat) {
            return answers.repeat(session, contents, maximumLength, found.now());
        }
        if (before.isPresent()) {
            throw new BindingRefusedException(Code.ALREADY_BOUND);
        }
        requireGood(challenged, session.generation(), found.now());
        return answers.write(session, contents.withBoundKey(key), decision, maximumLength, found.now(), this::tell);
    }

    /** When the generation was made is the time from which its challenge lives. */
    private static void requireGood(int challenged, Generation current, Instant now) {
        Duration age = Duration.between(current.rotatedAt(), now);
        if (challenged != current.number()
                || !MAY_BE_BOUND.contains(current.origin())
                || age.compareTo(CHALLENGE_PERIOD) > 0) {
            throw new BindingRefusedException(Code.STALE_CHALLENGE);
        }
    }

    private void tell(StoredSession changed) {
        if (listeners.isNeeded()) {
            listeners.bound(UserSessions.of(changed));
        }
    }
}
