package io.symbolon.internal.event;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.OutcomeListener;
import io.symbolon.SessionException;
import io.symbolon.SessionStorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Calls the outcome listeners, on the caller's thread. One that throws breaks nothing. Reporting an accepted token
 * allocates nothing. Thread-safe.
 */
public final class OutcomeCalls {
    private static final Logger LOGGER = System.getLogger(OutcomeCalls.class.getName());

    private final Callee[] callees;

    public OutcomeCalls(List<OutcomeListener> listeners) {
        this.callees = listeners.stream()
                .map(listener -> new Callee(listener, new AtomicBoolean()))
                .toArray(Callee[]::new);
    }

    public void verified() {
        tell(OutcomeListener::verified);
    }

    public void verificationRefused(InvalidAccessTokenException refusal) {
        tell(listener -> listener.verificationRefused(refusal.code()));
    }

    public void refreshed() {
        tell(OutcomeListener::refreshed);
    }

    /** A refresh that ended with an answer other than tokens. */
    public void notRefreshed(SessionException failure) {
        if (failure instanceof InvalidRefreshTokenException refusal) {
            tell(listener -> listener.refreshRefused(refusal.code()));
        } else if (failure instanceof SessionStorageException fault) {
            tell(listener -> listener.refreshFailed(fault.code()));
        }
    }

    private void tell(Consumer<OutcomeListener> outcome) {
        for (Callee callee : callees) {
            callee.tell(outcome);
        }
    }

    /** A listener, and whether the log has said that it throws: once, as it may be called a million times a second. */
    private record Callee(OutcomeListener listener, AtomicBoolean isFaultLogged) {
        void tell(Consumer<OutcomeListener> outcome) {
            try {
                outcome.accept(listener);
            } catch (RuntimeException | Error thrown) {
                if (isFaultLogged.compareAndSet(false, true)) {
                    LOGGER.log(
                            Level.WARNING,
                            "The outcome listener {0} threw {1}; this is logged once.",
                            listener.getClass().getName(),
                            thrown.getClass().getName());
                }
            }
        }
    }
}
