package io.symbolon.benchmarks.storage;

import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.Latencies;
import io.symbolon.benchmarks.report.Figure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** The least time in which one node can tell another of something: a bare NOTIFY, until the driver hands it out. */
final class NotifyFloor {
    private static final int FULL_SAMPLES = 2_000;
    private static final Duration BETWEEN = Duration.ofMillis(3);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Connection writing;
    private final Connection listening;
    private final int samples;

    private NotifyFloor(Form form, Connection writing, Connection listening) {
        this.writing = writing;
        this.listening = listening;
        this.samples = form.scaled(FULL_SAMPLES);
    }

    static List<Figure> measure(Form form, String title, DataSource pool) throws Exception {
        try (Connection writing = pool.getConnection();
                Connection listening = pool.getConnection()) {
            return Propagation.figures(title, new NotifyFloor(form, writing, listening).run());
        }
    }

    private Latencies run() throws Exception {
        ExecutorService listener = Executors.newSingleThreadExecutor();
        try (PreparedStatement notify = writing.prepareStatement("SELECT pg_notify('floor', '')");
                Statement listen = listening.createStatement()) {
            listen.execute("LISTEN floor");
            Latencies latencies = new Latencies();
            for (int i = 0; i < samples; i++) {
                Future<Long> heard = listener.submit(this::awaitNotification);
                TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
                long start = System.nanoTime();
                notify.execute();
                latencies.add(heard.get() - start);
            }
            listen.execute("UNLISTEN floor");
            return latencies;
        } finally {
            listener.shutdownNow();
        }
    }

    private long awaitNotification() throws SQLException {
        PGNotification[] received = listening.unwrap(PGConnection.class).getNotifications((int) LONGEST.toMillis());
        if (received == null || received.length != 1) {
            throw new IllegalStateException("not one notification was heard within " + LONGEST);
        }
        return System.nanoTime();
    }
}
