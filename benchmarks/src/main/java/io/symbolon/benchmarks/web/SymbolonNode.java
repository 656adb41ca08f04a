package io.symbolon.benchmarks.web;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.spring.SessionManagerCustomizer;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.util.SplittableRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the starter cannot know: the key, and a storage whose log holds revocations of other sessions. */
@Configuration(proxyBeanMethods = false)
class SymbolonNode {
    @Bean
    SessionManagerCustomizer key(ServerSetup setup) {
        return manager -> manager.signingKeys(setup.key().signingKeys());
    }

    @Bean
    UserSessionStorage storage(ServerSetup setup) {
        InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage();
        SplittableRandom random = new SplittableRandom(setup.revocations());
        for (int i = 0; i < setup.revocations(); i++) {
            SessionId session = SessionId.of(
                    System.currentTimeMillis() << Short.SIZE | random.nextInt(1 << Short.SIZE), random.nextLong());
            storage.end(session, RevocationCause.SIGNED_OUT);
        }
        return storage;
    }
}
