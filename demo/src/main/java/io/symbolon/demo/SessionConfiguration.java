package io.symbolon.demo;

import io.lettuce.core.RedisClient;
import io.symbolon.ClaimsSource;
import io.symbolon.web.RequestContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What sessions of this application have that properties cannot say. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    /** Asked at each sign-in and each refresh: a token never has a role that is older than itself. */
    @Bean
    ClaimsSource roles(Accounts accounts) {
        return name -> accounts.find(name)
                .map(account -> Map.of(Role.CLAIM, account.role().text()))
                .orElse(Map.of());
    }

    /** An application asks a database of addresses, or believes a header of its own proxy. */
    @Bean
    RequestContext.LocationSource place() {
        return (ip, request) -> LOOPBACK.contains(ip) ? Optional.of("this computer") : Optional.empty();
    }

    @Bean(destroyMethod = "shutdown")
    @Profile("redis")
    RedisClient redis(@Value("${demo.redis}") String uri) {
        return RedisClient.create(uri);
    }
}
