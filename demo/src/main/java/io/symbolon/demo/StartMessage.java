package io.symbolon.demo;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells on the console where the demo is and what to try first. */
@Component
final class StartMessage {
    private static final String TEXT = """

            The Symbolon demo is ready: open http://localhost:%s

            %s
            Open it in a second browser, or in a private window, to be on two devices. Sessions are kept in %s, accounts
            and keys in %s: a restart forgets nothing.

            A second node, in another terminal:
            %s

            Ctrl-C stops it.
            """;

    private final Environment environment;
    private final Accounts accounts;
    private final String storage;
    private final String folder;

    StartMessage(
            Environment environment,
            Accounts accounts,
            @Value("${demo.storage}") String storage,
            @Value("${demo.folder}") String folder) {
        this.environment = environment;
        this.accounts = accounts;
        this.storage = storage;
        this.folder = folder;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        System.out.println(TEXT.formatted(port, credentials(), storage, folder, secondNode(port + 1)));
    }

    @EventListener(ContextClosedEvent.class)
    void stopped() {
        System.out.println("The Symbolon demo has stopped.");
    }

    /** By the runnable file, where it was built: nothing is compiled again. */
    private String secondNode(int port) {
        return RunnableFile.find()
                .map(file -> "%sSERVER_PORT=%s DEMO_FOLDER=%s java -jar %s"
                        .formatted(profiles(), port, quoted(folder), quoted(file)))
                .orElse("the same command, with SERVER_PORT=%s before it".formatted(port));
    }

    private String profiles() {
        String active = String.join(",", environment.getActiveProfiles());
        return active.isEmpty() ? "" : "SPRING_PROFILES_ACTIVE=" + active + " ";
    }

    private static String quoted(Object path) {
        return path.toString().contains(" ") ? "'" + path + "'" : path.toString();
    }

    private String credentials() {
        StringBuilder text = new StringBuilder("  %-10s%-22s%s%n".formatted("user", "password", "role"));
        accounts.all()
                .forEach(account -> text.append("  %-10s%-22s%s%n"
                        .formatted(
                                account.name(),
                                Accounts.passwordOf(account.name()),
                                account.role().text())));
        return text.toString();
    }
}
