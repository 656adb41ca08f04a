package io.symbolon.redis;

import io.symbolon.SessionStorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Removes the records of sessions that were ended by the thousand, in portions, on a thread that lives only as long as
 * there is something to do. Nothing depends on it but memory: such records do not exist for any operation, and expire.
 */
final class GarbageSweep implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(GarbageSweep.class.getName());
    private static final byte[] PORTION = OpenPartitions.bytes("200");

    private final OpenPartitions partitions;
    private final ExecutorService executor;

    GarbageSweep(OpenPartitions partitions) {
        this.partitions = partitions;
        ThreadPoolExecutor single =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "symbolon-redis-sweep");
                    thread.setDaemon(true);
                    return thread;
                });
        single.allowCoreThreadTimeOut(true);
        this.executor = single;
    }

    /** Sweeps a partition soon. */
    void request(int partition) {
        try {
            executor.execute(() -> sweep(partition));
        } catch (RejectedExecutionException closed) {
            LOGGER.log(Level.DEBUG, "The storage was closed; another node sweeps.");
        }
    }

    private void sweep(int partition) {
        try {
            while (!executor.isShutdown()
                    && partitions
                                    .run(RedisScript.SWEEP, partition, List.of(), PORTION)
                                    .value()
                            > 0) {
                // Between two portions, the server serves others.
            }
        } catch (SessionStorageException failed) {
            LOGGER.log(Level.DEBUG, "Records of ended sessions are left to expire, or to the next sweep.", failed);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
