package io.symbolon.benchmarks.web;

import io.symbolon.benchmarks.peers.SpringSecurityDecoder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Spring Security's own decoder. */
@Configuration(proxyBeanMethods = false)
class OwnDecoder {
    @Bean
    JwtDecoder decoder(ServerSetup setup) {
        return SpringSecurityDecoder.of(setup.key());
    }
}
