package io.symbolon.spring.autoconfigure;

import io.symbolon.HttpRevocationLog;
import io.symbolon.storage.RevocationLog;
import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/** The revocation log of another service, by its feed. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(RevocationLog.class)
@ConditionalOnProperty(name = "symbolon.verifier.revocations", havingValue = "http")
class HttpLogConfiguration {
    @Bean
    RevocationLog revocationLog(SymbolonProperties properties, ResourceLoader files) {
        VerifierProperties.Feed feed = properties.verifier().feed();
        URI address = feed.address();
        String place = feed.secret();
        if (address == null || place == null) {
            throw new SymbolonConfigurationException(
                    "symbolon.verifier.revocations is http, but symbolon.verifier.feed.address or"
                            + " symbolon.verifier.feed.secret is not set.",
                    "Set them to the address of the issuer's revocation feed, such as"
                            + " https://login.example.com/session/revocations, and to the secret by which it knows this"
                            + " service. Or declare a bean of the type io.symbolon.storage.RevocationLog.");
        }
        KeyText secret = KeyText.read("symbolon.verifier.feed.secret", place, files);
        return SymbolonConfigurationException.of(
                "symbolon.verifier.feed", () -> HttpRevocationLog.of(address, secret.text()));
    }
}
