package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class SpringBootVersionCheckTest {
    @Test
    void anOlderSpringBootIsToldInOneLineWhatIsNeeded() {
        assertThatThrownBy(() -> SpringBootVersionCheck.check("3.5.16"))
                .isInstanceOf(SymbolonConfigurationException.class)
                .hasMessage("symbolon-spring-boot-starter needs Spring Boot 4; this application has 3.5.16.");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"4.0.0", "4.1.2", "5.0.0-M1", "10.1.0"})
    void aNewerOneOrAnUnknownOneIsNotStopped(String version) {
        assertThatCode(() -> SpringBootVersionCheck.check(version)).doesNotThrowAnyException();
    }

    @Test
    void theCheckIsMadeAtEachStart() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader())
                        .load(ApplicationContextInitializer.class))
                .hasAtLeastOneElementOfType(SpringBootVersionCheck.class);
        assertThatCode(() -> SpringBootVersionCheck.check(SpringBootVersion.getVersion()))
                .doesNotThrowAnyException();
    }
}
