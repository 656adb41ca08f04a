package io.symbolon.demo.live;

import io.symbolon.AccessToken;
import io.symbolon.AccessTokensExpiredEvent;
import io.symbolon.Familiarity;
import io.symbolon.RevocationCause;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionContext;
import io.symbolon.SessionCreatedEvent;
import io.symbolon.SessionId;
import io.symbolon.SessionListener;
import io.symbolon.UserSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells open pages what happens to sessions: members of their own, administrators of all. */
@Component
final class LiveEvents implements SessionListener {
    /** The streams need the manager, and the manager this. */
    private final ObjectProvider<LiveStreams> streams;

    LiveEvents(ObjectProvider<LiveStreams> streams) {
        this.streams = streams;
    }

    @Override
    public void created(SessionCreatedEvent event) {
        tell("created", News.of(event.session()).from(event.familiarity()));
    }

    @Override
    public void refreshed(UserSession session) {
        tell("refreshed", News.of(session));
    }

    @Override
    public void revoked(RevokedEvent event) {
        tell("revoked", News.arrived(event.subject(), event.sessionId(), Optional.of(event.cause()), event.at()));
        streams.getObject().signOut(event::affects, event.cause());
    }

    @Override
    public void accessTokensExpired(AccessTokensExpiredEvent event) {
        tell("access_tokens_expired", News.arrived(event.subject(), event.sessionId(), Optional.empty(), event.at()));
        streams.getObject().reconnect(event::affects);
    }

    @Override
    public void reuseDetected(UserSession session, SessionContext context) {
        tell("reuse_detected", News.of(session));
    }

    @Override
    public void contextRefused(UserSession session, SessionContext context) {
        tell("context_refused", News.of(session));
    }

    private void tell(String event, News news) {
        streams.getObject().send(event, news, page -> page.subject().equals(news.subject()) || isAdministrator(page));
    }

    private static boolean isAdministrator(AccessToken page) {
        return "admin".equals(page.claims().get("role"));
    }

    /**
     * What the pages are told.
     *
     * @param sessionId null for all sessions of the subject
     * @param delayMs from the storage's clock at the revocation to this node's at its arrival
     * @param familiarity of a sign-in: whether the user has signed in from the browser before
     */
    record News(
            Instant at,
            @Nullable String subject,
            @Nullable String sessionId,
            @Nullable RevocationCause cause,
            @Nullable Long delayMs,
            @Nullable Familiarity familiarity) {
        static News of(UserSession session) {
            return new News(Instant.now(), session.subject(), session.id().toString(), null, null, null);
        }

        static News arrived(
                Optional<String> subject, Optional<SessionId> session, Optional<RevocationCause> cause, Instant at) {
            Instant now = Instant.now();
            return new News(
                    now,
                    subject.orElse(null),
                    session.map(SessionId::toString).orElse(null),
                    cause.orElse(null),
                    Math.max(0, Duration.between(at, now).toMillis()),
                    null);
        }

        News from(Familiarity known) {
            return new News(at, subject, sessionId, cause, delayMs, known);
        }

        /** Without the subject. */
        @Override
        public String toString() {
            return "News[sessionId=" + sessionId + ", cause=" + cause + ", delayMs=" + delayMs + "]";
        }
    }
}
