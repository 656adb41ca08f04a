package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.spring.SymbolonConfigurer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Another process, whose class path has the starter and Spring Boot 3.5, which the build puts into a folder. */
class SpringBoot3Test {
    @Test
    @Timeout(60)
    void anApplicationOnSpringBoot3IsToldWhatIsNeededAndOfNoMissingClass() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                placeOf(SymbolonConfigurer.class),
                                placeOf(SpringBoot3Test.class),
                                Path.of("target", "spring-boot-3") + File.separator + "*"),
                        Application.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = said(process);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said)
                .contains("symbolon-spring-boot-starter needs Spring Boot 4; this application has 3.5.")
                .contains("Use Spring Boot 4, or symbolon-web, which needs no Spring.")
                .doesNotContain("NoClassDefFoundError", "ClassNotFoundException", "\tat ");
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        private Application() {}

        public static void main(String[] arguments) {
            SpringApplication.run(Application.class, arguments);
        }
    }
}
