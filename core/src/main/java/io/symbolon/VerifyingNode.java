package io.symbolon;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A manager or a verifier, as far as live connections need it. */
final class VerifyingNode {
    /** Verifies a text; its own interface, as a function of the JDK tells nothing of what it throws. */
    @FunctionalInterface
    interface Verification {
        AccessToken verify(String accessToken);
    }

    /** Verifies a text that came with a proof. */
    @FunctionalInterface
    private interface Proving {
        AccessToken verify(String accessToken, BindingProof.Dpop proof);
    }

    private final Verification verification;
    private final Proving proving;
    private final Verification repetition;
    private final LongSupplier lostEvents;
    private final AtomicLong lostEventsBefore;

    private VerifyingNode(
            Verification verification, Proving proving, Verification repetition, LongSupplier lostEvents) {
        this.verification = verification;
        this.proving = proving;
        this.repetition = repetition;
        this.lostEvents = lostEvents;
        this.lostEventsBefore = new AtomicLong(lostEvents.getAsLong());
    }

    static VerifyingNode of(JwtUserSessionManager manager) {
        return new VerifyingNode(
                manager::verify,
                manager::verify,
                manager::verifyAgain,
                () -> manager.revocationStatus().droppedEvents());
    }

    static VerifyingNode of(AccessTokenVerifier verifier) {
        return new VerifyingNode(
                verifier::verify,
                verifier::verify,
                verifier::verifyAgain,
                () -> verifier.revocationStatus()
                        .map(RevocationStatus::droppedEvents)
                        .orElse(0L));
    }

    AccessToken verify(String accessToken) {
        return verification.verify(accessToken);
    }

    AccessToken verify(String accessToken, BindingProof.Dpop proof) {
        return proving.verify(accessToken, proof);
    }

    /** Verifies a token whose proof, if it needs one, was judged before. */
    AccessToken verifyAgain(String accessToken) {
        return repetition.verify(accessToken);
    }

    /** Whether its listeners did not get some event since this was asked last. */
    boolean hasLostEvents() {
        long lost = lostEvents.getAsLong();
        return lostEventsBefore.getAndSet(lost) != lost;
    }
}
