package io.symbolon.spring.autoconfigure;

import io.symbolon.AccessTokensExpiredEvent;
import io.symbolon.RevokedEvent;
import io.symbolon.SessionContext;
import io.symbolon.SessionCreatedEvent;
import io.symbolon.SessionListener;
import io.symbolon.UserSession;
import io.symbolon.spring.ReuseDetectedEvent;
import org.springframework.context.ApplicationEventPublisher;

/** Makes application events of what the manager tells. */
final class SessionEvents implements SessionListener {
    private final ApplicationEventPublisher publisher;

    SessionEvents(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void created(SessionCreatedEvent event) {
        publisher.publishEvent(event);
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
