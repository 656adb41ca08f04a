package io.symbolon.benchmarks.web;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.benchmarks.peers.SampleClaims;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** A Spring Boot application with one endpoint, on a free port of the loopback interface. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class OrdersApplication {
    static final String PATH = "/orders";

    static ConfigurableApplicationContext start(ServerSetup setup) {
        SpringApplication application = new SpringApplication(OrdersApplication.class);
        application.addPrimarySources(setup.protection().configuration());
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(ServerSetup.class, () -> setup));
        return application.run(arguments(setup));
    }

    static RunningServer running(ConfigurableApplicationContext context) {
        return new RunningServer(
                port(context),
                context.getBeanProvider(JwtUserSessionManager.class).stream().findFirst(),
                context::close);
    }

    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static String[] arguments(ServerSetup setup) {
        Protection protection = setup.protection();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                // Else each connection is closed after a hundred requests.
                "--server.tomcat.max-keep-alive-requests=-1",
                // Else a connection is closed that waits a minute for its turn.
                "--server.tomcat.connection-timeout=-1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=error",
                "--spring.autoconfigure.exclude="
                        + protection.excluded().stream().map(Class::getName).collect(Collectors.joining(",")),
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + setup.redisPort(),
                "--symbolon.enabled=" + protection.hasSymbolon(),
                "--symbolon.issuer=" + SampleClaims.ISSUER,
                "--symbolon.audience=" + SampleClaims.AUDIENCE,
                "--symbolon.generate-keys=true"));
        if (protection == Protection.SYMBOLON_FILTER) {
            arguments.add("--symbolon.web.filter=required");
        }
        return arguments.toArray(String[]::new);
    }
}
