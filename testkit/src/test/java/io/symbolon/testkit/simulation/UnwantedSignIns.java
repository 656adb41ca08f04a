package io.symbolon.testkit.simulation;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;

/** How often a network signs people out who did nothing, for each policy. The main program prints the table of the docs. */
@NullMarked
final class UnwantedSignIns {
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final long SECOND = 1_000_000;
    private static final long GRACE_MICROS = GRACE.toSeconds() * SECOND;
    private static final int CLIENTS = 500;

    /** All within the grace: an outage, one late answer, three lost ones and a repeat together are shorter. */
    static final ClientNetwork WITHIN = new ClientNetwork("outages up to 15 s", 15 * SECOND, 5 * SECOND);

    private static final List<ClientNetwork> NETWORKS = List.of(
            WITHIN,
            new ClientNetwork("outages up to 60 s", 60 * SECOND, 5 * SECOND),
            new ClientNetwork("outages up to 10 min", 600 * SECOND, 5 * SECOND),
            new ClientNetwork("requests repeated up to 60 s later", 15 * SECOND, 60 * SECOND));

    private UnwantedSignIns() {}

    /**
     * Prints the table.
     *
     * @param arguments how many refreshes for each figure
     */
    public static void main(String[] arguments) {
        long refreshes = Long.parseLong(arguments[0]);
        List<RefreshRotation> policies = List.of(
                RefreshRotation.grace(GRACE),
                RefreshRotation.untilSuccessorUsed(),
                RefreshRotation.strict(),
                RefreshRotation.none());
        for (ClientNetwork network : NETWORKS) {
            for (RefreshRotation policy : policies) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.0f |%n",
                        network.text(),
                        policy,
                        1e6 * count(policy, network, refreshes, 1) / refreshes);
            }
        }
    }

    /** The unwanted sign-ins of so many refreshes. */
    static long count(RefreshRotation policy, ClientNetwork network, long refreshes, long seed) {
        Scheduler scheduler = new Scheduler(Runnable::run);
        SimulatedClock clock = new SimulatedClock(scheduler, 0);
        try (InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage(clock)) {
            SigningKeys signingKeys = SigningKeys.generate(JwsAlgorithm.HS256);
            RefreshTokenKeys refreshTokenKeys = RefreshTokenKeys.generate();
            List<JwtUserSessionManager> nodes = IntStream.range(0, 2)
                    .mapToObj(number -> JwtUserSessionManager.builder()
                            .issuer("https://login.example.com")
                            .audience("https://api.example.com")
                            .signingKeys(signingKeys)
                            .refreshTokenKeys(refreshTokenKeys)
                            .rotation(policy)
                            .clock(clock)
                            .storage(storage)
                            .build())
                    .toList();
            try {
                return count(scheduler, nodes, network, refreshes, seed);
            } finally {
                nodes.forEach(JwtUserSessionManager::close);
            }
        }
    }

    private static long count(
            Scheduler scheduler, List<JwtUserSessionManager> nodes, ClientNetwork network, long refreshes, long seed) {
        List<RefreshingClient> clients = new ArrayList<>();
        for (int number = 0; number < CLIENTS; number++) {
            Draw draw = Draw.of(seed, number);
            RefreshingClient client =
                    new RefreshingClient(scheduler, nodes, network, GRACE_MICROS, draw, "user-" + number);
            clients.add(client);
            client.goOn();
        }
        endAfter(refreshes, scheduler, clients);
        Throwable failure = scheduler.run();
        if (failure != null) {
            throw new AssertionError("a client failed", failure);
        }
        return clients.stream().mapToLong(RefreshingClient::unwantedSignIns).sum();
    }

    private static void endAfter(long refreshes, Scheduler scheduler, List<RefreshingClient> clients) {
        scheduler.at(scheduler.now() + 60 * SECOND, () -> {
            if (clients.stream().mapToLong(RefreshingClient::refreshes).sum() >= refreshes) {
                scheduler.end();
            } else {
                endAfter(refreshes, scheduler, clients);
            }
        });
    }
}
