package io.symbolon.spring.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Says that Spring Boot is too old before its missing classes do. */
final class SpringBootVersionCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        check(SpringBootVersion.getVersion());
    }

    static void check(@Nullable String version) {
        if (version != null && version.matches("[123]\\..*")) {
            throw new SymbolonConfigurationException(
                    "symbolon-spring-boot-starter needs Spring Boot 4; this application has " + version + ".",
                    "Use Spring Boot 4, or symbolon-web, which needs no Spring.");
        }
    }
}
