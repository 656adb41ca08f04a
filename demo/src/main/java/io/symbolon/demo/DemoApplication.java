package io.symbolon.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the demo. */
@SpringBootApplication(proxyBeanMethods = false)
public class DemoApplication {
    /**
     * Starts the demo, which runs until it is told to stop.
     *
     * @param arguments settings such as {@code --server.port=8081}
     */
    public static void main(String[] arguments) {
        start(arguments);
    }

    static ConfigurableApplicationContext start(String... arguments) {
        return SpringApplication.run(DemoApplication.class, arguments);
    }
}
