package io.symbolon.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/** Whether a connection can be kept for good: not if it is the pool's only one. */
final class PoolRoom {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private PoolRoom() {}

    /** Whether the DataSource has one more connection, beside those that are held now. Waits a second at most. */
    static boolean isLeft(DataSource dataSource) {
        CompletableFuture<Boolean> more = new CompletableFuture<>();
        Thread thread = new Thread(() -> more.complete(lendsOne(dataSource)), "symbolon-jdbc-pool-room");
        thread.setDaemon(true);
        thread.start();
        try {
            return more.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException none) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean lendsOne(DataSource dataSource) {
        try (Connection another = dataSource.getConnection()) {
            return !another.isClosed();
        } catch (SQLException none) {
            return false;
        }
    }
}
