package io.symbolon.testkit.simulation;

import io.symbolon.Binding;
import io.symbolon.BindingRefusedException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.SessionTokens;
import java.util.Optional;

/** What has to be true of sessions that are bound to a key. */
final class BindingRules {
    private static final long REGISTRATION_MICROS = 120_000_000;

    private final Scheduler scheduler;
    private final Servers servers;
    private final Facts facts;

    BindingRules(Scheduler scheduler, Servers servers, Facts facts) {
        this.scheduler = scheduler;
        this.servers = servers;
        this.facts = facts;
    }

    /** Whether a call came with a proof of the key that its session is bound to, which may have been good. */
    boolean isProved(SessionFacts session, ApiCall call) {
        return isProvedBy(session.binding.at(call.readTick), session, call);
    }

    /** Judges a refresh that gave tokens. */
    void refreshed(SessionFacts session, Device.Held presented, SessionTokens tokens, ApiCall call) {
        if (facts.lastFailOver() > call.startTick) {
            return;
        }
        Optional<Binding> binding = session.binding.at(call.readTick);
        if (binding.isPresent() && !isProvedBy(binding, session, call)) {
            throw broken(session, "a bound session was refreshed without a fresh proof of its key");
        }
        if (binding.isEmpty() && presented.isBound()) {
            throw broken(session, "a token of a bound session was refreshed after the servers lost the binding");
        }
        if (call.saysKeyLost && binding.isPresent()) {
            throw broken(session, "a client that has lost its key was refreshed");
        }
        says(session, tokens, binding);
    }

    /** Judges a step-up that gave tokens. */
    void steppedUp(SessionFacts session, SessionTokens tokens, ApiCall call) {
        if (facts.lastFailOver() < call.startTick) {
            says(session, tokens, session.binding.at(call.readTick));
        }
    }

    /** Judges a refresh that was refused. */
    void notRefreshed(SessionFacts session, ApiCall call, InvalidRefreshTokenException.Code code) {
        if (facts.lastFailOver() > call.startTick) {
            return;
        }
        Optional<Binding> binding = session.binding.at(call.readTick);
        switch (code) {
            case PROOF_REQUIRED -> {
                if (binding.isEmpty()) {
                    throw broken(session, "a proof is required for a session that is not bound");
                }
                if (isProvedBy(binding, session, call) && mustBeFresh(session, call)) {
                    throw broken(session, "a fresh proof of the session's key is refused");
                }
            }
            case KEY_LOST -> {
                if (!call.saysKeyLost && (binding.isEmpty() || isProvedBy(binding, session, call))) {
                    throw broken(session, "a client that has its key is told that it lost it");
                }
            }
            case REUSED -> {
                if (binding.isPresent()) {
                    throw broken(session, "reuse was told of a session that is bound");
                }
            }
            default -> {}
        }
    }

    /** Judges the tokens of a binding. */
    void bound(SessionFacts session, ProofKey key, SessionTokens tokens) {
        says(session, tokens, Optional.of(key.binding()));
    }

    /** Judges the refusal of a binding. */
    void notBound(SessionFacts session, Device.Registration registration, ApiCall call, BindingRefusedException why) {
        if (facts.lastFailOver() > call.startTick) {
            return;
        }
        switch (why.code()) {
            case INVALID_PROOF -> throw broken(session, "a proof that is well signed is refused as none");
            case ALREADY_BOUND -> {
                if (session.binding.at(call.readTick).isEmpty()) {
                    throw broken(session, "a session that is not bound is said to be");
                }
            }
            case STALE_CHALLENGE -> {
                if (isCurrent(session, registration)) {
                    throw broken(session, "the challenge of the last sign-in or step-up is refused");
                }
            }
        }
    }

    /** A refresh's tokens, or those of a session that is bound, lead to no binding. */
    void requireNoRegistration(SessionFacts session, SessionTokens tokens, Api api) {
        try {
            api.registrationChallenge(tokens);
        } catch (IllegalArgumentException refused) {
            return;
        }
        throw broken(session, "who has a refresh's tokens may bind their session");
    }

    private void says(SessionFacts session, SessionTokens tokens, Optional<Binding> binding) {
        if (!tokens.binding().equals(binding)) {
            throw broken(session, "tokens tell another binding than their session's");
        }
    }

    private boolean isCurrent(SessionFacts session, Device.Registration registration) {
        GenerationFacts generation = session.generations.get(registration.generation());
        return generation != null
                && !session.lostWrites
                && session.generations.lastKey() == registration.generation()
                && scheduler.now() - generation.micros + servers.stepsMicros() < REGISTRATION_MICROS;
    }

    private static boolean isProvedBy(Optional<Binding> binding, SessionFacts session, ApiCall call) {
        return call.proof
                .filter(proof -> binding.equals(Optional.of(proof.key().binding())))
                .filter(proof -> proof.challenge().mayBeGood(proof.key().kind(), session.id, call))
                .isPresent();
    }

    private static boolean mustBeFresh(SessionFacts session, ApiCall call) {
        return call.proof
                .filter(proof -> proof.challenge().mustBeGood(proof.key().kind(), session.id, call))
                .isPresent();
    }

    private Scheduler.Stopped broken(SessionFacts session, String text) {
        return facts.broken("G11", text + ": " + session.label);
    }
}
