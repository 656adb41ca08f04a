package io.symbolon.spring.autoconfigure;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.spring.LiveStompConfigurer;
import io.symbolon.spring.LiveWebSocketSessions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/** Closes WebSockets when their session ends. */
@AutoConfiguration(after = {SymbolonAutoConfiguration.class, SymbolonVerifierAutoConfiguration.class})
@ConditionalOnClass(WebSocketHandlerDecoratorFactory.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(TokenVerification.class)
@ConditionalOnBooleanProperty(name = "symbolon.enabled", matchIfMissing = true)
class SymbolonLiveAutoConfiguration {
    // Manager and verifier wait for these, their listeners: so these must not ask for them at once.

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnRole.Manager.class)
    LiveWebSocketSessions liveWebSocketSessions(ObjectProvider<JwtUserSessionManager> managers) {
        return LiveWebSocketSessions.of(LiveWebSocketSessions.builder().build(), managers::getObject);
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnRole.Verifier.class)
    LiveWebSocketSessions liveVerifiedWebSocketSessions(ObjectProvider<AccessTokenVerifier> verifiers) {
        return LiveWebSocketSessions.ofVerifier(LiveWebSocketSessions.builder().build(), verifiers::getObject);
    }

    /** STOMP: its configurer is there without spring-messaging, which it needs. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebSocketMessageBrokerConfigurer.class, ChannelInterceptor.class})
    static class Stomp {
        @Bean
        @ConditionalOnMissingBean
        LiveStompConfigurer liveStompConfigurer(LiveWebSocketSessions sockets) {
            return new LiveStompConfigurer(sockets);
        }
    }
}
