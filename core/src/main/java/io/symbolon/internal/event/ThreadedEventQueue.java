package io.symbolon.internal.event;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread that ends while there is nothing to tell. */
final class ThreadedEventQueue implements EventQueue {
    private static final int QUEUE_SIZE = 10_000;
    private static final int IDLE_SECONDS = 10;
    private static final int CLOSE_SECONDS = 2;

    private final ThreadPoolExecutor thread;

    ThreadedEventQueue() {
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE_SIZE),
                ThreadedEventQueue::newThread);
        this.thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean offer(Runnable event) {
        try {
            thread.execute(event);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    @Override
    public int waiting() {
        return thread.getQueue().size();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "symbolon-events");
        thread.setDaemon(true);
        return thread;
    }
}
