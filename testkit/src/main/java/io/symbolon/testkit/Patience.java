package io.symbolon.testkit;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what happens at once on a machine that is free. It is far longer than any promise, because other
 * work may hold the machine: a test that waits in vain has failed in any case, and one that does not, waits no longer.
 */
public final class Patience {
    /** One minute. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Most conditions are true after a few milliseconds. */
    private static final Duration LOOK = Duration.ofMillis(10);

    private Patience() {}

    /**
     * Waits for a condition, for {@link #PATIENCE} at most. A condition that throws is not true yet: if it still throws at the end,
     * what it threw is the cause of the failure.
     *
     * @return what takes the condition
     */
    public static ConditionFactory await() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .ignoreExceptions();
    }

    /**
     * Waits for what another thread does, for {@link #PATIENCE} at most.
     *
     * @param <T> its type
     * @param result what the thread will give
     * @return what it gave
     * @throws ExecutionException if it threw
     * @throws InterruptedException if this thread was interrupted
     * @throws TimeoutException if it did not end
     */
    public static <T> T get(Future<T> result) throws ExecutionException, InterruptedException, TimeoutException {
        return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits for the end of a thread, for {@link #PATIENCE} at most.
     *
     * @param thread the thread
     * @throws InterruptedException if this thread was interrupted
     * @throws TimeoutException if it did not end
     */
    public static void join(Thread thread) throws InterruptedException, TimeoutException {
        thread.join(PATIENCE.toMillis());
        if (thread.isAlive()) {
            throw new TimeoutException("the thread " + thread.getName() + " did not end within " + PATIENCE);
        }
    }
}
