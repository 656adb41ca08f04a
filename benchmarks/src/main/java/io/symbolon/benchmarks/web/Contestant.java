package io.symbolon.benchmarks.web;

import io.symbolon.benchmarks.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A server, its callers, and what was measured so far. */
final class Contestant implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    private final ServerSetup setup;
    private final ServerProcess server;
    private final List<Measured> rounds = new ArrayList<>();
    private Optional<HttpLoad> load = Optional.empty();

    /** One round; the processor's time is that of the server alone, in microseconds a request. */
    record Measured(double rate, Latencies latencies, Optional<Double> cpuMicros) {}

    private Contestant(ServerSetup setup, ServerProcess server) {
        this.setup = setup;
        this.server = server;
    }

    static Contestant start(ServerSetup setup) throws IOException {
        return new Contestant(setup, ServerProcess.start(setup));
    }

    void connect(int users) throws Exception {
        int port = server.port();
        load = Optional.of(new HttpLoad(port, Callers.signIn(setup, port, users), CONNECTIONS));
    }

    void warmUp(Duration time) throws IOException {
        requireRight(load.orElseThrow().run(time));
    }

    void measure(Duration time) throws IOException {
        Optional<Duration> before = server.cpu();
        HttpLoad.Round round = requireRight(load.orElseThrow().run(time));
        Optional<Double> cpu = before.flatMap(start -> server.cpu().map(end -> end.minus(start)))
                .map(spent -> spent.toNanos() / 1e3 / round.latencies().count());
        rounds.add(new Measured(round.rate(), round.latencies(), cpu));
    }

    ServerSetup setup() {
        return setup;
    }

    List<Measured> rounds() {
        return rounds;
    }

    String title() {
        Protection protection = setup.protection();
        String tokens = protection.hasTokens() ? setup.key().algorithm().name() + ", " : "";
        String revocations =
                setup.revocations() == 0 ? "" : String.format(Locale.ROOT, ", %,d revocations", setup.revocations());
        return tokens + setup.stack().title() + protection.title() + revocations;
    }

    @Override
    public void close() {
        try {
            if (load.isPresent()) {
                load.get().close();
            }
        } catch (IOException alreadyClosed) {
            // The server ends anyway.
        } finally {
            server.close();
        }
    }

    /** Wrong answers are no throughput. */
    private HttpLoad.Round requireRight(HttpLoad.Round round) {
        if (round.failures() > 0) {
            throw new IllegalStateException(title() + ": " + round.failures() + " wrong answers");
        }
        return round;
    }
}
