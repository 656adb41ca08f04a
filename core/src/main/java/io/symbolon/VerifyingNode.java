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

    private final Verification verification;
    private final LongSupplier lostEvents;
    private final AtomicLong lostEventsBefore;

    private VerifyingNode(Verification verification, LongSupplier lostEvents) {
        this.verification = verification;
        this.lostEvents = lostEvents;
        this.lostEventsBefore = new AtomicLong(lostEvents.getAsLong());
    }

    static VerifyingNode of(JwtUserSessionManager manager) {
        return new VerifyingNode(
                manager::verify, () -> manager.revocationStatus().droppedEvents());
    }

    static VerifyingNode of(AccessTokenVerifier verifier) {
        return new VerifyingNode(
                verifier::verify,
                () -> verifier.revocationStatus()
                        .map(RevocationStatus::droppedEvents)
                        .orElse(0L));
    }

    AccessToken verify(String accessToken) {
        return verification.verify(accessToken);
    }

    /** Whether its listeners did not get some event since this was asked last. */
    boolean hasLostEvents() {
        long lost = lostEvents.getAsLong();
        return lostEventsBefore.getAndSet(lost) != lost;
    }
}
