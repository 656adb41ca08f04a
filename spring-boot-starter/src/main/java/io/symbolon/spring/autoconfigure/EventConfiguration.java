package io.symbolon.spring.autoconfigure;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Application events of what happens to sessions. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {
    @Bean
    @Order(0)
    SessionEvents sessionEvents(ApplicationEventPublisher publisher) {
        return new SessionEvents(publisher);
    }
}
