package io.symbolon.demo;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells on the console where the demo is and what to try first. */
@Component
final class StartMessage {
    private final Environment environment;

    StartMessage(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    void started(ApplicationReadyEvent event) {
        String address = environment.getRequiredProperty("server.address") + ":"
                + environment.getRequiredProperty("local.server.port");
        StringBuilder text = new StringBuilder();
        text.append("\nThe Symbolon demo listens on http://").append(address).append("\n\n");
        text.append("  user    password\n");
        DemoUsers.PASSWORDS.forEach((name, password) -> text.append("  %-7s %s%n".formatted(name, password)));
        text.append("\nTry:\n\n  curl -s ")
                .append(address)
                .append("/sign-in -H 'Content-Type: application/json'")
                .append(" -d '{\"name\": \"ada\", \"password\": \"")
                .append(DemoUsers.PASSWORDS.get("ada"))
                .append(
                        "\"}'\n\nREADME.md goes on from there. Sessions and keys are in memory: a restart forgets them.")
                .append("\nCtrl-C stops it.\n");
        System.out.println(text);
    }

    @EventListener
    void stopped(ContextClosedEvent event) {
        System.out.println("The Symbolon demo has stopped.");
    }
}
