package io.symbolon.internal.flow;

import io.symbolon.ReauthenticationRequest;
import io.symbolon.SessionId;
import io.symbolon.SessionTokens;
import io.symbolon.internal.claims.FactorRules;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.rules.RotationDecision;
import io.symbolon.internal.session.Factors;
import io.symbolon.internal.session.SessionContents;
import io.symbolon.storage.Generation;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Step-up: the user of a session has authenticated again. The session gets the factors and a new generation, so that a
 * refresh token from before never buys them.
 */
public final class Reauthentication {
    /** Between the find, whose time the factors get, and the write, whose time the generation gets. */
    private static final int LONGEST_WRITE_SECONDS = 5;

    private final NodeStorage storage;
    private final ListenerCalls listeners;
    private final SessionPolicies policies;
    private final LiveSessions sessions;
    private final GenerationTokens answers;

    public Reauthentication(
            NodeStorage storage, ListenerCalls listeners, TokenIssuing tokens, SessionPolicies policies) {
        this.storage = storage;
        this.listeners = listeners;
        this.policies = policies;
        this.sessions = new LiveSessions(storage, listeners, policies);
        this.answers = new GenerationTokens(
                storage, tokens, sessions, Generation.Origin.STEP_UP, SessionTokens.Origin.STEP_UP);
    }

    public SessionTokens reauthenticated(SessionId session, ReauthenticationRequest request) {
        Objects.requireNonNull(session, "session");
        if (request.factors().isEmpty() && request.factorInstants().isEmpty()) {
            throw new IllegalArgumentException("factors are missing: at least one has to be named, such as otp");
        }
        return Races.until(() -> attempt(session, request));
    }

    /** Empty if another write came first. */
    private Optional<SessionTokens> attempt(SessionId id, ReauthenticationRequest request) {
        StorageResult<Optional<StoredSession>> found = storage.find(id);
        StoredSession session = sessions.require(id, found.value());
        if (sessions.isGivenBack(session)) {
            return Optional.empty();
        }
        sessions.requireAccepted(session, request.context());

        SessionContents before = SessionContents.of(session.parts());
        Factors proved = proved(request, found.now());
        RotationDecision decision = RotationDecision.decideStepUp(
                policies.of(session.clientId()).rotation(),
                session.generation(),
                session.lifetime().idle(),
                found.now(),
                isSame(before, proved, request, session));
        if (decision instanceof RotationDecision.Repeat) {
            return answers.repeat(session, before, request.maximumAccessTokenLength(), found.now());
        }
        SessionContents stepped =
                before.withFactors(before.factors().with(proved)).seenFrom(request.context());
        SessionContents contents = request.authorities()
                .map(Json::write)
                .map(stepped::withAuthorities)
                .orElse(stepped);
        return answers.write(session, contents, decision, request.maximumAccessTokenLength(), found.now(), this::tell);
    }

    private void tell(StoredSession changed) {
        if (listeners.isNeeded()) {
            listeners.reauthenticated(UserSessions.of(changed));
        }
    }

    private static Factors proved(ReauthenticationRequest request, Instant now) {
        Map<String, Instant> instants = new LinkedHashMap<>(request.factorInstants());
        request.factors().forEach(name -> instants.put(name, now));
        return new Factors(FactorRules.at(instants));
    }

    /** Whether the generation was made by this very request: its answer may have been lost. */
    private static boolean isSame(
            SessionContents before, Factors proved, ReauthenticationRequest request, StoredSession session) {
        Map<String, Instant> known = before.factors().at(session.createdAt());
        Instant since = session.generation().rotatedAt().minusSeconds(LONGEST_WRITE_SECONDS);
        boolean hasAll = proved.at(session.createdAt()).entrySet().stream()
                .allMatch(factor -> request.factors().contains(factor.getKey())
                        ? known.getOrDefault(factor.getKey(), Instant.MIN).isAfter(since)
                        : factor.getValue().equals(known.get(factor.getKey())));
        return hasAll
                && (request.authorities().isEmpty()
                        || request.authorities().map(Json::write).equals(before.authorities()));
    }
}
