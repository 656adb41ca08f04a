package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint.ConfigurationPropertiesDescriptor;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** G10 for the starter: no key in a log, in what Actuator shows, or in a text of an object. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {
    private static final String SIGNING = "b25lIHNlY3JldCBvZiB0aGlydHktdHdvIGJ5dGVzISE=";
    private static final String REFRESH = "YW5vdGhlciBzZWNyZXQgb2YgdGhpcnR5LXR3byBieXQ=";

    private static final String OTHER = "dGhpcmQgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXM=";

    private final ApplicationContextRunner actuator = Runner.empty()
            .withConfiguration(AutoConfigurations.of(
                    EndpointAutoConfiguration.class,
                    EnvironmentEndpointAutoConfiguration.class,
                    ConfigurationPropertiesReportEndpointAutoConfiguration.class))
            .withPropertyValues(Runner.REQUIRED)
            .withPropertyValues(
                    "symbolon.storage=memory",
                    "symbolon.signing-keys[0].algorithm=HS256",
                    "management.endpoints.web.exposure.include=*",
                    "management.endpoint.env.show-values=always",
                    "management.endpoint.configprops.show-values=always");

    @Test
    void actuatorShowsNoKey() {
        actuator.withPropertyValues(
                        "symbolon.signing-keys[0].key=" + SIGNING, "symbolon.refresh-token-keys[0]=" + REFRESH)
                .run(context -> {
                    assertThatNothingIsShown(
                            context.getBean(EnvironmentEndpoint.class),
                            context.getBean(ConfigurationPropertiesReportEndpoint.class));
                });
    }

    @Test
    void actuatorShowsNoKeyThatAnEnvironmentVariableHolds() {
        actuator.withInitializer(context -> {
                    ConfigurableEnvironment environment = context.getEnvironment();
                    environment
                            .getPropertySources()
                            .addFirst(new SystemEnvironmentPropertySource(
                                    "test-systemEnvironment",
                                    Map.of(
                                            "SYMBOLON_REFRESHTOKENKEYS_0",
                                            REFRESH,
                                            "SYMBOLON_SIGNINGKEYS_0_ALGORITHM",
                                            "HS256",
                                            "SYMBOLON_SIGNINGKEYS_0_KEY",
                                            SIGNING)));
                })
                .run(context -> assertThatNothingIsShown(
                        context.getBean(EnvironmentEndpoint.class),
                        context.getBean(ConfigurationPropertiesReportEndpoint.class)));
    }

    @Test
    void actuatorShowsNoKeyThatAPlaceholderNames() {
        actuator.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("vault", Map.of("one", SIGNING, "two", "x " + REFRESH))))
                .withPropertyValues("symbolon.signing-keys[0].key=${one}", "symbolon.refresh-token-keys[0]=" + REFRESH)
                .run(context -> assertThatNothingIsShown(
                        context.getBean(EnvironmentEndpoint.class),
                        context.getBean(ConfigurationPropertiesReportEndpoint.class)));
    }

    @Test
    void actuatorShowsNoSecretOfAServiceAndNoFeedKey() {
        actuator.withPropertyValues(
                        "symbolon.signing-keys[0].key=" + OTHER,
                        "symbolon.refresh-token-keys[0]=" + OTHER,
                        "symbolon.services.orders.secret=" + SIGNING,
                        "symbolon.feed.keys[0]=" + REFRESH)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("vault", Map.of("two", "x " + REFRESH))))
                .run(context -> {
                    assertThatNothingIsShown(
                            context.getBean(EnvironmentEndpoint.class),
                            context.getBean(ConfigurationPropertiesReportEndpoint.class));
                    SymbolonProperties properties = context.getBean(SymbolonProperties.class);
                    assertThat(properties.services().toString() + properties.feed())
                            .doesNotContain(SIGNING)
                            .doesNotContain(REFRESH);
                });
    }

    @Test
    void otherPropertiesAreShown() {
        actuator.withPropertyValues(
                        "symbolon.signing-keys[0].key=" + SIGNING, "symbolon.refresh-token-keys[0]=" + REFRESH)
                .run(context -> assertThat(shown(context.getBean(ConfigurationPropertiesReportEndpoint.class)))
                        .contains("https://login.example.com")
                        .contains("sessionLimit"));
    }

    @Test
    void textsOfObjectsHoldNoKey() {
        actuator.withPropertyValues(
                        "symbolon.signing-keys[0].key=" + SIGNING, "symbolon.refresh-token-keys[0]=" + REFRESH)
                .run(context -> {
                    SymbolonProperties properties = context.getBean(SymbolonProperties.class);
                    assertThat(properties.toString()).doesNotContain(SIGNING).doesNotContain(REFRESH);
                    assertThat(properties.signingKeys().toString()).doesNotContain(SIGNING);
                    assertThat(KeyText.read("a", SIGNING, context).toString()).doesNotContain(SIGNING);
                });
    }

    @Test
    void aStartThatFailsSaysWhatToWriteAndShowsNoKey(CapturedOutput log) {
        start("--symbolon.signing-keys[0].key=" + SIGNING, "--symbolon.signing-keys[0].algorithm=HS512");

        assertThat(log)
                .contains("APPLICATION FAILED TO START")
                .contains("symbolon.issuer, symbolon.audience, symbolon.refresh-token-keys")
                .contains("refresh-token-keys:")
                .doesNotContain(SIGNING)
                .doesNotContain("\tat ");
    }

    @Test
    void aKeyAtTheWrongPlaceIsNotShownEither(CapturedOutput log) {
        start("--symbolon.signing-keys=" + SIGNING);

        assertThat(log)
                .contains("The property symbolon.signing-keys")
                .contains("signing-keys:")
                .doesNotContain(SIGNING);
    }

    @Test
    void aRunningApplicationLogsNoKey(CapturedOutput log) {
        start(
                "--symbolon.issuer=https://login.example.com",
                "--symbolon.audience=api",
                "--symbolon.storage=memory",
                "--symbolon.signing-keys[0].key=" + SIGNING,
                "--symbolon.signing-keys[0].algorithm=HS256",
                "--symbolon.refresh-token-keys=" + REFRESH,
                "--logging.level.org.springframework.boot=debug",
                "--logging.level.io.symbolon=trace");

        assertThat(log).doesNotContain("FAILED").doesNotContain(SIGNING).doesNotContain(REFRESH);
    }

    private static void assertThatNothingIsShown(
            EnvironmentEndpoint environment, ConfigurationPropertiesReportEndpoint properties) {
        List<String> shown = new ArrayList<>();
        environment
                .environment(null)
                .getPropertySources()
                .forEach(source ->
                        source.getProperties().forEach((name, value) -> shown.add(name + "=" + value.getValue())));
        shown.add(shown(properties));
        assertThat(shown)
                .anyMatch(text -> text.contains("******"))
                .noneMatch(text -> text.contains(SIGNING))
                .noneMatch(text -> text.contains(REFRESH));
    }

    private static String shown(ConfigurationPropertiesReportEndpoint endpoint) {
        ConfigurationPropertiesDescriptor all = endpoint.configurationProperties();
        return JsonMapper.builder().build().writeValueAsString(all);
    }

    private static void start(String... arguments) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        try {
            application.run(arguments).close();
        } catch (RuntimeException failed) {
            // What it says is in the log.
            assertThat(failed).isNotNull();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(SymbolonAutoConfiguration.class)
    static class Application {}
}
