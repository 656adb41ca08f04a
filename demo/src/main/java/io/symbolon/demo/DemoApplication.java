package io.symbolon.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the demo. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
public class DemoApplication {
    /**
     * Starts the demo, which runs until it is told to stop.
     *
     * @param arguments settings such as {@code --server.port=8081}
     */
    public static void main(String[] arguments) {
        System.out.println("The Symbolon demo is starting; the first start makes its keys, accounts and database.");
        start(arguments);
    }

    static ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplication(DemoApplication.class);
        application.addListeners(new DataFolder());
        return application.run(arguments);
    }
}
