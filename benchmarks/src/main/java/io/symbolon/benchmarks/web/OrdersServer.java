package io.symbolon.benchmarks.web;

import io.symbolon.benchmarks.peers.PeerKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;

/** The application as a process of its own. It ends with the process that has started it. */
final class OrdersServer {
    /** Before the port, in the line that says that the application has started. */
    static final String READY = "port ";

    private OrdersServer() {}

    /**
     * Runs until the input ends. The key is the input's first line.
     *
     * @param arguments the stack, the protection, how many revocations, Redis's port
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ServerSetup setup = new ServerSetup(
                Stack.valueOf(arguments[0]),
                Protection.valueOf(arguments[1]),
                PeerKey.parse(Objects.requireNonNull(input.readLine())),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        try (RunningServer server = setup.stack().start(setup)) {
            System.out.println(READY + server.port());
            while (input.readLine() != null) {}
        }
        System.exit(0);
    }
}
