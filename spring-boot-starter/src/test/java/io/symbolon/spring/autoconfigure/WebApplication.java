package io.symbolon.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with a web server on a free port of the loopback interface. */
final class WebApplication implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private WebApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static WebApplication start(Class<?> configuration, String... settings) {
        List<String> all = new ArrayList<>(List.of("symbolon.generate-keys=true", "symbolon.storage=memory"));
        all.addAll(List.of(settings));
        return startVerifier(configuration, all.toArray(String[]::new));
    }

    /** With a bean as its storage, and another kind of server. */
    static WebApplication start(WebApplicationType type, Class<?> configuration, String... settings) {
        List<String> all = new ArrayList<>(List.of("symbolon.generate-keys=true"));
        all.addAll(List.of(settings));
        return run(type, configuration, all.toArray(String[]::new));
    }

    /** With a bean as its storage. */
    static WebApplication startWithOwnStorage(Class<?> configuration, String... settings) {
        List<String> all = new ArrayList<>(List.of("symbolon.generate-keys=true"));
        all.addAll(List.of(settings));
        return startVerifier(configuration, all.toArray(String[]::new));
    }

    /** Without what only a session manager has. */
    static WebApplication startVerifier(Class<?> configuration, String... settings) {
        return run(WebApplicationType.SERVLET, configuration, settings);
    }

    /** The same, with another kind of server. */
    static WebApplication startVerifier(WebApplicationType type, Class<?> configuration, String... settings) {
        return run(type, configuration, settings);
    }

    private static WebApplication run(WebApplicationType type, Class<?> configuration, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--symbolon.issuer=https://login.example.com",
                "--symbolon.audience=https://api.example.com",
                "--spring.datasource.generate-unique-name=true"));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new WebApplication(
                new SpringApplicationBuilder(configuration).web(type).run(arguments.toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    Client client() {
        return new Client(port());
    }

    @Override
    public void close() {
        context.close();
    }
}
