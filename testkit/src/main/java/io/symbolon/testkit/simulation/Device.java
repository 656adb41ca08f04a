package io.symbolon.testkit.simulation;

import io.symbolon.SessionTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client of one session: it keeps the newest refresh token that it got, its keys, and the challenges. Somebody may have
 * copied all that it ever held or sent; its keys never leave it.
 */
final class Device {
    /** A refresh token that it had. */
    record Held(String text, int generation, boolean isBound) {}

    /**
     * What it signs to bind its session.
     *
     * @param generation that of the tokens for which it was made
     */
    record Registration(String challenge, int generation) {}

    final SessionFacts session;
    private final List<Held> held = new ArrayList<>();
    private final List<ProofKey> keys = new ArrayList<>();
    private final List<SentProof> proofs = new ArrayList<>();
    private Optional<Challenge> challenge = Optional.empty();
    private Optional<Registration> registration = Optional.empty();

    Device(SessionFacts session) {
        this.session = session;
    }

    void got(SessionTokens tokens, int generation) {
        if (held.isEmpty() || newest().generation < generation) {
            held.add(
                    new Held(tokens.refreshToken(), generation, tokens.binding().isPresent()));
        }
    }

    Held newest() {
        return held.get(held.size() - 1);
    }

    /** One of those that it had before, or the newest if there is only one. */
    Held older(long choice) {
        return held.size() == 1 ? newest() : held.get((int) (choice % (held.size() - 1)));
    }

    /** The one before the newest, or the newest if there is only one. */
    Held previous() {
        return held.get(Math.max(0, held.size() - 2));
    }

    /** Any of those that it had, most likely the newest. */
    Held any(Draw draw) {
        return draw.chance(0.6) ? newest() : held.get(draw.below(held.size()));
    }

    void mayBind(String text, int generation) {
        registration = Optional.of(new Registration(text, generation));
    }

    Optional<Registration> registration() {
        return registration;
    }

    /** A key that it will use first from now on. */
    void use(ProofKey key) {
        keys.remove(key);
        keys.add(0, key);
    }

    void challenged(Challenge next) {
        challenge = Optional.of(next);
    }

    Optional<Challenge> challenge() {
        return challenge;
    }

    /** Its keys, the one that was good last first. */
    List<ProofKey> keys() {
        return List.copyOf(keys);
    }

    /** What it sends to answer a challenge: to the same one the same. */
    SentProof proof(ProofKey key, Challenge challenged) {
        return proofs.stream()
                .filter(sent -> sent.isOf(key, challenged))
                .findFirst()
                .orElseGet(() -> {
                    SentProof proof = SentProof.of(key, challenged);
                    proofs.add(proof);
                    return proof;
                });
    }

    /** Proofs that it sent, the latest last. */
    List<SentProof> proofs() {
        return proofs;
    }
}
