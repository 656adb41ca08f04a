package io.symbolon.benchmarks.storage;

import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.Latencies;
import io.symbolon.benchmarks.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How many sign-ins, refreshes, lists and sign-outs a second, and how long each takes, with 1, 16 and 64 threads. */
final class Load {
    private static final long FULL_MILLIS = 1_000;
    private static final int WARM_UP_THREADS = 4;
    private static final List<Integer> THREADS = List.of(1, 16, 64);

    private final String table;
    private final long nanos;
    private final List<Integer> threads;

    Load(Form form, String table) {
        this.table = table;
        this.nanos = TimeUnit.MILLISECONDS.toNanos(form.scaled((int) FULL_MILLIS));
        this.threads = form == Form.SMOKE ? List.of(2) : THREADS;
    }

    /** One call; returns false if there is nothing left to do. */
    private interface Step {
        boolean run(Client client) throws Exception;
    }

    /** What one thread has: its subjects with a session each. */
    private static final class Client {
        final List<String> handles = new ArrayList<>();
        final String name;
        int turn;

        Client(String name) {
            this.name = name;
        }

        String subject(int number) {
            return name + number;
        }

        int next() {
            return turn++ % handles.size();
        }
    }

    List<Figure> measure(String title, SessionSystem system) throws Exception {
        List<Figure> figures = new ArrayList<>();
        measure(title + "-warm-up", WARM_UP_THREADS, system, new ArrayList<>());
        for (int count : threads) {
            measure(title, count, system, figures);
        }
        return figures;
    }

    private void measure(String title, int count, SessionSystem system, List<Figure> figures) throws Exception {
        List<Client> clients = clients(title + '-' + count + '-', count);
        add(figures, title, "create", count, run(clients, client -> create(system, client)));
        add(figures, title, "refresh", count, run(clients, client -> refresh(system, client)));
        add(figures, title, "list", count, run(clients, client -> list(system, client)));
        add(figures, title, "revoke", count, run(clients, client -> revoke(system, client)));
    }

    private static boolean create(SessionSystem system, Client client) throws Exception {
        client.handles.add(system.create(client.subject(client.handles.size())));
        return true;
    }

    private static boolean refresh(SessionSystem system, Client client) throws Exception {
        int number = client.next();
        client.handles.set(number, system.refresh(client.handles.get(number)));
        return true;
    }

    private static boolean list(SessionSystem system, Client client) throws Exception {
        int found = system.list(client.subject(client.next()));
        if (found != 1) {
            throw new IllegalStateException("a subject with one session has " + found);
        }
        return true;
    }

    private static boolean revoke(SessionSystem system, Client client) throws Exception {
        system.revoke(client.handles.remove(client.handles.size() - 1));
        return !client.handles.isEmpty();
    }

    private Measured run(List<Client> clients, Step step) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(clients.size());
        try {
            List<Callable<Latencies>> tasks = new ArrayList<>();
            long start = System.nanoTime();
            clients.forEach(client -> tasks.add(() -> loop(client, step, start + nanos)));
            Latencies all = new Latencies();
            for (Future<Latencies> done : executor.invokeAll(tasks)) {
                all.merge(done.get());
            }
            return new Measured(all, System.nanoTime() - start);
        } finally {
            executor.shutdownNow();
        }
    }

    private record Measured(Latencies latencies, long nanos) {}

    /** At least one call, also where the thread starts late. */
    private static Latencies loop(Client client, Step step, long end) throws Exception {
        Latencies latencies = new Latencies();
        boolean hasMore;
        long now = System.nanoTime();
        do {
            hasMore = step.run(client);
            long after = System.nanoTime();
            latencies.add(after - now);
            now = after;
        } while (hasMore && now - end < 0);
        return latencies;
    }

    private void add(List<Figure> figures, String title, String verb, int count, Measured measured) {
        String row = verb + ", " + title;
        String threadsText = count + (count == 1 ? " thread" : " threads");
        Latencies latencies = measured.latencies();
        figures.add(new Figure(table, row, threadsText + ", /s", latencies.count() * 1e9 / measured.nanos()));
        figures.add(new Figure(table, row, threadsText + ", p50 ms", latencies.quantile(0.5) / 1e6));
        figures.add(new Figure(table, row, threadsText + ", p99 ms", latencies.quantile(0.99) / 1e6));
    }

    private static List<Client> clients(String title, int count) {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(new Client(title.replace(' ', '-') + i + "-user-"));
        }
        return clients;
    }
}
