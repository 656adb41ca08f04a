package io.symbolon.http;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionStorageException;
import io.symbolon.SharedRevocationLog;
import io.symbolon.http.RefusedRequestException.Code;
import io.symbolon.storage.LogPage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** The revocation log for verifiers that cannot reach the storage. */
final class FeedEndpoint {
    private static final long SECONDS_UNTIL_FEWER_WAIT = 1;

    private final RevocationFeed settings;
    private final SharedRevocationLog log;
    private final RestartLimit restarts;

    FeedEndpoint(JwtUserSessionManager manager, RevocationFeed settings) {
        this.settings = settings;
        this.log = manager.sharedRevocationLog(settings.maximumWaiters());
        this.restarts = new RestartLimit(settings.restartsAMinute(), System::nanoTime);
    }

    HttpAnswer read(HttpRequest request) {
        ServiceCaller caller =
                settings.callers().caller(request).orElseThrow(() -> new RefusedRequestException(Code.CALLER_UNKNOWN));
        FeedJson json = new FeedJson(log, hiddenFrom(caller));
        FeedRequest asked = FeedRequest.of(request);
        boolean isRestart = !log.isOurs(asked.after());
        long seconds = isRestart ? restarts.take(caller.name()) : 0;
        if (seconds > 0) {
            return tooMany(seconds);
        }
        try {
            LogPage page = page(asked);
            if (page.restarted() && !isRestart) {
                restarts.count(caller.name());
            }
            return HttpAnswer.unchanged()
                    .withHeader("Cache-Control", "no-store")
                    .withBody("application/json", json.of(page, asked.nonce()));
        } catch (RejectedExecutionException full) {
            return tooMany(SECONDS_UNTIL_FEWER_WAIT);
        }
    }

    private LogPage page(FeedRequest asked) {
        Duration longest = settings.longestWait();
        try {
            return log.read(asked.after(), asked.maxWait().compareTo(longest) < 0 ? asked.maxWait() : longest);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SessionStorageException("The read of the revocation log was interrupted.", true, interrupted);
        } catch (IllegalStateException closed) {
            // This node stops; its callers go on at another one.
            throw new SessionStorageException("The revocation log is closed.", true, closed);
        }
    }

    private Optional<FeedKeys> hiddenFrom(ServiceCaller caller) {
        if (caller.seesSubjects()) {
            return Optional.empty();
        }
        if (settings.keys().isEmpty()) {
            throw new RefusedRequestException(Code.FORBIDDEN);
        }
        return settings.keys();
    }

    private static HttpAnswer tooMany(long seconds) {
        return HttpUserSessions.answer(new RefusedRequestException(Code.TOO_MANY_REQUESTS))
                .withHeader("Retry-After", String.valueOf(seconds));
    }
}
