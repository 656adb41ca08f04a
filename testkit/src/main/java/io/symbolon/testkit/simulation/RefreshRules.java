package io.symbolon.testkit.simulation;

import io.symbolon.AccessToken;
import io.symbolon.AnswerFailedException;
import io.symbolon.BindingRefusedException;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.RefreshRotation;
import io.symbolon.SessionException;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/** What has to be true of each answer that gives tokens, or that refuses them. */
final class RefreshRules {
    private final Scheduler scheduler;
    private final Servers servers;
    private final Facts facts;
    private final Cluster cluster;
    private final AccessRules access;
    private final BindingRules bindings;

    RefreshRules(
            Scheduler scheduler,
            Servers servers,
            Facts facts,
            Cluster cluster,
            AccessRules access,
            BindingRules bindings) {
        this.scheduler = scheduler;
        this.servers = servers;
        this.facts = facts;
        this.cluster = cluster;
        this.access = access;
        this.bindings = bindings;
    }

    /** Judges the answer to a refresh token. */
    void refreshed(SessionFacts session, Device.Held held, Reply<SessionTokens> reply) {
        int presented = held.generation();
        reply.value().ifPresent(tokens -> {
            bindings.refreshed(session, held, tokens, reply.call());
            boolean isProved = bindings.isProved(session, reply.call());
            mayRefresh(session, presented, isProved, reply.call());
            int next = issued(session, tokens, reply);
            // A token without a binding is one from before it, whatever number a generation that was lost had.
            boolean hasOther = isProved && session.lostWrites;
            boolean isSame = session.client.rotation() instanceof RefreshRotation.Strict && next == presented;
            if ((next < presented || isSame) && !hasOther) {
                throw broken("G8", session, "the answer to generation " + presented + " has generation " + next);
            }
            requireSameForAll(session, next, reply.call());
            hasFactors(session, isProved ? next : presented, tokens, reply);
        });
        reply.refusal().ifPresent(refusal -> notRefreshed(session, presented, reply.call(), refusal));
    }

    /** Judges the answer to a step-up. */
    void steppedUp(SessionFacts session, Reply<SessionTokens> reply) {
        reply.value().ifPresent(tokens -> {
            requireLive(session, reply.call());
            bindings.steppedUp(session, tokens, reply.call());
            int generation = issued(session, tokens, reply);
            hasFactors(session, generation, tokens, reply);
        });
        reply.refusal().ifPresent(refusal -> refused(session, reply.call(), refusal));
    }

    /** Judges the answer to a binding. */
    void bound(SessionFacts session, ProofKey key, Device.Registration registration, Reply<SessionTokens> reply) {
        reply.value().ifPresent(tokens -> {
            requireLive(session, reply.call());
            bindings.bound(session, key, tokens);
            int generation = issued(session, tokens, reply);
            hasFactors(session, generation, tokens, reply);
        });
        reply.refusal().ifPresent(refusal -> {
            if (refusal instanceof BindingRefusedException why) {
                bindings.notBound(session, registration, reply.call(), why);
            } else {
                refused(session, reply.call(), refusal);
            }
        });
    }

    /** Judges the generation and the life of tokens; returns the generation. */
    int issued(SessionFacts session, SessionTokens tokens, Reply<SessionTokens> reply) {
        int number =
                reply.run().api().orElseThrow().identify(tokens.refreshToken()).generation();
        GenerationFacts generation = session.generations.get(number);
        if (!tokens.sessionId().equals(session.id)) {
            throw broken("G8", session, "the tokens are another session's");
        }
        if (generation == null) {
            if (!session.lostWrites && !session.isLost) {
                throw broken("G8", session, "generation " + number + " was never stored");
            }
            return number;
        }
        if (generation.text == null) {
            generation.text = tokens.refreshToken();
        } else if (!generation.text.equals(tokens.refreshToken()) && !session.lostWrites) {
            throw broken("G8", session, "generation " + number + " has two refresh tokens");
        }
        if (tokens.accessTokenExpiresAt().isAfter(session.createdAt.plus(session.client.absolute()))) {
            throw broken("G7", session, "an access token outlives its session");
        }
        return number;
    }

    private void mayRefresh(SessionFacts session, int presented, boolean isProved, ApiCall call) {
        requireLive(session, call);
        if (isProved) {
            // Nobody but the session's own client has its key: how old the token is does not matter.
            return;
        }
        boolean isBeforeStepUp = session.generations.tailMap(presented, false).values().stream()
                .anyMatch(later -> later.givesMore && later.tick < call.startTick);
        if (isBeforeStepUp && !session.lostWrites) {
            throw broken("G14", session, "a token from before a step-up or a binding was refreshed");
        }
        Optional<GenerationFacts> successor = session.successorOf(presented);
        boolean isOld = session.client.isGrace()
                && successor.isPresent()
                && call.startMicros - successor.get().micros - servers.stepsMicros() > session.client.graceMicros();
        boolean hasStepUp = session.generations.values().stream().anyMatch(generation -> generation.givesMore);
        if (isOld && !hasStepUp && !session.lostWrites) {
            throw broken("G8", session, "a token that was replaced longer ago than the grace was refreshed");
        }
    }

    /** An answer never has an older generation than there was when the call began. */
    private void requireSameForAll(SessionFacts session, int next, ApiCall call) {
        boolean isOlder = session.generations.tailMap(next, false).values().stream()
                .anyMatch(later -> later.tick < call.startTick);
        if (isOlder && !session.lostWrites) {
            throw broken("G8", session, "generation " + next + " was given though there was a later one");
        }
    }

    private void requireLive(SessionFacts session, ApiCall call) {
        for (End end : session.ends) {
            boolean isStored = !end.isLost && end.inLogSince < call.startTick;
            if ((isStored || call.knownAtStart.contains(end)) && !session.escaped.contains(end)) {
                throw broken("G2 or G8", session, "a session that was ended got tokens");
            }
        }
        boolean hasExpired = call.startStorageTime.isAfter(session.createdAt.plus(session.client.absolute()));
        if (hasExpired && servers.stepsMicros() == 0) {
            throw broken("G7", session, "a session that has expired got tokens");
        }
    }

    private void hasFactors(SessionFacts session, int presented, SessionTokens tokens, Reply<SessionTokens> reply) {
        AccessToken token;
        try {
            token = reply.run().verification().apply(tokens.accessToken());
        } catch (InvalidAccessTokenException refused) {
            return;
        }
        Set<String> allowed = new HashSet<>(session.firstFactors);
        session.generations
                .headMap(presented, true)
                .values()
                .forEach(earlier -> earlier.factor.ifPresent(allowed::add));
        Set<String> factors = token.factors().keySet();
        if (!allowed.containsAll(factors) && !session.lostWrites) {
            throw broken("G14", session, "a token has a factor that its refresh token did not have");
        }
        if (!factors.containsAll(allowed) && !session.lostWrites && !facts.hasLost()) {
            throw broken("G14", session, "a token lacks a factor that was proved");
        }
        hasClaims(session, token, reply.call());
    }

    private void hasClaims(SessionFacts session, AccessToken token, ApiCall call) {
        int value = token.claim(Actors.CLAIM, Integer.class).orElse(-1);
        if (!session.claims.hadSince(call.startTick, value)) {
            throw broken("lost updates", session, "a token has claims that were replaced before");
        }
    }

    private void notRefreshed(SessionFacts session, int presented, ApiCall call, SessionException refusal) {
        refused(session, call, refusal);
        if (!(refusal instanceof InvalidRefreshTokenException invalid)) {
            return;
        }
        bindings.notRefreshed(session, call, invalid.code());
        if (invalid.code() == InvalidRefreshTokenException.Code.REUSED) {
            boolean maySeeWhatIsLost = session.lostWrites && facts.lastFailOver() > call.startTick;
            if (!mayBeReuse(session, presented) && !maySeeWhatIsLost) {
                throw broken("G8", session, "generation " + presented + " was taken for a stolen one");
            }
            if (call.ends.isEmpty()) {
                throw broken("G8", session, "reuse was told, but ended nothing");
            }
        }
        if (invalid.code() == InvalidRefreshTokenException.Code.SUPERSEDED && !session.lostWrites) {
            boolean hasStepUp = session.generations.tailMap(presented, false).values().stream()
                    .anyMatch(later -> later.givesMore);
            if (!hasStepUp) {
                throw broken("G13", session, "generation " + presented + " has to retry without end");
            }
        }
    }

    private void refused(SessionFacts session, ApiCall call, SessionException refusal) {
        if (refusal instanceof SessionStorageException) {
            return;
        }
        if (refusal instanceof AnswerFailedException failed) {
            boolean hadReason = failed.code() == AnswerFailedException.Code.CLAIMS_SOURCE_FAILED
                    && cluster.roles.failsUntil > call.startMicros;
            if (!hadReason || call.writes > 0 || !call.ends.isEmpty()) {
                throw broken("G8", session, "an answer that could not be made moved something");
            }
            return;
        }
        switch ((InvalidRefreshTokenException.Code) refusal.code()) {
            case SESSION_NOT_FOUND -> {
                if (!access.mayBeOver(session)) {
                    throw broken("G8", session, "a session is not found that nothing ended");
                }
            }
            case REUSED, SUPERSEDED, PROOF_REQUIRED, KEY_LOST -> {}
            default -> throw broken("G13", session, "a refresh token of ours is refused as " + refusal.code());
        }
    }

    private boolean mayBeReuse(SessionFacts session, int presented) {
        NavigableMap<Integer, GenerationFacts> later = session.generations.tailMap(presented, false);
        boolean hasStepUp = later.values().stream().anyMatch(generation -> generation.givesMore);
        if (later.isEmpty()) {
            return false;
        }
        if (session.client.isGrace()) {
            long elapsed =
                    scheduler.now() - session.successorOf(presented).orElseThrow().micros + servers.stepsMicros();
            return elapsed > session.client.graceMicros() - 2_000;
        }
        if (session.client.rotation() instanceof RefreshRotation.UntilSuccessorUsed) {
            // By its number: the one between may have been lost after it was used.
            return later.lastKey() > presented + 1 || hasStepUp;
        }
        return session.client.rotation() instanceof RefreshRotation.Strict || hasStepUp;
    }

    private Scheduler.Stopped broken(String guarantee, SessionFacts session, String text) {
        return facts.broken(guarantee, text + ": " + session.label);
    }
}
