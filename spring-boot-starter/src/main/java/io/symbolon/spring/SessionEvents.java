package io.symbolon.spring;

import io.symbolon.AccessTokensExpiredEvent;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionContext;
import io.symbolon.SessionListener;
import io.symbolon.UserSession;
import org.springframework.context.ApplicationEventPublisher;

/** Makes application events of what the manager tells. */
final class SessionEvents implements SessionListener {
    private final ApplicationEventPublisher publisher;

    SessionEvents(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void created(UserSession session) {
        publisher.publishEvent(new SessionCreatedEvent(session));
    }

    @Override
    public void revoked(RevokedEvent event) {
        publisher.publishEvent(event);
    }

    @Override
    public void accessTokensExpired(AccessTokensExpiredEvent event) {
        publisher.publishEvent(event);
    }

    @Override
    public void reuseDetected(UserSession session, SessionContext context) {
        publisher.publishEvent(new ReuseDetectedEvent(session, context));
    }
}
