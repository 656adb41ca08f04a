package io.symbolon.demo;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionLimit;
import io.symbolon.SigningKeys;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The session manager. Keys of an application come from its secrets; these are new at every start. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    @Bean
    UserSessionStorage storage() {
        return new InMemoryUserSessionStorage();
    }

    @Bean
    JwtUserSessionManager sessions(UserSessionStorage storage) {
        return JwtUserSessionManager.builder()
                .issuer("https://symbolon-demo.example")
                .audience("symbolon-demo")
                .signingKeys(SigningKeys.generate(JwsAlgorithm.ES256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .sessionLimit(SessionLimit.evictOldest(10))
                .storage(storage)
                .build();
    }
}
