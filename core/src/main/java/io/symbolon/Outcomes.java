package io.symbolon;

import io.symbolon.internal.flow.AccessTokenVerification;
import io.symbolon.internal.flow.SessionRefreshing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Verifies and refreshes, and tells the outcome listeners what came of it. Telling that a token is good makes nothing. */
final class Outcomes {
    private static final Logger LOGGER = System.getLogger(Outcomes.class.getName());

    private final Told[] listeners;

    Outcomes(List<OutcomeListener> listeners) {
        this.listeners = listeners.stream()
                .map(listener -> new Told(listener, new AtomicBoolean()))
                .toArray(Told[]::new);
    }

    AccessToken verify(AccessTokenVerification verification, String accessToken) {
        AccessToken verified;
        try {
            verified = verification.verify(accessToken);
        } catch (InvalidAccessTokenException refusal) {
            tell(listener -> listener.verificationRefused(refusal.code()));
            throw refusal;
        }
        tell(OutcomeListener::verified);
        return verified;
    }

    SessionTokens refresh(
            SessionRefreshing refreshing,
            String refreshToken,
            SessionContext context,
            Optional<Map<String, ?>> newClaims) {
        SessionTokens tokens;
        try {
            tokens = refreshing.refresh(refreshToken, context, newClaims);
        } catch (InvalidRefreshTokenException refusal) {
            tell(listener -> listener.refreshRefused(refusal.code()));
            throw refusal;
        } catch (SessionStorageException failure) {
            tell(listener -> listener.refreshFailed(failure.code()));
            throw failure;
        }
        tell(OutcomeListener::refreshed);
        return tokens;
    }

    private void tell(Consumer<OutcomeListener> outcome) {
        for (Told told : listeners) {
            told.tell(outcome);
        }
    }

    /** A listener, and whether the log has said that it throws: once, as it may be called a million times a second. */
    private record Told(OutcomeListener listener, AtomicBoolean isFaultLogged) {
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
