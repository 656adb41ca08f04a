package io.symbolon.internal.event;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.OutcomeListener;
import io.symbolon.SessionException;
import io.symbolon.SessionStorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls the outcome listeners, on the caller's thread. One that throws breaks nothing. Reporting an accepted token
 * allocates nothing. Thread-safe.
 */
public final class OutcomeCalls {
    private static final Logger LOGGER = System.getLogger(OutcomeCalls.class.getName());

    private static final Set<InvalidRefreshTokenException.Code> FOREIGN =
            EnumSet.of(InvalidRefreshTokenException.Code.UNKNOWN_KEY, InvalidRefreshTokenException.Code.BAD_SIGNATURE);

    private final Callee[] callees;

    private final KeyAlarm keyAlarm;

    public OutcomeCalls(List<OutcomeListener> listeners, KeyAlarm keyAlarm) {
        this.keyAlarm = keyAlarm;
        this.callees = listeners.stream()
                .map(listener -> new Callee(listener, new AtomicBoolean()))
                .toArray(Callee[]::new);
    }

    public void verified() {
        tell(OutcomeListener::verified);
    }

    public void verificationRefused(InvalidAccessTokenException refusal, String accessToken) {
        if (refusal.code() == InvalidAccessTokenException.Code.BAD_SIGNATURE) {
            keyAlarm.accessTokenRefused(accessToken);
        }
        tell(listener -> listener.verificationRefused(refusal.code()));
    }

    public void refreshed() {
        tell(OutcomeListener::refreshed);
    }

    /**
     * A refresh that ended with an answer other than tokens.
     *
     * @param keyId of the key that the refresh token names
     */
    public void notRefreshed(SessionException failure, Supplier<Optional<String>> keyId) {
        if (failure instanceof InvalidRefreshTokenException refusal) {
            if (FOREIGN.contains(refusal.code())) {
                keyAlarm.refreshTokenRefused(keyId);
            }
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
