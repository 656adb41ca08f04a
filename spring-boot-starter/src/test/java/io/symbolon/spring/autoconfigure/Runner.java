package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Application contexts with the starter's configurations, and what every application has to set. */
final class Runner {
    static final String[] REQUIRED = {
        "symbolon.issuer=https://login.example.com", "symbolon.audience=https://api.example.com"
    };

    private Runner() {}

    /** Nothing is set. */
    static ApplicationContextRunner empty() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SymbolonVerifierAutoConfiguration.class,
                        SymbolonAutoConfiguration.class,
                        SymbolonWebAutoConfiguration.class,
                        SymbolonSecurityAutoConfiguration.class,
                        SymbolonAuthoritiesAutoConfiguration.class,
                        SymbolonActuatorAutoConfiguration.class,
                        SymbolonMetricsAutoConfiguration.class));
    }

    /** What is required is set; keys are made up. */
    static ApplicationContextRunner withKeys() {
        return empty().withPropertyValues(REQUIRED).withPropertyValues("symbolon.generate-keys=true");
    }

    /** Sessions are in memory. */
    static ApplicationContextRunner inMemory() {
        return withKeys().withPropertyValues("symbolon.storage=memory");
    }

    /** Why the context did not start. */
    static SymbolonConfigurationException failure(AssertableApplicationContext context) {
        assertThat(context).hasFailed();
        Throwable failure = Objects.requireNonNull(context.getStartupFailure());
        return Causes.find(failure, SymbolonConfigurationException.class).orElseThrow();
    }
}
